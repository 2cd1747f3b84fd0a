#include <algorithm>

#include "base/text.h"
#include "diagnostics/catalogue_text.h"
#include "syntax/cut_items.h"
#include "syntax/filter_tokens.h"
#include "syntax/keyword_table.h"
#include "syntax/parse_line.h"
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
                     [&](const TokenList::Damage& damage) {
                       return place >= damage.begin && place <= damage.end;
                     });
}

// Parses a line of items; around each mistake the smallest entry is left out and the rest is parsed
// again, so that every mistake is found and what is right stays.
void parse_line(LineParser& parser, std::vector<Token> line, const TokenList& list,
                const TokenContext& context) {
  for (int errors = 0; !line.empty() && errors < MostErrorsPerLine; ++errors) {
    const std::optional<SyntaxError> error = parser.parse_items(line);
    if (!error) return;
    if (!is_repaired(list, line, error->at)) report_syntax(context, line, *error);
    const LinePart part = damaged_part(line, error->at, error->item_start);
    // With one of the ENDs around it: the grammar wants one between two entries.
    const bool takes_end = part.end < line.size() && line[part.end].is(TokenKind::End);
    const bool takes_begin =
        !takes_end && part.begin > 0 && line[part.begin - 1].is(TokenKind::End);
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
  while (const std::optional<Token> token = scanner.next()) {
    if (starts_line && token->is(TokenKind::Word)) {
      const std::string_view word = text.substr(token->begin, token->end - token->begin);
      for (const source::Language language : {source::Language::Zh, source::Language::En}) {
        const std::optional<Keyword> keyword = find_keyword(word, language);
        if (keyword && (opens_item(*keyword) || *keyword == Keyword::K_BASIS)) return language;
      }
    }
    starts_line = token->is(TokenKind::Newline);
  }
  return source::Language::Zh;
}

Tree parse(const source::SourceSet& sources, source::FileId file, diagnostics::Sink& sink) {
  const source::SourceText& source = sources.text(file);
  TokenContext context{source.text(), file, source::Language::Zh, &sink};
  Tree tree;
  tree.file = file;
  if (!check_text(source, context)) return tree;
  context.spelling = tree.spelling = detect_spelling(context.text);
  const std::vector<Token> words = match_keywords(scan_tokens(context.text), context);
  const std::optional<TokenList> list = filter_tokens(words, context);
  if (!list) return tree;
  LineParser parser(tree, context);
  for (std::vector<Token>& line : cut_lines(*list))
    parse_line(parser, std::move(line), *list, context);
  return tree;
}

ParsedExpr parse_expression(const source::SourceSet& sources, source::FileId file,
                            source::Language spelling, diagnostics::Sink& sink) {
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
    if (!is_repaired(*list, line, error->at)) report_syntax(context, line, *error);
  }
  return parsed;
}

}  // namespace plumb::syntax
