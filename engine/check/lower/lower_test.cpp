// Pins and expectations of a test, over the rows that it gives.
#include "check/lower/lower_test.h"

#include <algorithm>

#include "check/infer/infer_parts.h"
#include "check/infer/kind_word.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_structure.h"
#include "diagnostics/suggest_names.h"

namespace plumb::check {

using program::DefinitionId;
using program::TableId;

namespace {

// A given row, a definition of it, or a definition without rows.
struct Target {
  DefinitionId definition;
  program::PopulationId population;
  program::ParameterId parameter;
  std::string row;
};

void set_symbol(const Context& context, const Symbol& symbol, Target& target) {
  if (symbol.kind == SymbolKind::Definition) target.definition = DefinitionId{symbol.id};
  if (symbol.kind == SymbolKind::Parameter) target.parameter = program::ParameterId{symbol.id};
  if (symbol.kind == SymbolKind::Population) {
    target.population = program::PopulationId{symbol.id};
    target.definition = context.program.at(target.population).definition;
  }
}

bool has_row(const TestRows& rows, const std::string& name, TableId table) {
  const auto it = rows.tables.find(name);
  return it != rows.tables.end() && std::find(it->second.begin(), it->second.end(), table) != it->second.end();
}

// 设 甲.机时 = …: a column, which is given with the row. False: it is none, and nothing is reported.
bool report_column(Context& context, const syntax::Path& path, const TestRows& rows) {
  const syntax::Name& last = path.steps.back().name;
  const std::string row = path.steps.size() > 1 ? path.steps.front().name.text : "";
  const auto report = [&](TableId table, const std::string& of) {
    const std::string& name = context.program.at(table).name;
    context.sink.report(diag::PinOfColumn{last.text, name, name, of, last.text}, last.span);
    return true;
  };
  for (const auto& [name, tables] : rows.tables) {
    if (!row.empty() && name != row) continue;
    for (const TableId table : tables) {
      if (find_column(context.program, table, last.text)) return report(table, name);
    }
  }
  return false;
}

// 甲.总分, 优秀名额; reports.
std::optional<Target> find_target(Context& context, const syntax::Path& path, const TestRows& rows) {
  Target target;
  const syntax::Name& last = path.steps.back().name;
  if (path.steps.size() > 1) target.row = path.steps.front().name.text;
  Symbol* symbol = path.steps.size() <= 2 ? find_symbol(context, last.text) : nullptr;
  if (symbol == nullptr && report_column(context, path, rows)) return std::nullopt;
  if (symbol == nullptr) {
    std::vector<std::string> names;
    for (const auto& entry : context.symbols) names.push_back(entry.first);
    std::sort(names.begin(), names.end());
    context.sink.report(diag::UnknownName{last.text}, last.span).suggest(diagnostics::suggest(last.text, names));
    return std::nullopt;
  }
  set_symbol(context, *symbol, target);
  if (!target.definition.valid() && !target.parameter.valid()) {
    context.sink.report(diag::WrongKindOfName{last.text, kind_word::of(symbol->kind), kind_word::ParameterOrDefinition()},
                        last.span);
    return std::nullopt;
  }
  if (target.definition.valid() && context.without_owner.contains(target.definition)) return std::nullopt;
  const TableId table = target.definition.valid() ? context.program.at(target.definition).table : TableId{};
  if (table.valid() != !target.row.empty() || (table.valid() && !has_row(rows, target.row, table))) {
    const syntax::Name& name = path.steps.front().name;
    context.sink.report(diag::UnknownGivenRow{name.text}, name.span);
    return std::nullopt;
  }
  return target;
}

// --- expectations: rows by their names

bool contains(source::Span outer, source::Span inner) {
  return outer.file == inner.file && outer.begin <= inner.begin && inner.end <= outer.end;
}

// What an expectation says of a row, found in its text: 甲.定义, 甲 在 范围.
struct Mention {
  std::string row;
  TableId table;
  Target target;
};

std::vector<Mention> find_mentions(Context& context, const syntax::Tree& tree, source::Span place, const TestRows& rows) {
  std::vector<Mention> mentions;
  const auto add = [&](const std::string& row, Symbol* symbol, TableId column_table) {
    Mention mention{row, column_table, {}};
    if (symbol != nullptr) set_symbol(context, *symbol, mention.target);
    mention.target.row = row;
    if (mention.target.definition.valid()) mention.table = context.program.at(mention.target.definition).table;
    mentions.push_back(std::move(mention));
  };
  for (const syntax::Expr& expr : tree.exprs) {
    if (!contains(place, expr.span)) continue;
    if (const auto* reference = std::get_if<syntax::ReferenceExpr>(&expr.node);
        reference != nullptr && reference->path.steps.size() > 1) {
      const std::string& row = reference->path.steps[0].name.text;
      const auto tables = rows.tables.find(row);
      if (tables == rows.tables.end()) continue;
      const std::string& member = reference->path.steps[1].name.text;
      TableId by_column;
      for (const TableId table : tables->second) {
        if (find_column(context.program, table, member)) by_column = table;
      }
      Symbol* symbol = by_column.valid() ? nullptr : find_symbol(context, member);
      add(row, symbol, by_column);
    }
    if (const auto* member = std::get_if<syntax::MemberExpr>(&expr.node)) {
      const auto* subject = std::get_if<syntax::ReferenceExpr>(&tree.at(member->subject).node);
      if (subject != nullptr && subject->path.steps.size() == 1) {
        add(subject->path.steps[0].name.text, find_symbol(context, member->set.path.steps[0].name.text), {});
      }
    }
  }
  return mentions;
}

// Several tables may give a row of one name: what is said of it tells which is meant.
TableId table_of(const std::string& name, const std::vector<TableId>& tables, const std::vector<Mention>& mentions) {
  for (const Mention& mention : mentions) {
    const bool is_candidate = std::find(tables.begin(), tables.end(), mention.table) != tables.end();
    if (mention.row == name && mention.table.valid() && is_candidate) return mention.table;
  }
  return tables.front();
}

std::map<std::string, BoundArgument> bind_rows(Context& context, const TestRows& rows, const std::vector<Mention>& mentions,
                                               source::Span span) {
  std::map<std::string, BoundArgument> arguments;
  for (const auto& [name, tables] : rows.tables) {
    program::Type type = kind_type(program::TypeKind::Row);
    type.table = table_of(name, tables, mentions);
    BoundArgument argument;
    argument.type = type;
    argument.value = context.add({program::RowByKey{type.table, name}, type, span});
    arguments.emplace(name, argument);
  }
  return arguments;
}

// --- which rule

program::RuleName rule_name(const syntax::RuleRef& ref) {
  program::RuleName name{ref.rule.text, std::nullopt};
  if (ref.part) name.exclusion = *ref.part == syntax::Keyword::K_EXCLUDE;
  return name;
}

void check_rule(Context& context, const program::Expectation& made, const syntax::RuleRef& ref) {
  if (!made.definition.valid()) {
    context.sink.report(diag::BecauseOfWhat{}, ref.rule.span);
    return;
  }
  const std::vector<std::string> names = rule_names(context, made.definition);
  if (std::find(names.begin(), names.end(), ref.rule.text) != names.end()) return;
  context.sink.report(diag::UnknownRuleOf{context.program.at(made.definition).name, ref.rule.text}, ref.rule.span)
      .suggest(diagnostics::suggest(ref.rule.text, names));
}

void take_because(Context& context, const syntax::TestStep& step, program::Expectation& made) {
  if (made.definition.valid()) require_definition(context, made.definition, step.span);
  if (step.because) {
    made.because = rule_name(*step.because);
    check_rule(context, made, *step.because);
  }
  for (const syntax::RuleRef& ref : step.and_not) {
    made.and_not.push_back(rule_name(ref));
    check_rule(context, made, ref);
  }
}

program::Expected expected_of(syntax::Expected expected) {
  switch (expected) {
    case syntax::Expected::Holds: return program::Expected::Holds;
    case syntax::Expected::Absent: return program::Expected::Absent;
    case syntax::Expected::Pending: return program::Expected::Pending;
    case syntax::Expected::Faulty: return program::Expected::Faulty;
  }
  return program::Expected::Holds;
}

void lower_test(Context& context, const syntax::Tree& tree, const syntax::TestItem& item, source::Span span) {
  program::TestCase test;
  test.title = item.title;
  if (item.reference_date) test.reference_date = base::parse_date(item.reference_date->text);
  test.span = span;
  TestRows rows;
  for (const syntax::TestStep& step : item.steps) {
    if (step.kind == syntax::TestStep::Kind::Given) lower_given(context, tree, step, test, rows);
  }
  for (const syntax::TestStep& step : item.steps) {
    if (step.kind == syntax::TestStep::Kind::Pin) {
      if (std::optional<program::Pin> pin = lower_pin(context, tree, step, rows)) test.pins.push_back(std::move(*pin));
    } else if (step.kind == syntax::TestStep::Kind::Expect) {
      if (auto made = lower_expectation(context, tree, step, rows)) test.expectations.push_back(std::move(*made));
    }
  }
  context.program.tests.push_back(std::move(test));
}

}  // namespace

namespace {

// A pin may set any value on the side of zero that was promised: that a divisor is above zero was proved from it.
bool keeps_sign(const Context& context, program::ExprId value, const program::Type& promised) {
  const std::optional<program::Value> folded = fold_constant(context, value);
  const auto* number = folded ? std::get_if<program::Number>(&*folded) : nullptr;
  if (number == nullptr) return true;
  const auto is_above = [](const program::Bound& bound) {
    return bound.value.sign() > 0 || (bound.value.is_zero() && bound.open);
  };
  const auto is_below = [](const program::Bound& bound) {
    return bound.value.sign() < 0 || (bound.value.is_zero() && bound.open);
  };
  if (promised.low && promised.low->value.sign() >= 0 && number->sign() < (is_above(*promised.low) ? 1 : 0)) return false;
  return !(promised.high && is_below(*promised.high) && number->sign() >= 0);
}

}  // namespace

std::optional<program::Pin> lower_pin(Context& context, const syntax::Tree& tree, const syntax::TestStep& step,
                                      const TestRows& rows) {
  if (!step.path) return std::nullopt;
  const std::optional<Target> target = find_target(context, *step.path, rows);
  if (!target) return std::nullopt;
  program::Pin pin;
  pin.definition = target->definition;
  pin.parameter = target->parameter;
  pin.row_key = target->row;
  pin.pending = !step.value.valid();
  pin.span = step.span;
  if (pin.definition.valid() && !require_definition(context, pin.definition, step.path->span)) return std::nullopt;
  if (step.value.valid()) {
    program::Type wanted =
        pin.parameter.valid() ? context.program.at(pin.parameter).type : context.program.at(pin.definition).type;
    wanted.low.reset();
    wanted.high.reset();
    if (!wanted.dimension.is_dimensionless() || wanted.is_ratio) wanted.is_whole = false;
    Scope scope;
    scope.in_test = true;
    pin.value = infer_value(context, tree, step.value, scope, wanted).expr;
    if (!pin.value.valid()) return std::nullopt;
    const program::Type& promised =
        pin.parameter.valid() ? context.program.at(pin.parameter).type : context.program.at(pin.definition).type;
    if (!keeps_sign(context, pin.value, promised)) {
      context.sink.report(diag::ValueOutOfRange{step.path->steps.back().name.text}, tree.at(step.value).span);
    }
  }
  return pin;
}

std::optional<program::Expectation> lower_expectation(Context& context, const syntax::Tree& tree, const syntax::TestStep& step,
                                                      const TestRows& rows) {
  program::Expectation made;
  made.expected = expected_of(step.expected);
  made.span = step.span;
  if (step.expected != syntax::Expected::Holds) {
    const std::optional<Target> target = step.path ? find_target(context, *step.path, rows) : std::nullopt;
    if (!target || !target->definition.valid()) return std::nullopt;
    made.definition = target->definition;
    made.population = target->population;
    made.row_key = target->row;
    take_because(context, step, made);
    return made;
  }
  const source::Span place = tree.at(step.value).span;
  const std::vector<Mention> mentions = find_mentions(context, tree, place, rows);
  for (const Mention& mention : mentions) {
    if (!mention.target.definition.valid() || made.definition.valid()) continue;
    made.definition = mention.target.definition;
    made.population = mention.target.population;
    made.row_key = mention.row;
  }
  std::map<std::string, BoundArgument> arguments = bind_rows(context, rows, mentions, place);
  Scope scope;
  scope.in_test = true;
  scope.arguments = &arguments;
  made.condition = infer_condition(context, tree, step.value, scope).expr;
  if (!made.condition.valid()) return std::nullopt;
  take_because(context, step, made);
  return made;
}

std::vector<std::string> rule_names(const Context& context, DefinitionId id) {
  std::vector<std::string> names;
  const program::Definition& definition = context.program.at(id);
  if (const auto* by = std::get_if<program::ByCases>(&definition.by)) {
    for (const program::Case& one : by->cases) names.push_back(one.rule);
  }
  if (const auto* by = std::get_if<program::ByGradeEntries>(&definition.by)) {
    for (const program::GradeEntry& entry : by->entries) names.push_back(entry.rule);
  }
  if (const auto* by = std::get_if<program::ByPopulation>(&definition.by)) {
    for (const program::PopulationRule& rule : context.program.at(by->population).rules) names.push_back(rule.name);
  }
  if (const auto* by = std::get_if<program::ByChecklist>(&definition.by)) {
    for (const DefinitionId item : by->items) names.push_back(context.program.at(item).name);
  }
  return names;
}

void lower_tests(Context& context) {
  for (const syntax::Tree& tree : context.trees) {
    for (const syntax::Item& item : tree.items) {
      if (const auto* test = std::get_if<syntax::TestItem>(&item.node)) lower_test(context, tree, *test, item.span);
    }
  }
}

}  // namespace plumb::check
