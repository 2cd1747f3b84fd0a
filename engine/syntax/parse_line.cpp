#include "syntax/parse_line.h"

#include <array>
#include <exception>
#include <utility>

#include "syntax/antlr_tokens.h"
#include "syntax/build.h"

namespace plumb::syntax {

namespace {

constexpr size_t KindTypes[] = {
    PlumbParser::END,      0,                     PlumbParser::WORD,   PlumbParser::NUMBER,   PlumbParser::QUANTITY,
    PlumbParser::DATE,     PlumbParser::TEXT,     PlumbParser::PERCENT_SIGN, PlumbParser::LPAREN, PlumbParser::RPAREN,
    PlumbParser::LBRACE,   PlumbParser::RBRACE,   PlumbParser::LBRACKET, PlumbParser::RBRACKET, PlumbParser::COMMA,
    PlumbParser::LISTSEP,  PlumbParser::SEMICOLON, PlumbParser::COLON, PlumbParser::DOT,      PlumbParser::PLUS,
    PlumbParser::MINUS,    PlumbParser::STAR,     PlumbParser::SLASH,  PlumbParser::POWER,    PlumbParser::EQ,
    PlumbParser::NE,       PlumbParser::LE,       PlumbParser::GE,     PlumbParser::LT,       PlumbParser::GT};

constexpr size_t KeywordTypes[] = {
#define PLUMB_KEYWORD(token, zh, en, role) PlumbParser::token,
#include "../../grammar/keywords.def"
#undef PLUMB_KEYWORD
};

void add_type(ExpectedSet& expected, size_t type) {
  if (type == antlr4::Token::EOF) {
    expected.line_end = true;
    return;
  }
  for (size_t i = 0; i < std::size(KindTypes); ++i) {
    if (KindTypes[i] == type) expected.kinds.set(i);
  }
  for (size_t i = 0; i < std::size(KeywordTypes); ++i) {
    if (KeywordTypes[i] == type) expected.keywords.set(i);
  }
}

void add_set(ExpectedSet& expected, const antlr4::misc::IntervalSet& set) {
  for (const ssize_t type : set.toList()) add_type(expected, static_cast<size_t>(type));
}

// Not a RecognitionException, so that the generated code lets it through.
struct Stopped {
  SyntaxError error;
};

// Stops at the first mistake. The fast pass only needs to know that there is one; the careful pass looks at
// every optional part before it is entered, so that all that could have stood there is known.
class StopAtError final : public antlr4::ANTLRErrorStrategy {
 public:
  bool is_careful = false;

  void reset(antlr4::Parser*) override {}
  bool inErrorRecoveryMode(antlr4::Parser*) override { return false; }
  void reportMatch(antlr4::Parser*) override {}
  void recover(antlr4::Parser*, std::exception_ptr) override {}

  antlr4::Token* recoverInline(antlr4::Parser* parser) override { stop(parser, nullptr); }

  void sync(antlr4::Parser* parser) override {
    if (!is_careful) return;
    if (!parser->getExpectedTokens().contains(parser->getTokenStream()->LA(1))) stop(parser, nullptr);
  }

  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& error) override {
    stop(parser, dynamic_cast<const antlr4::NoViableAltException*>(&error));
  }

 private:
  [[noreturn]] void stop(antlr4::Parser* parser, const antlr4::NoViableAltException* no_way) {
    SyntaxError error;
    error.at = parser->getCurrentToken()->getTokenIndex();
    for (antlr4::RuleContext* at = parser->getContext(); at != nullptr;
         at = dynamic_cast<antlr4::RuleContext*>(at->parent)) {
      if (at->getRuleIndex() == PlumbParser::RuleItem) {
        error.item_start = static_cast<antlr4::ParserRuleContext*>(at)->start->getTokenIndex();
      }
    }
    if (is_careful) {
      if (no_way != nullptr && no_way->getDeadEndConfigs() != nullptr) {
        error.at = no_way->getOffendingToken()->getTokenIndex();
        // The states that were still alive before the token: what they read next could have stood here.
        for (const auto& config : no_way->getDeadEndConfigs()->configs) {
          for (const antlr4::atn::Transition* way : config->state->transitions) {
            if (!way->isEpsilon()) add_set(error.expected, way->label());
          }
        }
      } else {
        add_set(error.expected, parser->getExpectedTokens());
      }
    }
    throw Stopped{error};
  }
};

// The use of every token under a context; `use` is that of the names in it.
void collect_uses(antlr4::tree::ParseTree* node, WordUse use, std::vector<WordUse>& uses) {
  auto* context = dynamic_cast<antlr4::ParserRuleContext*>(node);
  if (context == nullptr) return;
  switch (context->getRuleIndex()) {
    case Rules::RuleCallName: use = WordUse::Function; break;
    case Rules::RuleTypeName: use = WordUse::Type; break;
    case Rules::RuleRoleName: use = WordUse::Role; break;
    case Rules::RuleAbsenceKind: use = WordUse::AbsenceKind; break;
    case Rules::RuleCombineName: use = WordUse::Combine; break;
    case Rules::RuleName: case Rules::RuleRefName: uses[context->start->getTokenIndex()] = use; return;
    default: use = WordUse::Name; break;
  }
  const bool is_tight = dynamic_cast<Rules::CallContext*>(context) != nullptr ||
                        context->getRuleIndex() == Rules::RuleFunctionItem ||
                        context->getRuleIndex() == Rules::RuleAbsenceKindList ||
                        context->getRuleIndex() == Rules::RuleType;
  for (antlr4::tree::ParseTree* child : context->children) {
    auto* leaf = dynamic_cast<antlr4::tree::TerminalNode*>(child);
    if (leaf == nullptr) {
      collect_uses(child, use, uses);
      continue;
    }
    const Token& token = token_of(leaf->getSymbol());
    const size_t index = leaf->getSymbol()->getTokenIndex();
    if (is_tight && (token.is(TokenKind::LParen) || token.is(TokenKind::Slash) || token.is(TokenKind::Star))) {
      uses[index] = WordUse::Tight;
    } else if (token.is(TokenKind::Minus) && context->getRuleIndex() == Rules::RuleNegation) {
      uses[index] = WordUse::Unary;
    }
  }
}

}  // namespace

