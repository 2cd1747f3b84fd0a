#include "syntax/filter_tokens.h"

#include <algorithm>
#include <initializer_list>
#include <string>

#include <fmt/format.h>

#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_text.h"
#include "syntax/keyword_table.h"
#include "syntax/syntax.h"

namespace plumb::syntax {

namespace {

using enum Keyword;

// What stands in braces decides which words may go on with the line before.
enum class BlockKind : uint8_t { Other, Absence, Table, Enum, Score, Given, Lookup };

struct Frame {
  TokenKind open = TokenKind::End;  // End: the file itself
  uint32_t begin = 0;
  size_t index = 0;  // of the bracket in the output
  BlockKind block = BlockKind::Other;
  bool is_indented = false;  // its first line does not start at the margin
  bool is_first_line = true;
  std::optional<Keyword> statement;  // the keyword that the current item or entry starts with
  bool at_statement = true;
  int lookups = 0;    // 查表 that wait for their braces
  int ifs = 0;        // 若 and 前提 that wait for their 否则
  int prefixes = 0;   // 非, sign minus, ^, 若: each is a level of the tree
  int operators = 0;  // a chain of operators is as deep as it is long
};

bool is_any(const Token& token, std::initializer_list<Keyword> words) {
  return token.is(TokenKind::LanguageWord) && std::find(words.begin(), words.end(), token.keyword) != words.end();
}

bool is_infix(const Token& token) {
  return token.is(TokenKind::LanguageWord) && row_of(token.keyword).role == KeywordRole::Infix;
}

bool is_any(TokenKind kind, std::initializer_list<TokenKind> kinds) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

bool is_comparison(const Token& token) {
  using enum TokenKind;
  return is_any(token.kind, {Ne, Le, Ge, Lt, Gt}) || token.is(K_EXCEEDS) || token.is(K_BELOW);
}

bool is_sign_wanting_more(TokenKind kind) {
  using enum TokenKind;
  return is_any(kind, {Comma, ListSep, Colon, Dot, Plus, Star, Slash, Power, Eq, Ne, Le, Ge, Lt, Gt});
}

bool is_list_sign(const Token& token) { return is_any(token.kind, {TokenKind::Comma, TokenKind::ListSep, TokenKind::Dot}); }

bool is_basis_word(const Token& token) { return is_any(token, {K_BASIS, K_ASSUMED, K_NOT_GIVEN, K_ALSO_SAYS, K_NOT_TAKEN}); }

class Filter {
 public:
  Filter(const std::vector<Token>& words, const TokenContext& context) : words_(words), context_(context) {
    out_.spelling = context.spelling;
    out_.tokens.reserve(words.size() + words.size() / 4);
    frames_.push_back({});
    using enum TokenKind;
    for (const Token& word : words) {
      missing_rounds_ += is_any(word.kind, {LParen, LBracket}) - is_any(word.kind, {RParen, RBracket});
    }
  }

  std::optional<TokenList> run() {
    for (at_ = 0; at_ < words_.size(); ++at_) {
      const Token& token = words_[at_];
      if (token.starts_line && at_ > 0) start_line(token);
      if (!take(token)) return std::nullopt;
    }
    const auto end = static_cast<uint32_t>(context_.text.size());
    while (frames_.size() > 1) close_missing(out_.tokens.empty() ? end : out_.tokens.back().end);
    push_end();
    return std::move(out_);
  }

 private:
  Frame& top() { return frames_.back(); }
  const Token* ahead(size_t count) const { return at_ + count < words_.size() ? &words_[at_ + count] : nullptr; }
  bool in_round() { return top().open == TokenKind::LParen || top().open == TokenKind::LBracket; }
  uint32_t last_end() { return out_.tokens.empty() ? 0 : out_.tokens.back().end; }

