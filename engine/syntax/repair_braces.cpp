#include "syntax/repair_braces.h"

#include <algorithm>

#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_text.h"
#include "syntax/keyword.h"
#include "syntax/layout_tokens.h"
#include "syntax/syntax.h"

namespace plumb::syntax {

namespace {

// Whether there is something to put right. What nests too deep is refused later, as it stands.
bool needs_repair(const std::vector<Token>& words) {
  int depth = 0;
  bool is_crossed = false;
  for (const Token& word : words) {
    if (word.is(TokenKind::LBrace) && ++depth > DepthLimit) return false;
    if (word.is(TokenKind::RBrace) && --depth < 0) is_crossed = true;
  }
  return is_crossed || depth != 0;
}

// More than these are no slips: something else was written there.
constexpr int MostRepairs = 100;
constexpr size_t MostLinesBack = 1000;

// One physical line.
struct Line {
  size_t begin = 0, end = 0;  // tokens
  size_t indent = 0;          // bytes: blanks are what people indent with
};

// Block: the brace ends its line, and the next line is further in. Inline: more follows on its line. Flush: the lines
// behind are not further in, so that their indentation says nothing.
enum class Shape { Block, Inline, Flush };

struct Open {
  size_t line = 0;
  Token brace;
  Shape shape = Shape::Flush;
};

class Repairer {
 public:
  Repairer(const std::vector<Token>& words, const TokenContext& context) : words_(words), context_(context) {
    for (size_t i = 0; i < words_.size(); ++i) {
      if (i == 0 || words_[i].starts_line) lines_.push_back({i, i, indent_of(words_[i])});
      lines_.back().end = i + 1;
    }
  }

  std::vector<Token> run() {
    for (now_ = 0; now_ < lines_.size(); ++now_) {
      start_line();
      line_out_ = out_.size();
      for (size_t i = lines_[now_].begin; i < lines_[now_].end; ++i) take(words_[i]);
      line_ends_.push_back(out_.size());
    }
    while (!open_.empty() && repairs_ < MostRepairs) close_missing();
    return std::move(out_);
  }

 private:
  size_t indent_of(const Token& token) const {
    const size_t line_begin = context_.text.rfind('\n', token.begin == 0 ? 0 : token.begin - 1);
    return token.begin - (line_begin == std::string_view::npos || token.begin == 0 ? 0 : line_begin + 1);
  }

  const Token& first() const { return words_[lines_[now_].begin]; }
  size_t indent() const { return lines_[now_].indent; }

  // Blocks that this line shows to be over, or to have begun.
  void start_line() {
    if (repairs_ >= MostRepairs) return;
    const bool closes = first().is(TokenKind::RBrace);
    while (!open_.empty() && is_over(open_.back(), closes)) close_missing();
    if (closes && (open_.empty() || lines_[open_.back().line].indent < indent())) open_missing();
  }

  bool is_over(const Open& open, bool closes) const {
    if (open.shape == Shape::Flush) return false;
    const size_t outer = lines_[open.line].indent;
    if (closes) return outer > indent();
    return outer >= indent() && !first().is(TokenKind::LBrace);
  }

  // A brace closes what nothing opened: the line before it that is as far in is its head.
  void open_missing() {
    const size_t far = now_ > MostLinesBack ? now_ - MostLinesBack : 0;
    const size_t from = std::max(far, open_.empty() ? 0 : open_.back().line + 1);
    for (size_t line = now_; line-- > from;) {
      if (lines_[line].indent > indent()) continue;
      const Token& head = words_[lines_[line].begin];
      if (lines_[line].indent < indent() || head.is(TokenKind::RBrace) || line + 1 == now_) return;
      if (has_brace(lines_[line])) return;
      insert_open(line);
      return;
    }
  }

  bool has_brace(const Line& line) const {
    return std::any_of(words_.begin() + static_cast<ptrdiff_t>(line.begin), words_.begin() + static_cast<ptrdiff_t>(line.end),
                       [](const Token& word) { return word.is(TokenKind::LBrace); });
  }