size_t antlr_type(const Token& token) {
  return token.is(TokenKind::LanguageWord) ? KeywordTypes[static_cast<size_t>(token.keyword)]
                                      : KindTypes[static_cast<size_t>(token.kind)];
}

AntlrTokens::AntlrTokens(const std::vector<Token>& tokens) {
  tokens_.reserve(tokens.size() + 1);
  for (const Token& token : tokens) tokens_.emplace_back(token, antlr_type(token), tokens_.size());
  Token end;
  if (!tokens.empty()) end.begin = end.end = tokens.back().end;
  tokens_.emplace_back(end, antlr4::Token::EOF, tokens_.size());
}

antlr4::Token* AntlrTokens::LT(ssize_t k) {
  if (k < 0) {
    const auto back = static_cast<size_t>(-k);
    return back > at_ ? nullptr : &tokens_[at_ - back];
  }
  const size_t index = at_ + static_cast<size_t>(k) - 1;
  return &tokens_[std::min(index, tokens_.size() - 1)];
}

struct LineParser::Impl {
  Impl(Tree& t, const TokenContext& c) : tree(t), context(c), empty({}), parser(&empty) {
    strategy = std::make_shared<StopAtError>();
    parser.setErrorHandler(strategy);
    parser.removeErrorListeners();
  }

  // Twice: first without the context of rules (SLL), which is fast and nearly always enough; then with it,
  // which decides whether there is a mistake at all.
  template <class Rule, class Build>
  std::optional<SyntaxError> parse(const std::vector<Token>& line, Rule rule, Build build) {
    AntlrTokens tokens(line);
    std::optional<SyntaxError> error;
    for (const bool is_careful : {false, true}) {
      strategy->is_careful = is_careful;
      parser.setTokenStream(&tokens);
      parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(
          is_careful ? antlr4::atn::PredictionMode::LL : antlr4::atn::PredictionMode::SLL);
      try {
        build((parser.*rule)());
        error.reset();
        break;
      } catch (const Stopped& stopped) {
        error = stopped.error;
      }
    }
    parser.setTokenStream(&empty);
    return error;
  }

  Tree& tree;
  const TokenContext& context;
  AntlrTokens empty;
  PlumbParser parser;
  std::shared_ptr<StopAtError> strategy;
};

LineParser::LineParser(Tree& tree, const TokenContext& context) : impl_(std::make_unique<Impl>(tree, context)) {}
LineParser::~LineParser() = default;

std::optional<SyntaxError> LineParser::parse_items(const std::vector<Token>& line) {
  return impl_->parse(line, &PlumbParser::itemLine, [&](PlumbParser::ItemLineContext* items) {
    Builder builder{impl_->tree, impl_->context};
    for (PlumbParser::ItemContext* item : items->item()) build_item(builder, item);
  });
}

std::optional<SyntaxError> LineParser::parse_expr(const std::vector<Token>& line, ExprId& root) {
  return impl_->parse(line, &PlumbParser::lonelyExpr, [&](PlumbParser::LonelyExprContext* lonely) {
    Builder builder{impl_->tree, impl_->context};
    root = build_expr(builder, lonely->expr());
  });
}

std::optional<SyntaxError> LineParser::classify(const std::vector<Token>& line, std::vector<WordUse>& uses) {
  uses.assign(line.size() + 1, WordUse::Plain);
  return impl_->parse(line, &PlumbParser::itemLine, [&](PlumbParser::ItemLineContext* items) {
    collect_uses(items, WordUse::Name, uses);
  });
}

}  // namespace plumb::syntax