  void start_line(const Token& token) {
    const bool opens = opens_something(token);
    while (in_round() && is_left_open(token)) close_missing(last_end());
    if (opens) {
      // A word that opens an item or entry, with its name: round brackets can't go on beyond it,
      // and at the margin of an indented block it is an item of its own.
      while (in_round()) close_missing(last_end());
      if (starts_item(token) && at_margin(token)) {
        while (frames_.size() > 1 && top().is_indented) close_missing(last_end());
      }
    }
    if (top().open == TokenKind::LBrace && top().is_first_line && !token.is(TokenKind::RBrace)) {
      top().is_indented = !at_margin(token);
      top().is_first_line = false;
    }
    if (in_round() || out_.tokens.empty()) return;
    // A line that was left unfinished must not swallow the item or entry after it.
    const bool is_cut = opens && !is_list_sign(out_.tokens.back()) && ahead(1)->is(TokenKind::Word);
    if (!is_cut && (wants_more(out_.tokens.back()) || joins(token))) return;
    push_end();
  }

  // A round bracket that some line forgot to close: a line that is not further in than the one it was opened on does not
  // belong to it. Where all brackets pair, the indentation says nothing.
  bool is_left_open(const Token& token) {
    if (missing_rounds_ <= 0 || token.is(TokenKind::RParen) || token.is(TokenKind::RBracket)) return false;
    return !wants_more(out_.tokens.back()) && indent_at(token.begin) <= indent_at(top().begin);
  }

  // Of the line that a place is in.
  size_t indent_at(uint32_t place) const {
    const size_t before = place == 0 ? std::string_view::npos : context_.text.rfind('\n', place - 1);
    const size_t line = before == std::string_view::npos ? 0 : before + 1;
    const size_t first = context_.text.find_first_not_of(" \t", line);
    return (first == std::string_view::npos ? context_.text.size() : first) - line;
  }

  bool at_margin(const Token& token) const { return token.begin == 0 || context_.text[token.begin - 1] == '\n'; }

  bool opens_something(const Token& token) const {
    if (opens_authority(words_, at_)) return true;
    if (!token.is(TokenKind::LanguageWord) || row_of(token.keyword).role != KeywordRole::Opener) return false;
    const Token* next = ahead(1);
    return next != nullptr && !next->starts_line &&
           (next->is(TokenKind::Word) || next->is(TokenKind::Text) || next->is(TokenKind::Number));
  }

  bool starts_item(const Token& token) const {
    return opens_authority(words_, at_) || (token.is(TokenKind::LanguageWord) && opens_item(token.keyword));
  }

  // Whether a line that starts with this token goes on with the line before.
  bool joins(const Token& token) {
    const Frame& frame = top();
    if (frame.block == BlockKind::Lookup && is_comparison(token)) return false;
    if (token.is(TokenKind::LBrace) || token.is(TokenKind::RParen) || token.is(TokenKind::RBracket)) return true;
    if (is_sign_wanting_more(token.kind) || is_infix(token)) return true;
    if (token.is(K_OTHERWISE)) return frame.ifs > 0;
    if (!token.is(TokenKind::LanguageWord) || row_of(token.keyword).role != KeywordRole::Clause) return false;
    if (frames_.size() == 1) return !opens_authority(words_, at_);
    return !declares() && continues_entry(token, frame.block);
  }

  // 期限 : 日期 — a clause word as the name of a new entry.
  bool declares() const {
    size_t next = 1;
    const auto is = [&](size_t at, auto wanted) { return ahead(at) != nullptr && ahead(at)->is(wanted); };
    if (is(next, K_ALIAS)) next += 2;
    if (is(next, K_FORMERLY)) next += 2;
    return is(next, TokenKind::Colon) || is(next, TokenKind::Eq);
  }

