#include "syntax/parse_line.h"

#include <algorithm>
#include <utility>

#include "syntax/antlr_tokens.h"
#include "syntax/build.h"
#include "syntax/stop_at_error.h"

namespace plumb::syntax {

namespace {

constexpr size_t Unparsed = 0;  // no token of the grammar by its kind: a word of the language, or gone before parsing

size_t parser_type(TokenKind kind) {
#define PLUMB_TOKEN_KIND(value, name, sign, parsed_as) \
  if (kind == TokenKind::value) return parsed_as;
#include "syntax/token_kinds.def"
  return Unparsed;
}

constexpr size_t KeywordTypes[] = {
#define PLUMB_KEYWORD(token, zh, en, role) PlumbParser::token,
#include "../../grammar/keywords.def"
#undef PLUMB_KEYWORD
};

// The use of every token under a context; `use` is that of the names in it.
void collect_uses(antlr4::tree::ParseTree* node, WordUse use, std::vector<WordUse>& uses) {
  auto* context = dynamic_cast<antlr4::ParserRuleContext*>(node);
  if (context == nullptr) return;
  switch (context->getRuleIndex()) {
    case Rules::RuleTypeName: use = WordUse::Type; break;
    case Rules::RuleRoleName: use = WordUse::Role; break;
    case Rules::RuleAbsenceKind: use = WordUse::AbsenceKind; break;
    case Rules::RuleCombineName: use = WordUse::Combine; break;
    case Rules::RuleName:
    case Rules::RuleRefName:
    case Rules::RuleLabelName:
    case Rules::RuleBoundName: uses[context->start->getTokenIndex()] = use; return;
    default: use = WordUse::Name; break;
  }
  const bool is_tight = context->getRuleIndex() == Rules::RuleArguments || context->getRuleIndex() == Rules::RuleFunctionItem ||
                        context->getRuleIndex() == Rules::RuleAbsenceKindList || context->getRuleIndex() == Rules::RuleType;
  if (auto* pin = dynamic_cast<Rules::TestPinContext*>(context); pin != nullptr && is_pending(pin->expr())) {
    collect_uses(pin->path(), use, uses);
    return;
  }
  for (size_t i = 0; i < context->children.size(); ++i) {
    antlr4::tree::ParseTree* child = context->children[i];
    auto* leaf = dynamic_cast<antlr4::tree::TerminalNode*>(child);
    if (leaf == nullptr) {
      collect_uses(child, use, uses);
      // What arguments follow is the name of a function.
      auto* rule = static_cast<antlr4::ParserRuleContext*>(child);
      if (rule->getRuleIndex() == Rules::RuleArguments && i > 0) {
        auto* called = static_cast<antlr4::ParserRuleContext*>(context->children[i - 1]);
        if (called->getRuleIndex() != Rules::RuleRoundingMode) uses[called->start->getTokenIndex()] = WordUse::Function;
      }
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

void add_expected(ExpectedSet& expected, size_t type) {
  if (type == antlr4::Token::EOF) {
    expected.line_end = true;
    return;
  }
#define PLUMB_TOKEN_KIND(value, name, sign, parsed_as) \
  if ((parsed_as) == type) expected.kinds.set(static_cast<size_t>(TokenKind::value));
#include "syntax/token_kinds.def"
  for (size_t i = 0; i < std::size(KeywordTypes); ++i) {
    if (KeywordTypes[i] == type) expected.keywords.set(i);
  }
}

size_t antlr_type(const Token& token) {
  if (token.opens_authority) return PlumbParser::K_AUTHORITY;
  return token.is(TokenKind::LanguageWord) ? KeywordTypes[static_cast<size_t>(token.keyword)] : parser_type(token.kind);
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

// Its tables are its own: what mistakes teach it must not stay in the shared ones.
struct CarefulParser {
  CarefulParser() : none({}), parser(&none) {
    const antlr4::atn::ATN& atn = parser.getATN();
    for (size_t i = 0; i < atn.getNumberOfDecisions(); ++i) decisions.emplace_back(atn.getDecisionState(i), i);
    simulator = new WatchfulSimulator(&parser, atn, decisions, contexts);
    simulator->setPredictionMode(antlr4::atn::PredictionMode::LL);
    parser.setInterpreter(simulator);  // owns it
    parser.setErrorHandler(std::make_shared<StopAtError>(simulator));
    parser.removeErrorListeners();
  }

  AntlrTokens none;
  std::vector<antlr4::dfa::DFA> decisions;
  antlr4::atn::PredictionContextCache contexts;
  PlumbParser parser;
  WatchfulSimulator* simulator = nullptr;
};

struct LineParser::Impl {
  Impl(Tree& t, const TokenContext& c) : tree(t), context(c), none({}), parser(&none) {
    parser.setErrorHandler(std::make_shared<StopAtError>(nullptr));
    parser.removeErrorListeners();
    parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(antlr4::atn::PredictionMode::SLL);
  }

  template <class Rule, class Build>
  static std::optional<SyntaxError> parse_with(PlumbParser& with, AntlrTokens& tokens, Rule rule, Build build) {
    std::optional<SyntaxError> error;
    tokens.seek(0);  // setting it does not rewind it
    with.setTokenStream(&tokens);
    try {
      build((with.*rule)());
    } catch (const Stopped& stopped) {
      error = stopped.error;
    }
    return error;
  }

  // Twice: first without the context of rules (SLL), which is fast and nearly always enough; then
  // with it, which decides whether there is a mistake at all.
  template <class Rule, class Build>
  std::optional<SyntaxError> parse(const std::vector<Token>& line, Rule rule, Build build) {
    AntlrTokens tokens(line);
    std::optional<SyntaxError> error = parse_with(parser, tokens, rule, build);
    parser.setTokenStream(&none);
    if (!error) return error;
    if (!careful) careful = std::make_unique<CarefulParser>();
    careful->simulator->forget();
    error = parse_with(careful->parser, tokens, rule, build);
    careful->parser.setTokenStream(&careful->none);
    return error;
  }

  Tree& tree;
  const TokenContext& context;
  AntlrTokens none;
  PlumbParser parser;
  std::unique_ptr<CarefulParser> careful;
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
  return impl_->parse(line, &PlumbParser::itemLine,
                      [&](PlumbParser::ItemLineContext* items) { collect_uses(items, WordUse::Name, uses); });
}

}  // namespace plumb::syntax
