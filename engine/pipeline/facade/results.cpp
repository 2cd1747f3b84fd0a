// Results by name and key.
#include "base/text.h"
#include "diagnostics/catalogue_command.h"
#include "diagnostics/suggest_names.h"
#include "pipeline/facade/access.h"
#include "pipeline/facade/guard.h"
#include "plumbline/run.h"
#include "report/cells.h"
#include "report/find_unit.h"

namespace plumbline {

namespace {

using inner::report::Evaluation;
using inner::report::Summary;

static_assert(static_cast<int>(Standing::Complete) == static_cast<int>(inner::report::Standing::Complete) &&
              static_cast<int>(Standing::LimitReached) == static_cast<int>(inner::report::Standing::LimitReached));

UnitState state_of_unit(inner::report::UnitState state) {
  switch (state) {
    case inner::report::UnitState::Faulty: return UnitState::Faulty;
    case inner::report::UnitState::Pending: return UnitState::Pending;
    case inner::report::UnitState::Settled: return UnitState::Settled;
    case inner::report::UnitState::Absent: return UnitState::Absent;
    case inner::report::UnitState::Quarantined: return UnitState::Quarantined;
    case inner::report::UnitState::Outside: break;
  }
  return UnitState::OutOfScope;
}

VerifyState state_of_verify(inner::report::VerifyState state) {
  switch (state) {
    case inner::report::VerifyState::Holds: return VerifyState::Holds;
    case inner::report::VerifyState::Differs: return VerifyState::Differs;
    case inner::report::VerifyState::Open: break;
  }
  return VerifyState::Open;
}

Unit unit_of(const Evaluation& run, const inner::report::UnitView& view, const inner::report::UnitRow& row) {
  const inner::program::Program& program = run.program();
  const inner::program::DefinitionId main = view.grade.valid() ? view.grade : view.score;
  Unit unit{.key = inner::data::key_text(program, run.data(), view.table, row.row),
            .title = inner::data::title_text(program, run.data(), view.table, row.row),
            .state = state_of_unit(row.state),
            .result = {},
            .place = row.place};
  if (row.state != inner::report::UnitState::Quarantined) {
    inner::program::Type truth;
    truth.kind = inner::program::TypeKind::Truth;
    const bool is_membership = std::holds_alternative<bool>(row.grade) || !main.valid();
    unit.result = make_value(run, is_membership ? truth : program.at(main).type, row.grade);
  }
  return unit;
}

RunState::Shown shown_of(const Evaluation& run, const Summary& summary) {
  const inner::program::Program& program = run.program();
  RunState::Shown shown;
  shown.standing = static_cast<Standing>(inner::report::standing_of(run, summary));
  for (const inner::report::UnitRow& row : summary.units) shown.units.push_back(unit_of(run, summary.view, row));
  if (summary.view.grade.valid()) {
    const inner::program::Enumeration& labels = program.at(program.at(summary.view.grade).type.enumeration);
    for (const inner::report::GradeCount& one : summary.grades) shown.grades.push_back({labels.labels[one.label], one.count});
  }
  for (std::size_t i = 0; i < run.results.questions.size(); ++i) {
    const inner::results::Question& one = run.results.questions[i];
    shown.questions.push_back({.judgement = program.at(one.judgement).name,
                               .subject = one.subject,
                               .answers = one.answers,
                               .least = one.least,
                               .is_needed = summary.needed_questions[i]});
  }
  for (const inner::report::VerifyLine& line : summary.verifies) {
    shown.verifications.push_back({.name = program.at(line.definition).name,
                                   .state = state_of_verify(inner::report::state_of(line)),
                                   .rows = line.row_count,
                                   .failed = line.failed.count,
                                   .pending = line.pending.count,
                                   .faulty = line.faulty.count});
  }
  shown.totals = in_both([&](auto language) { return inner::report::tell_totals(run, summary, language); });
  return shown;
}

const RunState::Shown& shown_of(const RunState& state, const Summary& summary) {
  attempt([&] { std::call_once(state.shown, [&] { state.show = shown_of(*state.evaluation, summary); }); });
  return state.show;
}

// Reports R8031 when there is none; of several with one name the last declared.
inner::program::DefinitionId find_definition(const inner::program::Program& program, std::string_view name,
                                             inner::diagnostics::Sink& sink) {
  const std::string wanted = inner::base::to_nfc(name);
  inner::program::DefinitionId found;
  std::vector<std::string> names;
  for (std::uint32_t i = 0; i < program.definitions.size(); ++i) {
    const inner::program::Definition& one = program.definitions[i];
    if (!wanted.empty() && (one.name == wanted || one.alias == wanted)) found = inner::program::DefinitionId{i};
    names.insert(names.end(), {one.name, one.alias});
  }
  if (!found.valid()) {
    sink.report(plumb::diag::UnknownDefinition{.found = name}).suggest(inner::diagnostics::suggest(name, names));
  }
  return found;
}

}  // namespace

const Summary& summary_of(const Run& run) {
  const RunState& state = *Access::state(run);
  std::call_once(state.summarised, [&] { state.summary = inner::report::summarise(*state.evaluation); });
  return state.summary;
}

Value make_value(const Evaluation& evaluation, const inner::program::Type& type, const inner::program::Value& value) {
  Value made;
  made.kind = value_kind(type.kind);
  if (std::holds_alternative<inner::program::Pending>(value)) made.state = ValueState::Pending;
  if (std::holds_alternative<inner::program::Faulty>(value)) made.state = ValueState::Faulty;
  if (inner::program::is_absent(value)) made.state = ValueState::Absent;
  const auto show = [&](auto language) { return inner::report::show_cell(evaluation, type, value, language); };
  if (inner::program::is_open(value)) {
    made.reason = in_both(show);
  } else if (const auto* names = std::get_if<inner::program::NameSet>(&value)) {
    made.items = names->names;
  } else if (const auto* spans = std::get_if<inner::program::SpanSet>(&value)) {
    for (const auto& one : spans->entries) {
      made.items.push_back(to_string(one.first) + ".." + to_string(inner::base::Date{one.end.days - 1}));
    }
  } else if (const auto* truth = std::get_if<bool>(&value)) {
    made.text = *truth ? "true" : "false";
  } else if (const auto* duration = std::get_if<inner::base::Span>(&value)) {
    made.text = "P" + std::to_string(duration->months) + "M" + std::to_string(duration->days) + "D";
  } else {
    made.text = show(inner::source::Language::Zh);
    if (std::holds_alternative<inner::base::Number>(value)) made.measure = type.shown_name;
  }
  return made;
}

Standing Run::standing() const {
  Standing standing = Standing::Faulty;
  attempt([&] { standing = shown_of(*state_, summary_of(*this)).standing; });
  return standing;
}

const std::vector<Unit>& Run::units() const {
  attempt([&] { (void)shown_of(*state_, summary_of(*this)); });
  return state_->show.units;
}

const std::vector<GradeCount>& Run::grades() const {
  attempt([&] { (void)shown_of(*state_, summary_of(*this)); });
  return state_->show.grades;
}

const std::vector<Question>& Run::questions() const {
  attempt([&] { (void)shown_of(*state_, summary_of(*this)); });
  return state_->show.questions;
}

const std::vector<Verification>& Run::verifications() const {
  attempt([&] { (void)shown_of(*state_, summary_of(*this)); });
  return state_->show.verifications;
}

const Text& Run::totals() const {
  attempt([&] { (void)shown_of(*state_, summary_of(*this)); });
  return state_->show.totals;
}

Result<Value> Run::value(std::string_view definition, std::string_view row) const {
  return guarded([&] {
    const Evaluation& run = *state_->evaluation;
    inner::diagnostics::Sink sink;
    const inner::program::DefinitionId id = find_definition(run.program(), definition, sink);
    if (!id.valid()) return Result<Value>(make_diagnostics(sink));
    const inner::program::Definition& of = run.program().at(id);
    std::uint32_t at = 0;
    if (of.table.valid()) {
      const auto named = inner::report::find_named_row(run.program(), run.data(), of.table, row, sink);
      if (named && named->table != of.table) {
        sink.report(plumb::diag::UnknownRow{.key = row, .table = run.program().at(of.table).name});
      }
      if (!named || sink.has_errors()) return Result<Value>(make_diagnostics(sink));
      at = named->row;
    } else if (!row.empty()) {
      sink.report(plumb::diag::UnknownRow{.key = row, .table = of.name});
      return Result<Value>(make_diagnostics(sink));
    }
    Value made = make_value(run, of.type, run.results.at(id, at));
    made.rule = inner::report::fired_rule(of, run.results.definitions[id.value].fired_at(at));
    return Result<Value>(std::move(made), {});
  });
}

Result<std::optional<std::uint32_t>> Run::place(std::string_view ranking, std::string_view row) const {
  using Answer = Result<std::optional<std::uint32_t>>;
  return guarded([&] {
    const Evaluation& run = *state_->evaluation;
    inner::diagnostics::Sink sink;
    const inner::program::DefinitionId id = find_definition(run.program(), ranking, sink);
    const auto* by = id.valid() ? std::get_if<inner::program::ByRanking>(&run.program().at(id).by) : nullptr;
    if (id.valid() && by == nullptr) sink.report(plumb::diag::UnknownDefinition{.found = ranking});
    if (by == nullptr) return Answer(make_diagnostics(sink));
    const inner::program::TableId table = run.program().at(by->ranking).table;
    const auto named = inner::report::find_named_row(run.program(), run.data(), table, row, sink);
    if (!named) return Answer(make_diagnostics(sink));
    for (const inner::results::Stratum& stratum : run.results.rankings[by->ranking.value].strata) {
      for (const inner::results::RankedRow& one : stratum.rows) {
        if (one.row == named->row && named->table == table) return Answer(one.place, {});
      }
    }
    return Answer(std::optional<std::uint32_t>{}, {});
  });
}

}  // namespace plumbline