  static bool continues_entry(const Token& token, BlockKind block) {
    switch (block) {
      case BlockKind::Given: return false;
      case BlockKind::Enum: return is_any(token, {K_ALIAS, K_FORMERLY});
      case BlockKind::Absence:
      case BlockKind::Lookup: return is_basis_word(token);
      case BlockKind::Table:
        return is_basis_word(token) ||
               is_any(token, {K_ALIAS, K_FORMERLY, K_STORED, K_ORIGIN, K_SCALE, K_RANGE, K_LENGTH, K_ABSENTABLE, K_OPTIONAL,
                              K_UNIQUE, K_ACTIONABLE, K_CORRECTABLE, K_FIXED, K_AS});
      case BlockKind::Score:
        return is_basis_word(token) ||
               is_any(token, {K_ALIAS,    K_FORMERLY, K_OUT_OF,   K_CAP,   K_PRECONDITION, K_NOT_APPLICABLE, K_WEIGHT,
                              K_WEIGHTED, K_BEST_OF,  K_BY_WHOM,  K_RANGE, K_GRAIN,        K_TAKING,         K_AT_LEAST,
                              K_LABELS,   K_REASONS,  K_RECORDED, K_BY,    K_IN_ORDER,     K_UNIQUE,         K_ALL_HITS});
      case BlockKind::Other: return true;
    }
    return true;
  }

  bool take(const Token& token) {
    if (token.is(TokenKind::Semicolon)) {
      push_end(&token);
      return true;
    }
    Frame& frame = top();
    if (frame.at_statement) {
      frame.statement = token.is(TokenKind::LanguageWord) ? std::optional(token.keyword) : std::nullopt;
      frame.at_statement = false;
    }
    using enum TokenKind;
    if (is_any(token.kind, {LParen, LBracket, LBrace})) return open(token);
    if (is_any(token.kind, {RParen, RBracket})) return close_round(token);
    if (token.is(RBrace)) return close_brace(token);
    if (!count_levels(token, frame)) return false;
    out_.tokens.push_back(token);
    out_.tokens.back().opens_authority = opens_authority(words_, at_);
    return true;
  }

  // Levels of the tree that no bracket opens.
  bool count_levels(const Token& token, Frame& frame) {
    if (token.is(K_LOOKUP)) ++frame.lookups;
    if (token.is(TokenKind::Comma)) {
      clear_levels(frame);
      return true;
    }
    if (token.is(K_IF) || token.is(K_PRECONDITION)) ++frame.ifs;
    if (token.is(K_OTHERWISE) && frame.ifs > 0) --frame.ifs;
    const bool is_sign = token.is(TokenKind::Minus) && !out_.tokens.empty() && wants_more(out_.tokens.back());
    if (is_sign || token.is(K_NOT) || token.is(K_IF) || token.is(TokenKind::Power)) {
      ++frame.prefixes;
      ++level_;
      if (level_ > DepthLimit) return refuse_depth(token, DepthLimit);
    } else if (is_any(token, {K_AND, K_OR, K_AT_DATE, K_IF_ABSENT, K_IF_NONE}) || token.is(TokenKind::Plus) ||
               token.is(TokenKind::Minus) || token.is(TokenKind::Star) || token.is(TokenKind::Slash)) {
      if (++frame.operators > ChainLimit) return refuse_depth(token, ChainLimit);
    }
    return true;
  }

  void clear_levels(Frame& frame) {
    level_ -= frame.prefixes;
    frame.prefixes = 0;
    frame.operators = 0;
  }

  bool refuse_depth(const Token& token, int limit) {
    context_.sink->report(diag::TooDeep{limit}, context_.span(token));
    return false;
  }

  bool open(const Token& token) {
    if (++level_ > DepthLimit) return refuse_depth(token, DepthLimit);
    Frame frame;
    frame.open = token.kind;
    frame.begin = token.begin;
    frame.index = out_.tokens.size();
    if (token.is(TokenKind::LBrace)) frame.block = block_kind();
    frames_.push_back(frame);
    out_.tokens.push_back(token);
    return true;
  }

  BlockKind block_kind() {
    Frame& frame = top();
    const bool is_settlement = !out_.tokens.empty() && out_.tokens.back().is(K_IF_ABSENT);
    if (frame.lookups > 0 && !is_settlement) {
      --frame.lookups;
      return BlockKind::Lookup;
    }
    if (frame.block == BlockKind::Score) return BlockKind::Score;
    if (!frame.statement) return BlockKind::Other;
    if (*frame.statement == K_ABSENCE_CONVENTION) return BlockKind::Absence;
    if (*frame.statement == K_TABLE) return BlockKind::Table;
    if (*frame.statement == K_ENUM) return BlockKind::Enum;
    if (*frame.statement == K_SCORE) return BlockKind::Score;
    return *frame.statement == K_GIVEN ? BlockKind::Given : BlockKind::Other;
  }

