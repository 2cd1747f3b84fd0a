#include <fmt/format.h>

#include "syntax/dump.h"
#include "syntax/syntax.h"

namespace plumb::syntax {

void Dumper::line(std::string_view text, Span span) {
  out_.append(static_cast<size_t>(depth_) * 2, ' ');
  out_ += text;
  if (with_positions_ && span.has_place()) {
    const source::SourceText& source = sources_.text(span.file);
    const source::Position begin = source.position(span.begin);
    const source::Position end = source.position(span.end);
    out_ += fmt::format(" @{}:{}-{}:{}", begin.line, begin.column, end.line, end.column);
  }
  out_ += '\n';
}

void Dumper::part(std::string_view label, ExprId id) {
  if (!id.valid()) return;
  line(label);
  const Level level(*this);
  expr(id);
}

void Dumper::name(std::string_view label, const std::optional<Name>& name) {
  if (name) line(fmt::format("{} {}", label, name->text), name->span);
}

void Dumper::text(std::string_view label, const std::optional<std::string>& text) {
  if (text) line(fmt::format("{} \"{}\"", label, *text));
}

void Dumper::path(std::string_view label, const std::optional<Path>& path) {
  if (path) line(fmt::format("{} {}", label, shown(*path)), path->span);
}

void Dumper::interval(std::string_view label, const std::optional<Interval>& interval) {
  if (!interval) return;
  line(fmt::format("{} {}{}", label, interval->low_open ? "(" : "[", interval->high_open ? ")" : "]"), interval->span);
  const Level level(*this);
  part("low", interval->low);
  part("high", interval->high);
}

void Dumper::answer(std::string_view label, const std::optional<Answer>& answer) {
  if (!answer) return;
  switch (answer->kind) {
    case AnswerKind::Value: part(label, answer->value); break;
    case AnswerKind::NotCounted: line(fmt::format("{} not counted", label), answer->span); break;
    case AnswerKind::SelfAbsent: line(fmt::format("{} itself absent \"{}\"", label, answer->reason), answer->span); break;
  }
}

void Dumper::kind_answers(std::string_view label, const std::vector<KindAnswer>& answers) {
  for (const KindAnswer& entry : answers) {
    answer(fmt::format("{} {}", label, shown_words(BuiltinKind::AbsenceKind, entry.kinds)), entry.answer);
  }
}

void Dumper::bases(const std::vector<Basis>& bases) {
  for (const Basis& basis : bases) {
    std::string clauses;
    for (const ClauseRef& ref : basis.clauses) clauses += fmt::format(" {}.{}", ref.document.text, ref.clause);
    switch (basis.kind) {
      case BasisKind::Cited: line("basis" + clauses, basis.span); break;
      case BasisKind::Assumed: line(fmt::format("assumed \"{}\"", basis.reason), basis.span); break;
      case BasisKind::NotGiven: line(fmt::format("not given \"{}\"", basis.reason), basis.span); break;
      case BasisKind::OtherReading: {
        line(fmt::format("also says{} not taken \"{}\"", clauses, basis.reason), basis.span);
        const Level level(*this);
        expr(basis.other);
        break;
      }
    }
  }
}

std::string Dumper::shown(const DeclName& name) const {
  std::string text = name.name.text;
  if (name.alias) text += fmt::format(" alias {}", name.alias->text);
  if (name.former) text += fmt::format(" formerly \"{}\"", name.former->text);
  return text;
}

std::string Dumper::shown(const Path& path) const {
  std::string text;
  for (const PathStep& step : path.steps) {
    if (!text.empty()) text += '.';
    if (step.population_part) text += word_of(*step.population_part) + " ";
    text += step.name.text;
  }
  for (size_t i = 0; i < path.via.size(); ++i) text += (i == 0 ? " via " : ".") + path.via[i].text;
  return text;
}

std::string Dumper::shown(const SetRef& set) const {
  std::string text;
  if (set.prefix) text += word_of(*set.prefix) + " ";
  for (size_t i = 0; i < set.keys.size(); ++i) text += (i == 0 ? "" : ", ") + shown(set.keys[i]);
  if (!set.keys.empty()) text += " among ";
  text += shown(set.path);
  if (set.merging) text += std::string(" merged ") + (set.own_first ? "own first " : "") + word_of(*set.merging);
  return text;
}

std::string Dumper::shown(const TypeRef& type) const {
  std::string text = type.is_many ? "many " : "";
  if (type.is_percent) return text + "%";
  if (type.is_variable) text += "some ";
  for (size_t i = 0; i < type.factors.size(); ++i) {
    if (i > 0) text += type.factors[i].is_divisor ? "/" : "*";
    text += shown_word(BuiltinKind::Type, type.factors[i].name);
  }
  return text;
}

void Dumper::type(const TypeRef& type) {
  if (type.is_written()) line("type " + shown(type), type.span);
}

std::string Dumper::shown_names(const std::vector<Name>& names) const {
  std::string text;
  for (const Name& name : names) text += (text.empty() ? "" : ", ") + name.text;
  return text;
}

std::string Dumper::shown_word(BuiltinKind kind, const Name& name) const {
  const auto id = builtin_id(kind, name.text, tree_.spelling);
  return id ? std::string(*id) : name.text;
}

std::string Dumper::shown_words(BuiltinKind kind, const std::vector<Name>& names) const {
  std::string text;
  for (const Name& name : names) text += (text.empty() ? "" : ", ") + shown_word(kind, name);
  return text;
}

void Dumper::item(const Item& item) {
  std::visit([&](const auto& node) { dump_node(*this, node, item.span); }, item.node);
}

std::string dump_tree(const Tree& tree, const source::SourceSet& sources, bool with_positions) {
  Dumper dumper(tree, sources, with_positions);
  for (const Item& item : tree.items) dumper.item(item);
  return dumper.take();
}

}  // namespace plumb::syntax
