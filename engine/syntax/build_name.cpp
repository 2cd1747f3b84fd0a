#include <algorithm>

#include <fmt/format.h>

#include "base/date.h"
#include "base/text.h"
#include "diagnostics/catalogue_text.h"
#include "syntax/build.h"
#include "syntax/find_confusion.h"

namespace plumb::syntax {

namespace {

// Full-width digits, point and per cent sign to the half-width ones. A blank before the units
// and commas have been reported.
std::string half_width(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const base::CodePoint point = base::decode_at(text, at);
    if (point.value >= U'０' && point.value <= U'９') {
      out += static_cast<char>('0' + (point.value - U'０'));
    } else if (point.value == U'．') {
      out += '.';
    } else if (point.value == U'％') {
      out += '%';
    } else if (point.value == U',' || point.value == U'，' || point.value == U' ' || point.value == U'\t' ||
               point.value == 0xA0 || point.value == 0x3000) {
      // left out
    } else {
      out += text.substr(at, point.length);
    }
    at += point.length;
  }
  return out;
}

std::string normal(std::string_view text) { return base::is_nfc(text) ? std::string(text) : base::to_nfc(text); }

}  // namespace

const Token* Children::token() const {
  if (is_done()) return nullptr;
  auto* leaf = dynamic_cast<antlr4::tree::TerminalNode*>(nodes_[at_]);
  return leaf == nullptr ? nullptr : &token_of(leaf->getSymbol());
}

std::optional<Keyword> Children::keyword() const {
  const Token* now = token();
  return now != nullptr && now->is(TokenKind::LanguageWord) ? std::optional(now->keyword) : std::nullopt;
}

bool Children::take(TokenKind kind) {
  const Token* now = token();
  if (now == nullptr || !now->is(kind)) return false;
  ++at_;
  return true;
}

bool Children::take(Keyword wanted) {
  const Token* now = token();
  if (now == nullptr || !now->is(wanted)) return false;
  ++at_;
  return true;
}

std::optional<Keyword> Children::take_any(std::initializer_list<Keyword> keywords) {
  const std::optional<Keyword> now = keyword();
  if (!now) return std::nullopt;
  for (const Keyword wanted : keywords) {
    if (*now == wanted) {
      ++at_;
      return now;
    }
  }
  return std::nullopt;
}

const Token& Children::take_token() {
  const Token* now = token();
  ++at_;
  return *now;
}

const Token& token_of(antlr4::Token* token) { return static_cast<AntlrToken*>(token)->source(); }

Span span_of(const Builder& builder, antlr4::ParserRuleContext* context) {
  const Token& first = token_of(context->start);
  const Token& last = token_of(context->stop != nullptr ? context->stop : context->start);
  return builder.context.span(first.begin, std::max(first.end, last.end));
}

std::string word_text(const Builder& builder, const Token& token) { return normal(builder.context.slice(token)); }

std::string number_text(const Builder& builder, const Token& token) { return normal(half_width(builder.context.slice(token))); }

std::string date_text(const Builder& builder, const Token& token) {
  const std::string text = half_width(builder.context.slice(token));
  std::string parts[3];
  size_t part = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      parts[part] += c;
    } else if (part < 2 && !parts[part].empty() && (c == '-' || static_cast<unsigned char>(c) >= 0xE0)) {
      ++part;  // a minus sign, or the first byte of 年, 月
    }
  }
  std::string day = fmt::format("{:0>4}-{:0>2}-{:0>2}", parts[0], parts[1], parts[2]);
  if (!base::parse_date(day)) builder.context.sink->report(diag::NoSuchDay{day}, builder.context.span(token));
  return day;
}

std::string inner_text(const Builder& builder, const Token& token) {
  const std::string_view text = builder.context.slice(token);
  // A text that was never opened (reported) has no opening mark, either.
  const bool is_marked = text[0] == '"' || text.starts_with("「") || text.starts_with("“") || find_quotes(text);
  const size_t open = !is_marked ? 0 : static_cast<unsigned char>(text[0]) < 0x80 ? 1 : 3;
  // A text that was left open (reported) has no closing mark; other marks are reported, too.
  const std::optional<QuoteMarks> marks = find_quotes(text);
  const std::string_view close = text.substr(0, open) == "「"  ? "」"
                                 : text.substr(0, open) == "“" ? "”"
                                 : marks                       ? marks->close
                                 : is_marked                   ? "\""
                                 : text.ends_with("”")         ? "”"
                                                               : "」";
  const bool is_closed = text.size() >= open + close.size() && text.ends_with(close);
  return normal(text.substr(open, text.size() - open - (is_closed ? close.size() : 0)));
}

Name named(const Builder& builder, std::string text, const Token& token) {
  return {std::move(text), builder.context.span(token)};
}