  void pop() {
    clear_levels(top());
    --level_;
    frames_.pop_back();
  }

  bool close_round(const Token& token) {
    // [0, 5) and (0, 5] are intervals, so that round and square ones pair.
    if (!in_round()) {
      context_.sink->report(diag::StrayBracket{std::string(context_.slice(token))}, context_.span(token));
      return true;
    }
    pop();
    out_.tokens.push_back(token);
    return true;
  }

  bool close_brace(const Token& token) {
    const auto is_brace = [](const Frame& frame) { return frame.open == TokenKind::LBrace; };
    if (std::none_of(frames_.begin(), frames_.end(), is_brace)) {
      context_.sink->report(diag::StrayBracket{std::string(context_.slice(token))}, context_.span(token));
      return true;
    }
    while (in_round()) close_missing(last_end());
    drop_end();
    pop();
    out_.tokens.push_back(token);
    return true;
  }

  // The innermost bracket is never closed: reported, and closed here.
  void close_missing(uint32_t at) {
    const Frame& frame = top();
    const Token& open = out_.tokens[frame.index];
    const bool is_brace = frame.open == TokenKind::LBrace;
    const bool is_square = frame.open == TokenKind::LBracket;
    context_.sink->report(diag::UnclosedBracket{std::string(context_.slice(open)), is_brace    ? "}"
                                                                                   : is_square ? "]"
                                                                                               : ")"},
                          context_.span(open));
    out_.damages.push_back({open.begin, at});
    if (is_brace) drop_end();
    Token close;
    close.kind = is_brace ? TokenKind::RBrace : is_square ? TokenKind::RBracket : TokenKind::RParen;
    close.begin = close.end = at;
    close.is_made = true;
    pop();
    out_.tokens.push_back(close);
  }

  void drop_end() {
    if (!out_.tokens.empty() && out_.tokens.back().is(TokenKind::End)) out_.tokens.pop_back();
  }

  // Never two in a row, nor one right after `{`: the grammar then needs no lookahead for them.
  void push_end(const Token* semicolon = nullptr) {
    Frame& frame = top();
    clear_levels(frame);
    frame.ifs = 0;
    frame.lookups = 0;
    frame.at_statement = true;
    if (out_.tokens.empty() || out_.tokens.back().is(TokenKind::End) || out_.tokens.back().is(TokenKind::LBrace)) {
      return;
    }
    Token end;
    end.kind = TokenKind::End;
    end.is_made = semicolon == nullptr;
    end.begin = semicolon != nullptr ? semicolon->begin : out_.tokens.back().end;
    end.end = semicolon != nullptr ? semicolon->end : end.begin;
    out_.tokens.push_back(end);
  }

  const std::vector<Token>& words_;
  const TokenContext& context_;
  TokenList out_;
  std::vector<Frame> frames_;
  size_t at_ = 0;
  int level_ = 0;
  int missing_rounds_ = 0;  // opening ones without a partner, in the whole text
};

}  // namespace

bool wants_more(const Token& token) {
  if (is_sign_wanting_more(token.kind) || token.is(TokenKind::Minus)) return true;
  if (token.is(TokenKind::LParen) || token.is(TokenKind::LBracket) || token.is(TokenKind::LBrace)) return true;
  return is_infix(token) || is_any(token, {K_NOT, K_IF, K_HAS, K_LACKS, K_WHOLE, K_SAME, K_INHERITED, K_LOOKUP, K_THIS, K_THAT});
}

bool opens_authority(const std::vector<Token>& words, size_t at) {
  return at + 2 < words.size() && words[at].is(K_BASIS) && may_be_name(words[at + 1]) && words[at + 2].is(TokenKind::Text);
}

std::optional<TokenList> filter_tokens(const std::vector<Token>& words, const TokenContext& context) {
  return Filter(words, context).run();
}

}  // namespace plumb::syntax
