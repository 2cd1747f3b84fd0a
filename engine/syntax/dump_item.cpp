#include <fmt/format.h>

#include "syntax/dump.h"

namespace plumb::syntax {

void dump_node(Dumper& out, const RulesetItem& item, Span span) { out.line(fmt::format("ruleset \"{}\"", item.title), span); }

void dump_node(Dumper& out, const AssessmentItem& item, Span span) {
  out.line("assessment " + item.number, span);
  const Dumper::Level level(out);
  if (item.period_from) out.line(fmt::format("period {} {}", item.period_from->text, item.period_to->text));
  out.name("reference date", item.reference_date);
  out.bases(item.bases);
}

void dump_node(Dumper& out, const AuthorityItem& item, Span span) {
  out.line(fmt::format("authority {} \"{}\"", item.name.text, item.number), span);
  const Dumper::Level level(out);
  out.name("issued", item.issued);
  for (const ClauseEntry& clause : item.clauses) {
    out.line(fmt::format("clause {} \"{}\"", clause.id, clause.title), clause.span);
    const Dumper::Level inner(out);
    out.name("fingerprint", clause.fingerprint);
    out.text("no rule", clause.no_rule);
  }
}

void dump_node(Dumper& out, const UseItem& item, Span span) { out.line(fmt::format("use \"{}\"", item.target.text), span); }

void dump_node(Dumper& out, const UnitsItem& item, Span span) {
  out.line("units " + out.shown(item.name), span);
  const Dumper::Level level(out);
  out.expr(item.factor);
}

void dump_node(Dumper& out, const EnumItem& item, Span span) {
  out.line(fmt::format("enumeration {}{}", out.shown(item.name), item.ordered ? " ordered" : ""), span);
  const Dumper::Level level(out);
  for (const DeclName& label : item.labels) out.line("label " + out.shown(label), label.name.span);
}

void dump_node(Dumper& out, const TableItem& item, Span span) {
  out.line("table " + out.shown(item.name), span);
  const Dumper::Level level(out);
  out.text("stored", item.stored);
  for (const Name& role : item.roles) out.line("as " + out.shown_word(BuiltinKind::Role, role), role.span);
  for (const Column& column : item.columns) {
    out.line(fmt::format("{} {} : {}", column.is_key ? "key" : "column", out.shown(column.name), out.shown(column.type)),
             column.span);
    const Dumper::Level inner(out);
    out.text("stored", column.stored);
    out.text("origin", column.origin);
    if (column.scale) out.line("decimals " + *column.scale);
    out.interval("range", column.range);
    if (column.length) out.line("length " + *column.length);
    if (!column.absence_kinds.empty()) {
      out.line("may lack " + out.shown_words(BuiltinKind::AbsenceKind, column.absence_kinds));
    }
    if (column.is_optional) out.line("optional");
    if (column.is_unique) out.line("unique");
    switch (column.control) {
      case Control::Unstated: break;
      case Control::Actionable: out.line("actionable"); break;
      case Control::Correctable: out.line("correctable"); break;
      case Control::Fixed: out.line("fixed"); break;
    }
    for (const Name& role : column.roles) out.line("as " + out.shown_word(BuiltinKind::Role, role), role.span);
    out.bases(column.bases);
  }
}

void dump_node(Dumper& out, const AbsenceItem& item, Span span) {
  out.line("absences " + out.shown(item.name), span);
  const Dumper::Level level(out);
  out.bases(item.bases);
  for (const AbsenceEntry& entry : item.entries) {
    out.line(fmt::format("entry {} ({})", out.shown(entry.column), out.shown_words(BuiltinKind::AbsenceKind, entry.kinds)),
             entry.span);
    const Dumper::Level inner(out);
    out.answer("value", entry.answer);
    out.bases(entry.bases);
  }
}

void dump_node(Dumper& out, const ParameterItem& item, Span span) {
  out.line("parameter " + out.shown(item.name), span);
  const Dumper::Level level(out);
  out.type(item.type);
  out.interval("range", item.range);
  out.expr(item.value);
  for (const DatedValue& value : item.dated) {
    switch (value.kind) {
      case DatedKind::FromTo: out.line(fmt::format("from {} to {}", value.from.text, value.to->text), value.span); break;
      case DatedKind::Since: out.line("since " + value.from.text, value.span); break;
      case DatedKind::Before: out.line("before " + value.from.text, value.span); break;
    }
    const Dumper::Level inner(out);
    if (value.same_as) out.line("same " + *value.same_as);
    out.expr(value.value);
    out.bases(value.bases);
  }
  out.bases(item.bases);
}

void dump_node(Dumper& out, const FunctionItem& item, Span span) {
  out.line("function " + out.shown(item.name), span);
  const Dumper::Level level(out);
  for (const ParameterDecl& parameter : item.parameters) {
    out.line(
        fmt::format("parameter {} : {}{}", parameter.name.text, parameter.is_set ? "set of " : "", out.shown(parameter.type)),
        parameter.name.span);
  }
  out.type(item.type);
  out.expr(item.body);
  out.bases(item.bases);
}

namespace {

std::string_view name_of(TestStep::Kind of) {
#define PLUMB_TEST_STEP(value, name) \
  if (of == TestStep::Kind::value) return name;
#include "syntax/tree_kinds.def"
  return {};
}

std::string_view name_of(Expected of) {
#define PLUMB_EXPECTED(value, name) \
  if (of == Expected::value) return name;
#include "syntax/tree_kinds.def"
  return {};
}

}  // namespace

void dump_node(Dumper& out, const TestItem& item, Span span) {
  out.line(fmt::format("test \"{}\"", item.title), span);
  const Dumper::Level level(out);
  out.name("reference date", item.reference_date);
  for (const TestStep& step : item.steps) {
    std::string text(name_of(step.kind));
    if (step.path) text += " " + out.shown(*step.path);
    text += name_of(step.expected);
    out.line(text, step.span);
    const Dumper::Level inner(out);
    for (const GivenRow& row : step.rows) {
      out.line(fmt::format("row {} {}", row.table.text, row.row ? row.row->text : "-"), row.span);
      const Dumper::Level cells(out);
      for (const GivenCell& cell : row.cells) {
        if (cell.is_absent) {
          const std::string kind = cell.absence_kind ? " " + out.shown_word(BuiltinKind::AbsenceKind, *cell.absence_kind) : "";
          out.line(fmt::format("{} absent{}", cell.column.text, kind), cell.column.span);
        } else {
          out.part(cell.column.text, cell.value);
        }
      }
    }
    out.expr(step.value);
    const auto shown_rule = [](const RuleRef& ref) {
      return (ref.part ? word_of(*ref.part) + " " : std::string()) + ref.rule.text;
    };
    if (step.because) out.line("because " + shown_rule(*step.because), step.because->rule.span);
    for (const RuleRef& ref : step.and_not) out.line("but not " + shown_rule(ref), ref.rule.span);
  }
}

}  // namespace plumb::syntax