Name build_name(Builder& builder, antlr4::ParserRuleContext* name) {
  // absenceKind, roleName and their like hold one name.
  while (name->start != name->stop || name->getRuleIndex() == Rules::RuleAbsenceKind ||
         name->getRuleIndex() == Rules::RuleRoleName || name->getRuleIndex() == Rules::RuleCombineName) {
    name = static_cast<antlr4::ParserRuleContext*>(name->children[0]);
  }
  const Token& token = token_of(name->start);
  std::string text = word_text(builder, token);
  // A name of two words would fall apart in the Chinese spelling.
  if (text.find(' ') != std::string::npos) report_unexpected(builder, token, TokenWord::Name);
  return named(builder, std::move(text), token);
}

void report_unexpected(Builder& builder, const Token& found, TokenWord expected) {
  builder.context.sink->report(diag::UnexpectedToken{std::string(builder.context.slice(found)), {{word_for(expected)}}},
                               builder.context.span(found));
}

DeclName build_decl_name(Builder& builder, antlr4::ParserRuleContext* context) {
  Children children(context);
  DeclName declared;
  declared.name = build_name(builder, children.take<antlr4::ParserRuleContext>());
  if (children.take(Keyword::K_ALIAS)) declared.alias = build_name(builder, children.take<Rules::NameContext>());
  if (children.take(Keyword::K_FORMERLY)) {
    const Token& former = children.take_token();
    declared.former = named(builder, inner_text(builder, former), former);
  }
  return declared;
}

namespace {

void add_steps(Builder& builder, Children& children, Path& path) {
  while (children.take(TokenKind::Dot)) {
    Children step(children.take<Rules::PathStepContext>());
    const std::optional<Keyword> part = step.take_any({Keyword::K_EXCLUDE, Keyword::K_INCLUDE});
    path.steps.push_back({build_name(builder, step.take<Rules::NameContext>()), part});
  }
}

}  // namespace

Path build_bound_path(Builder& builder, Rules::BoundPathContext* context) {
  Children children(context);
  Path path;
  path.span = span_of(builder, context);
  path.steps.push_back({build_name(builder, children.take<Rules::BoundNameContext>()), std::nullopt});
  add_steps(builder, children, path);
  return path;
}

Path build_path(Builder& builder, Rules::PathContext* context) {
  Children children(context);
  Path path;
  path.span = span_of(builder, context);
  path.steps.push_back({build_name(builder, children.take<Rules::RefNameContext>()), std::nullopt});
  add_steps(builder, children, path);
  if (children.take(Keyword::K_VIA)) {
    do {
      path.via.push_back(build_name(builder, children.take<Rules::NameContext>()));
    } while (children.take(TokenKind::Dot));
  }
  return path;
}

SetRef build_marked_set(Builder& builder, Rules::MarkedSetContext* context) {
  Children children(context);
  SetRef set;
  set.span = span_of(builder, context);
  set.prefix = children.take_any({Keyword::K_WHOLE, Keyword::K_INHERITED, Keyword::K_SAME});
  if (set.prefix == Keyword::K_SAME) {
    do {
      set.keys.push_back(build_path(builder, children.take<Rules::PathContext>()));
    } while (children.take(TokenKind::ListSep));
    children.skip();  // 的
  }
  set.path = build_path(builder, children.take<Rules::PathContext>());
  if (auto* merging = children.take<Rules::MergingContext>()) {
    Children words(merging);
    words.skip();  // 合并
    set.own_first = words.take(Keyword::K_OWN_FIRST);
    set.merging = words.take_any({Keyword::K_LOWEST, Keyword::K_HIGHEST, Keyword::K_ANY_COUNTS, Keyword::K_ALL_COUNT});
  }
  return set;
}

SetRef build_set(Builder& builder, Rules::SetExprContext* context) {
  Children children(context);
  if (auto* marked = children.take<Rules::MarkedSetContext>()) return build_marked_set(builder, marked);
  SetRef set;
  set.path = build_path(builder, children.take<Rules::PathContext>());
  set.span = set.path.span;
  return set;
}

std::vector<Name> build_kinds(Builder& builder, Children& children) {
  std::vector<Name> kinds;
  while (auto* kind = children.take<Rules::AbsenceKindContext>()) {
    kinds.push_back(build_name(builder, kind));
    children.take(TokenKind::ListSep);
  }
  return kinds;
}

std::vector<Name> build_names(Builder& builder, Children& children) {
  std::vector<Name> names;
  while (auto* name = children.take<Rules::NameContext>()) {
    names.push_back(build_name(builder, name));
    children.take(TokenKind::ListSep);
  }
  return names;
}

}  // namespace plumb::syntax
