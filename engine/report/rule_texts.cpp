#include "report/rule_texts.h"

#include "diagnostics/diagnostics.h"
#include "syntax/scan_tokens.h"
#include "syntax/syntax.h"

namespace plumb::report {

namespace {

using source::Span;

struct Collect {
  std::vector<Span>& spans;

  template <class Entry>
  void add(const std::vector<Entry>& entries) const {
    for (const Entry& entry : entries) spans.push_back(entry.span);
  }
  void part(const syntax::Part& part) const {
    for (const syntax::Part& inner : part.parts) {
      spans.push_back(inner.span);
      this->part(inner);
    }
  }
  void operator()(const syntax::ChecklistItem& item) const { add(item.entries); }
  void operator()(const syntax::ScopeItem& item) const { add(item.entries); }
  void operator()(const syntax::MeasureItem& item) const { add(item.cases); }
  void operator()(const syntax::GradeItem& item) const { add(item.entries); }
  void operator()(const syntax::ScoreItem& item) const { part(item.root); }
  template <class Item>
  void operator()(const Item&) const {}
};

// The same list for two trees of one program.
std::vector<Span> spans_of(const syntax::Tree& tree) {
  std::vector<Span> spans;
  for (const syntax::Item& item : tree.items) {
    spans.push_back(item.span);
    std::visit(Collect{spans}, item.node);
  }
  return spans;
}

std::string one_line(std::string_view text) {
  std::string out;
  uint32_t end = 0;
  for (const syntax::Token& token : syntax::scan_tokens(text)) {
    if (token.is(syntax::TokenKind::Comment) || token.is(syntax::TokenKind::Newline)) continue;
    if (!out.empty() && token.begin > end) out += ' ';
    out += text.substr(token.begin, token.end - token.begin);
    end = token.end;
  }
  return out;
}

}  // namespace

RuleTexts::OneFile& RuleTexts::file_of(source::FileId file) {
  const auto [at, is_new] = files_.try_emplace(file);
  OneFile& made = at->second;
  if (!is_new) return made;
  diagnostics::Sink unheard;  // the rules were checked before: what is wrong was told
  made.spans = spans_of(syntax::parse(sources_, file, unheard));
  source::SourceSet formatted;
  std::vector<Span> spans;
  if (std::optional<std::string> text = syntax::format(sources_, file, spelling_, unheard)) {
    spans = spans_of(syntax::parse(formatted, formatted.add("formatted", *std::move(text)), unheard));
  }
  const bool is_alike = spans.size() == made.spans.size();
  for (size_t i = 0; i < made.spans.size(); ++i) {
    made.texts.push_back(one_line(is_alike ? formatted.slice(spans[i]) : sources_.slice(made.spans[i])));
  }
  return made;
}

std::string RuleTexts::text_at(Span span) {
  if (!span.has_place()) return {};
  const OneFile& file = file_of(span.file);
  size_t best = file.spans.size();
  for (size_t i = 0; i < file.spans.size(); ++i) {
    const Span& one = file.spans[i];
    const bool has_it = one.begin <= span.begin && span.end <= one.end;
    const bool is_smaller = best == file.spans.size() || one.end - one.begin <= file.spans[best].end - file.spans[best].begin;
    if (has_it && is_smaller) best = i;
  }
  return best == file.spans.size() ? "" : file.texts[best];
}

}  // namespace plumb::report
