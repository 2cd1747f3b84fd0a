// Bounds that a notice says in one breath: 超过 50万元 以上, 原值 50万元 以上 且 不满 100万元.
#include <algorithm>
#include <optional>
#include <string>

#include "diagnostics/catalogue_text.h"
#include "syntax/cut_items.h"
#include "syntax/offer_repairs.h"

namespace plumb::syntax {

namespace {

using enum Keyword;

bool is_bound_behind(const Token& token) { return token.is(K_OR_MORE) || token.is(K_OR_LESS) || token.is(K_WITHIN); }

bool is_bound_before(const Token& token) {
  using enum TokenKind;
  for (const TokenKind kind : {Eq, Ne, Lt, Le, Gt, Ge}) {
    if (token.is(kind)) return true;
  }
  for (const Keyword keyword : {K_EXCEEDS, K_BELOW, K_NOT_LATER, K_NOT_EARLIER}) {
    if (token.is(keyword)) return true;
  }
  return false;
}

bool is_figure(const Token& token) {
  return token.is(TokenKind::Number) || token.is(TokenKind::Quantity) || token.is(TokenKind::Date);
}

// The name, or the path of names, that ends right before `end`; empty: something else stands there.
LinePart name_before(const std::vector<Token>& line, size_t end) {
  size_t begin = end;
  while (begin > 0 && may_be_name(line[begin - 1])) {
    --begin;
    if (begin == 0 || !line[begin - 1].is(TokenKind::Dot)) break;
    --begin;
  }
  return {begin, end};
}

// What the comparison before `at` is of.
std::optional<LinePart> subject_before(const std::vector<Token>& line, size_t at) {
  for (size_t i = at; i-- > 0;) {
    if (line[i].is(TokenKind::LBrace) || line[i].is(TokenKind::End)) return std::nullopt;
    const bool is_behind = is_bound_behind(line[i]) && i >= 2 && is_figure(line[i - 1]);
    if (!is_behind && !is_bound_before(line[i])) continue;
    const LinePart name = name_before(line, is_behind ? i - 1 : i);
    if (name.begin < name.end) return name;
    return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

void offer_bounds(const TokenContext& context, const std::vector<Token>& line, size_t at, std::vector<Repair>& repairs) {
  if (at >= line.size() || at < 2) return;
  const Token& found = line[at];
  if (is_bound_behind(found) && is_bound_before(line[at - 2]) && !line[at - 2].is(TokenKind::Eq)) {
    repairs.push_back({with_tokens(line, at, at + 1, {}), [&context, found, first = line[at - 2]] {
                         context.sink->report(
                             diag::TwoBounds{std::string(context.slice(first)), std::string(context.slice(found))},
                             context.span(found));
                       }});
  }
  // 且 不满 100万元, or 或 100万元 以下: of what, is said with the first bound only.
  const size_t begin = is_bound_behind(found) && is_figure(line[at - 1]) ? at - 1 : at;
  const bool is_second = begin > 0 && (line[begin - 1].is(K_AND) || line[begin - 1].is(K_OR));
  if (!is_second || (begin == at && !is_bound_before(found))) return;
  const std::optional<LinePart> subject = subject_before(line, begin - 1);
  if (!subject) return;
  std::vector<Token> tokens(line.begin() + static_cast<ptrdiff_t>(subject->begin),
                            line.begin() + static_cast<ptrdiff_t>(subject->end));
  const std::string name(context.text.substr(tokens.front().begin, tokens.back().end - tokens.front().begin));
  for (Token& token : tokens) token.starts_line = false;
  const bool has_figure = begin == at && at + 1 < line.size() && is_figure(line[at + 1]);
  const source::Span span = context.span(line[begin].begin, has_figure ? line[at + 1].end : found.end);
  repairs.push_back({with_tokens(line, begin, begin, tokens), [&context, span, name] {
                       const std::string bound(context.text.substr(span.begin, span.end - span.begin));
                       context.sink->report(diag::BoundOfWhat{bound, name + ' ' + bound}, span);
                     }});
}

}  // namespace plumb::syntax
