#include "program/dump_program.h"

#include "program/dump_writer.h"

namespace plumb::program {

namespace {

std::string shown(const Type& type, const Number& value) {
  return type.shown_factor.is_zero() ? value.to_string() : value.divided_by(type.shown_factor).to_string();
}

void dump_enumerations(DumpWriter& out) {
  for (const Enumeration& one : out.program.enumerations) {
    std::string words = fmt::format("enumeration {}{}", one.name, one.ordered ? " ordered" : "");
    for (const std::string& label : one.labels) words += " " + label;
    out.line(words);
  }
}

void dump_units(DumpWriter& out) {
  for (const Units& units : out.program.units) {
    out.line(fmt::format("units {} = {} {}", units.name, units.factor.to_string(), name_dimension(out.program, units.dimension)));
  }
}

void dump_tables(DumpWriter& out) {
  for (const Table& table : out.program.tables) {
    const std::string role = table.role == TableRole::Plain ? std::string() : fmt::format(" {}", name_of(table.role));
    out.block(fmt::format("table {} stored {}{}", table.name, table.stored, role), [&] {
      for (const ColumnId id : table.columns) {
        const Column& column = out.program.at(id);
        std::string words = fmt::format("{}{} : {} stored {}", column.is_key ? "key " : "", column.name,
                                        dump_type(out.program, column.type), column.stored);
        if (column.scale != 0) words += fmt::format(" decimals {}", column.scale);
        if (column.length != 0) words += fmt::format(" length {}", column.length);
        out.line(words);
      }
    });
  }
}

void dump_authorities(DumpWriter& out) {
  for (const Authority& authority : out.program.authorities) {
    out.block(fmt::format("authority {} {}{}", authority.name, authority.number,
                          authority.issued ? " issued " + base::to_string(*authority.issued) : std::string()),
              [&] {
                for (const Clause& clause : authority.clauses) {
                  out.line(fmt::format("clause {} {}{}", clause.id, clause.title, clause.no_rule.empty() ? "" : " no_rule"));
                }
              });
  }
}

void dump_parameters(DumpWriter& out) {
  for (const Parameter& parameter : out.program.parameters) {
    out.block(fmt::format("parameter {} : {}", parameter.name, dump_type(out.program, parameter.type)), [&] {
      for (const DatedValue& value : parameter.values) {
        std::string words = "value";
        if (value.from) words += " from " + base::to_string(*value.from);
        if (value.end) words += " before " + base::to_string(*value.end);
        if (!value.value.valid()) words += " not_given";
        out.block(words + dump_bases(out.program, value.bases), [&] { dump_expr(out, value.value); });
      }
    });
  }
}

void dump_scores(DumpWriter& out) {
  for (const ScorePart& part : out.program.score_parts) {
    std::string words = "part " + out.program.at(part.definition).name;
    if (part.mark) words += " mark " + part.mark->to_string();
    for (const DefinitionId inner : part.parts) words += " " + out.program.at(inner).name;
    out.line(words);
  }
}

}  // namespace

std::string dump_absence(const Program& program, AbsenceSet kinds) {
  std::string text;
  for (size_t i = 0; i < program.absence_kinds.size() && i < 64; ++i) {
    if ((kinds >> i & 1u) == 0) continue;
    if (!text.empty()) text += '|';
    text += program.absence_kinds[i].name;
  }
  return text;
}

std::string dump_type(const Program& program, const Type& type) {
  std::string text = describe_type(program, type, source::Language::En);
  if (type.low || type.high) {
    text += fmt::format(" {}{}, {}{}", type.low && type.low->open ? '(' : '[', type.low ? shown(type, type.low->value) : "",
                        type.high ? shown(type, type.high->value) : "", type.high && type.high->open ? ')' : ']');
  }
  if (type.kind == TypeKind::Number && type.is_whole) text += " whole";
  if (type.kind == TypeKind::Number && !type.is_bounded) text += " unbounded";
  if (type.absence != 0) text += " absent " + dump_absence(program, type.absence);
  return text;
}

std::string dump_bases(const Program& program, const std::vector<Basis>& bases) {
  std::string text;
  for (const Basis& basis : bases) {
    text += fmt::format(" {}", name_of(basis.kind));
    for (const CitedClause& cited : basis.clauses) {
      const Authority& authority = program.authorities[cited.authority.value];
      text += fmt::format(" {}.{}", authority.name, authority.clauses[cited.clause].id);
    }
  }
  return text;
}

std::string dump_program(const Program& program) {
  DumpWriter out{program, {}, 0};
  out.line(fmt::format("ruleset {}", program.title));
  std::string header = fmt::format("assessment {}", program.assessment);
  if (program.period_first) header += " from " + base::to_string(*program.period_first);
  if (program.period_last) header += " to " + base::to_string(*program.period_last);
  if (program.reference) header += " reference " + base::to_string(*program.reference);
  out.line(header);
  dump_units(out);
  dump_enumerations(out);
  dump_authorities(out);
  dump_tables(out);
  dump_parameters(out);
  for (const DefinitionId id : program.order) dump_definition(out, id);
  dump_scores(out);
  for (const TestCase& test : program.tests) dump_test(out, test);
  return std::move(out.text);
}

}  // namespace plumb::program
