#include <algorithm>

#include "base/text.h"
#include "diagnostics/catalogue_text.h"
#include "syntax/cut_items.h"
#include "syntax/excuse_names.h"
#include "syntax/filter_tokens.h"
#include "syntax/keyword_table.h"
#include "syntax/offer_repairs.h"
#include "syntax/parse_line.h"
#include "syntax/repair_braces.h"
#include "syntax/report_syntax.h"
#include "syntax/scan_tokens.h"
#include "syntax/syntax.h"
#include "syntax/tokens_of.h"

namespace plumb::syntax {

namespace {

// More mistakes in one item than this are one mistake: something else was written there.
constexpr int MostErrorsPerLine = 50;

bool is_repaired(const TokenList& list, const std::vector<Token>& line, size_t at) {
  const uint32_t place = at < line.size() ? line[at].begin : line.empty() ? 0 : line.back().end;
  return std::any_of(list.damages.begin(), list.damages.end(),
                     [&](const TokenList::Damage& damage) { return place >= damage.begin && place <= damage.end; });
}

// What trying repairs may cost in one text, in tokens that are parsed again: a hostile text gets its
// messages without advice.
constexpr size_t RepairBudget = 400'000;

struct Mended {
  std::vector<Token> line;
  bool is_parsed = false;  // nothing is wrong any more, and the items are in the tree
};

// The first repair after which the line parses, or the one that leads farthest; none when no repair
// leads past the mistake. `parse` parses a line and keeps its items when there is no mistake.
template <class Parse>
std::optional<Mended> mend_line(const TokenContext& context, const std::vector<Token>& line, const SyntaxError& error,
                                size_t& budget, Parse parse) {
  const size_t left = line.size() - std::min(error.at, line.size());
  const LinePart entry = damaged_part(line, error.at, error.item_start);
  const size_t behind = line.size() - std::min(entry.end, line.size());
  std::vector<Repair> repairs = offer_repairs(context, line, error);
  Repair* best = nullptr;
  size_t best_left = left;
  for (Repair& repair : repairs) {
    const size_t cost = repair.line.size() + 20;
    if (cost > budget) return std::nullopt;
    budget -= cost;
    const std::optional<SyntaxError> next = parse(repair.line);
    if (!next) {
      repair.report();
      return Mended{std::move(repair.line), true};
    }
    const size_t next_left = repair.line.size() - std::min(next->at, repair.line.size());
    if (next_left >= best_left || (repair.is_guess && next_left >= behind)) continue;
    best = &repair;
    best_left = next_left;
  }
  if (best == nullptr) return std::nullopt;
  best->report();
  return Mended{std::move(best->line), false};
}

// 较差 其余 暂定 「例」: where something is missing before it, the word of a basis is read as a name, and the mistake is
// noticed behind it only. Then the place is that of the word, and what is expected is what is missing.
SyntaxError before_basis(LineParser& parser, const std::vector<Token>& line, const SyntaxError& error) {
  using enum Keyword;
  if (error.at < 1 || error.at >= line.size()) return error;
  const Token& word = line[error.at - 1];
  const bool is_reason = line[error.at].is(TokenKind::Text) && (word.is(K_ASSUMED) || word.is(K_NOT_GIVEN));
  const bool is_clause = word.is(K_BASIS) && may_be_name(line[error.at]);
  if (!is_reason && !is_clause) return error;
  const std::vector<Token> written(line.begin(), line.begin() + static_cast<ptrdiff_t>(error.at - 1));
  std::vector<WordUse> unused;
  std::optional<SyntaxError> earlier = parser.classify(written, unused);
  if (!earlier || earlier->at < written.size()) return error;
  // What closes the braces that are cut off is not what is missing.
  earlier->expected.kinds.reset(static_cast<size_t>(TokenKind::RBrace));
  earlier->item_start = error.item_start;
  return *earlier;
}

// Parses a line of items. What is likely meant takes the place of a mistake; else the smallest entry
// around it is left out. Then the line is parsed again, so that every mistake is found and what is
// right stays.
void parse_line(LineParser& parser, std::vector<Token> line, const TokenList& list, const TokenContext& context, size_t& budget) {
  for (int errors = 0; !line.empty() && errors < MostErrorsPerLine; ++errors) {
    std::optional<SyntaxError> error = parser.parse_items(line);
    if (!error) return;
    error = before_basis(parser, line, *error);
    const bool is_known = is_repaired(list, line, error->at);
    if (!is_known) {
      const auto parse = [&](const std::vector<Token>& tokens) { return parser.parse_items(tokens); };
      if (std::optional<Mended> mended = mend_line(context, line, *error, budget, parse)) {
        if (mended->is_parsed) return;
        line = std::move(mended->line);
        continue;
      }
      report_syntax(context, line, *error);
    }
    const LinePart part = damaged_part(line, error->at, error->item_start);
    excuse_names(context, line, part);
    // With one of the ENDs around it: the grammar wants one between two entries.
    const bool takes_end = part.end < line.size() && line[part.end].is(TokenKind::End);
    const bool takes_begin = !takes_end && part.begin > 0 && line[part.begin - 1].is(TokenKind::End);
    line.erase(line.begin() + static_cast<ptrdiff_t>(part.begin - (takes_begin ? 1 : 0)),
               line.begin() + static_cast<ptrdiff_t>(part.end + (takes_end ? 1 : 0)));
  }
}

}  // namespace

bool check_text(const source::SourceText& source, const TokenContext& context) {
  const std::string_view text = context.text;
  if (text.size() > SizeLimit) {
    context.sink->report(diag::FileTooLarge{source.name(), SizeLimit}, context.span(0, 0));
    return false;
  }
  if (const std::optional<size_t> bad = base::first_bad_utf8(text)) {
    const auto at = static_cast<uint32_t>(*bad);
    context.sink->report(diag::BadUtf8{}, context.span(at, at + 1));
    return false;
  }
  return true;
}

source::Language detect_spelling(std::string_view text) {
  Scanner scanner(text);
  bool starts_line = true;
  bool has_words = false;
  bool is_ascii = true;
  while (const std::optional<Token> token = scanner.next()) {
    if (starts_line && token->is(TokenKind::Word)) {
      const std::string_view word = text.substr(token->begin, token->end - token->begin);
      has_words = true;
      is_ascii = is_ascii && static_cast<unsigned char>(word.front()) < 0x80;
      for (const source::Language language : {source::Language::Zh, source::Language::En}) {
        const std::optional<Keyword> keyword = find_keyword(word, language);
        if (keyword && (opens_item(*keyword) || *keyword == Keyword::K_BASIS)) return language;
      }
    }
    starts_line = token->is(TokenKind::Newline);
  }
  // Not one word that opens an item: lines that begin with Latin words were meant to be English.
  return has_words && is_ascii ? source::Language::En : source::Language::Zh;
}

Tree parse(const source::SourceSet& sources, source::FileId file, diagnostics::Sink& sink) {
  const source::SourceText& source = sources.text(file);
  TokenContext context{source.text(), file, source::Language::Zh, &sink};
  Tree tree;
  tree.file = file;
  if (!check_text(source, context)) return tree;
  context.spelling = tree.spelling = detect_spelling(context.text);
  const std::vector<Token> words = repair_braces(match_keywords(scan_tokens(context.text), context), context);
  const std::optional<TokenList> list = filter_tokens(words, context);
  if (!list) return tree;
  LineParser parser(tree, context);
  size_t budget = RepairBudget;
  for (std::vector<Token>& line : cut_lines(*list)) parse_line(parser, std::move(line), *list, context, budget);
  return tree;
}

ParsedExpr parse_expression(const source::SourceSet& sources, source::FileId file, source::Language spelling,
                            diagnostics::Sink& sink) {
  const source::SourceText& source = sources.text(file);
  const TokenContext context{source.text(), file, spelling, &sink};
  ParsedExpr parsed;
  parsed.tree.file = file;
  parsed.tree.spelling = spelling;
  if (!check_text(source, context)) return parsed;
  const std::vector<Token> words = match_keywords(scan_tokens(context.text), context);
  std::optional<TokenList> list = filter_tokens(words, context);
  if (!list) return parsed;
  std::vector<Token>& line = list->tokens;
  while (!line.empty() && line.back().is(TokenKind::End)) line.pop_back();
  LineParser parser(parsed.tree, context);
  if (const std::optional<SyntaxError> error = parser.parse_expr(line, parsed.root)) {
    parsed.root = {};
    size_t budget = RepairBudget;
    const auto parse = [&](const std::vector<Token>& tokens) { return parser.parse_expr(tokens, parsed.root); };
    if (!is_repaired(*list, line, error->at) && !mend_line(context, line, *error, budget, parse))
      report_syntax(context, line, *error);
  }
  return parsed;
}

}  // namespace plumb::syntax