  void insert_open(size_t line) {
    const size_t at = line_ends_[line];
    Token brace = made(TokenKind::LBrace, out_[at - 1].end);
    context_.sink->report(diag::BraceMissing{sign_text(TokenKind::LBrace)}, context_.span(brace.begin, brace.begin));
    out_.insert(out_.begin() + static_cast<ptrdiff_t>(at), brace);
    for (size_t i = line; i < line_ends_.size(); ++i) ++line_ends_[i];
    open_.push_back({line, brace, Shape::Block});
    ++repairs_;
  }

  void close_missing() {
    const Open open = open_.back();
    open_.pop_back();
    ++repairs_;
    const Token brace = made(TokenKind::RBrace, out_.back().end);
    context_.sink->report(diag::BraceMissing{sign_text(TokenKind::RBrace)}, context_.span(brace.begin, brace.begin))
        .label(context_.span(open.brace), label::PartnerHere{});
    out_.push_back(brace);
    // It stands at the end of the line before.
    if (!line_ends_.empty()) line_ends_.back() = out_.size();
  }

  // { … } on one line without its beginning: in front of the first entry, or behind the name of what the line
  // declares; in a row of a test in front of its first cell, which is a name and a value.
  void open_inside() {
    size_t at = std::min(line_out_ + 2, out_.size());
    const auto separates = [](const Token& word) {
      return word.is(TokenKind::Comma) || word.is(TokenKind::Semicolon) || word.is(TokenKind::LBrace);
    };
    for (size_t i = line_out_ + 1; i < out_.size(); ++i) {
      const bool is_entry = out_[i].is(TokenKind::LanguageWord) && row_of(out_[i].keyword).role == KeywordRole::Opener &&
                            !out_[i - 1].is(TokenKind::Dot);
      if (is_entry && i > line_out_ + 1) {
        at = i;
        break;
      }
      if (first().is(Keyword::K_GIVEN) && (separates(out_[i]) || i + 1 == out_.size())) {
        const size_t cell_end = separates(out_[i]) ? i : i + 1;
        at = std::max(at, cell_end - 2);
        break;
      }
    }
    const Token brace = made(TokenKind::LBrace, out_[at - 1].end);
    context_.sink->report(diag::BraceMissing{sign_text(TokenKind::LBrace)}, context_.span(brace.begin, brace.begin));
    out_.insert(out_.begin() + static_cast<ptrdiff_t>(at), brace);
    open_.push_back({now_, brace, Shape::Inline});
    ++repairs_;
  }

  static Token made(TokenKind kind, uint32_t at) {
    Token token;
    token.kind = kind;
    token.begin = token.end = at;
    token.is_made = true;
    return token;
  }

  void take(const Token& token) {
    if (token.is(TokenKind::LBrace)) open_.push_back({now_, token, shape_of(token)});
    if (token.is(TokenKind::RBrace)) {
      const bool is_inside = &token != &first();
      const bool closes_outer = open_.empty() || (open_.back().line != now_ && open_.back().shape == Shape::Block);
      if (is_inside && closes_outer && repairs_ < MostRepairs) open_inside();
      if (!open_.empty()) open_.pop_back();
    }
    out_.push_back(token);
  }

  Shape shape_of(const Token& brace) const {
    if (&brace != &words_[lines_[now_].end - 1]) return Shape::Inline;
    const bool is_deeper = now_ + 1 < lines_.size() && lines_[now_ + 1].indent > indent();
    return is_deeper ? Shape::Block : Shape::Flush;
  }

  const std::vector<Token>& words_;
  const TokenContext& context_;
  std::vector<Line> lines_;
  std::vector<Token> out_;
  std::vector<size_t> line_ends_;  // of the lines that are done, in out_
  std::vector<Open> open_;
  size_t now_ = 0;
  size_t line_out_ = 0;  // where the line that is read begins in out_
  int repairs_ = 0;
};

}  // namespace

std::vector<Token> repair_braces(std::vector<Token> words, const TokenContext& context) {
  if (!needs_repair(words)) return words;
  return Repairer(words, context).run();
}

}  // namespace plumb::syntax
