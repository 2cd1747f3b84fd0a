// Grades: what the entries ask is computed here, column by column; population/grade_members.h applies them (laws L7, L10).
#include <algorithm>
#include <utility>

#include "population/grade_members.h"
#include "population/tie_subject.h"
#include "run/convert_openness.h"
#include "run/operators.h"

namespace plumb::run {

using population::GradeRow;
using population::Openness;
using population::Truth;
using program::GradeEntry;

namespace {

class GradeColumns final : public population::GradeSource {
 public:
  GradeColumns(EvaluatorPool& evaluators, const RowSets& sets, const Rankings& rankings, Questions& questions, DefinitionId id,
               const program::ByGradeEntries& grade)
      : evaluators_(evaluators),
        context_(evaluators.context()),
        sets_(sets),
        rankings_(rankings),
        questions_(questions),
        id_(id),
        definition_(context_.program.at(id)),
        grade_(grade) {
    for (const GradeEntry& entry : grade.entries) {
      conditions_.emplace_back();
      if (entry.condition.valid()) conditions_.back() = evaluators.eval_rows(entry.condition, definition_.table, id, true);
    }
  }

  Truth holds(uint32_t entry, uint32_t row) override {
    const Truth found = conditions_[entry].empty() ? Truth{.holds = true} : truth_of(conditions_[entry][row]);
    return found.is_true() ? Truth{basis(entry, row), true} : found;
  }

  Openness basis(uint32_t entry, uint32_t row) override { return basis_of(context_, at(entry).bases, id_, row); }

  population::RankingSeen ranking(uint32_t entry) override {
    const FinishedRanking& finished = rankings_.at(at(entry).ranking);
    return {.rule = rule(entry), .open = finished.open, .strata = finished.result.strata, .waiting = finished.waiting};
  }

  Truth is_ranked(uint32_t entry, uint32_t row) override {
    return run::is_ranked(context_, sets_, rankings_, at(entry).ranking, row);
  }

  Truth is_in_stratum(uint32_t entry, uint32_t stratum, uint32_t row) override {
    const FinishedRanking& finished = rankings_.at(at(entry).ranking);
    const std::vector<ExprId>& exprs = rule(entry).strata;
    for (size_t k = 0; k < exprs.size(); ++k) {
      const Lane& key = finished.columns.strata[k][row];
      if (key.state != state::Known) return {openness_of(key), false};
      const Value value = to_value(key, context_.program.at(exprs[k]).type, context_.plan.exprs[exprs[k].value]);
      if (value != finished.result.strata[stratum].key[k]) return {.holds = false};
    }
    return {.holds = true};
  }

  population::RowsSeen base(uint32_t entry) override {
    const program::PopulationId base = at(entry).base;
    const RowsByOwner& named = sets_.whole(all_members(context_.program.at(base).table, base));
    return {named.is_open ? open_code(named.open) : Openness{}, named.rows};
  }

  bool is_size_ratio(uint32_t entry) override { return context_.program.at(at(entry).size).type.is_ratio; }

  population::Quantity size(uint32_t entry) override {
    const ExprId size = at(entry).size;
    return quantity_of(evaluators_.own().eval_one(size, {}, 0, id_, NoRow), context_.plan.exprs[size.value]);
  }

  population::TieDecision decide_tie(uint32_t entry, uint32_t stratum, const std::vector<uint32_t>& tied) override {
    const program::Ranking& ranking = rule(entry);
    const std::vector<Value>& key = rankings_.at(at(entry).ranking).result.strata[stratum].key;
    return run::decide_tie(context_, questions_, ranking.judgement, ranking.table, tied,
                           population::tie_line(context_.program, context_.data, id_, entry, key),
                           {.kind = PlaceKind::TiePending,
                            .definition = id_,
                            .table = ranking.table,
                            .row = tied.front(),
                            .detail = context_.program.at(definition_.type.enumeration).labels[at(entry).label]});
  }

  Openness clash(uint32_t row, uint32_t first, uint32_t other) override {
    return openness_of(context_.faulty({.kind = PlaceKind::ExceptionClash,
                                        .definition = id_,
                                        .table = definition_.table,
                                        .row = row,
                                        .detail = at(first).rule + ", " + at(other).rule}));
  }

  Openness breach(const population::Breach& breach) override { return breach_of(context_, id_, breach); }

 private:
  [[nodiscard]] const GradeEntry& at(uint32_t entry) const { return grade_.entries[entry]; }
  [[nodiscard]] const program::Ranking& rule(uint32_t entry) const { return context_.program.at(at(entry).ranking); }

  EvaluatorPool& evaluators_;
  const RunContext& context_;
  const RowSets& sets_;
  const Rankings& rankings_;
  Questions& questions_;
  DefinitionId id_;
  const program::Definition& definition_;
  const program::ByGradeEntries& grade_;
  std::vector<std::vector<Lane>> conditions_;  // by entry; empty: it has none
};

std::vector<GradeRow> enter_rows(const RunContext& context, const RowSets& sets, DefinitionId id) {
  const program::Definition& definition = context.program.at(id);
  std::vector<GradeRow> rows(context.row_count(definition.table));
  for (uint32_t row = 0; row < rows.size(); ++row) {
    GradeRow& at = rows[row];
    if (context.is_taken_out(definition.table, row)) continue;
    Truth is_in{.holds = true};
    if (definition.domain.valid())
      is_in = truth_of(sets.members(definition.domain).lane(row));
    else if (context.is_row_faulty(definition.table, row))
      is_in = {open_code(context.fault_code(definition.table, row, {})), false};
    if (!is_in.is_known()) {
      at.standing = GradeRow::Standing::Unsure;
      at.open = is_in.why;
    } else if (is_in.holds) {
      at.standing = context.is_kept(definition.table, row) ? GradeRow::Standing::Kept : GradeRow::Standing::In;
    }
  }
  // A pinned grade is a grade that the row already has.
  for (const program::Pins::OfDefinition& pin : context.pins.definitions) {
    if (pin.definition != id) continue;
    GradeRow& at = rows[pin.row];
    if (at.standing != GradeRow::Standing::In && at.standing != GradeRow::Standing::Kept) continue;
    at.is_pinned = true;
    at.has_label = std::holds_alternative<program::Label>(pin.value);
    if (!at.has_label) at.leave_open(openness_of(context.pinned_lane(pin, {})));
  }
  return rows;
}

// The label of a row in the grade's population, or what stands instead.
Lane grade_of(const RunContext& context, DefinitionId id, uint32_t row, const GradeRow& at) {
  const program::Definition& definition = context.program.at(id);
  if (at.standing == GradeRow::Standing::Kept) return context.quarantined(definition.table, row);
  const Openness basis = basis_of(context, definition.bases, id, row);
  if (!basis.is_known()) return lane_of(basis);
  if (at.is_open) return lane_of(at.open);
  if (at.has_label) return {.integer = at.label};
  return context.faulty({.kind = PlaceKind::NoCaseHolds, .definition = id, .table = definition.table, .row = row});
}

}  // namespace

void compute_grade(EvaluatorPool& evaluators, const RowSets& sets, Rankings& rankings, Questions& questions, DefinitionId id,
                   const program::ByGradeEntries& by, Column& column) {
  const RunContext& context = evaluators.context();
  std::vector<GradeRow> rows = enter_rows(context, sets, id);
  GradeColumns source(evaluators, sets, rankings, questions, id, by);
  for (results::CutResult& cut : population::grade_members(by, source, rows)) {
    cut.grade = id;
    rankings.cuts.push_back(std::move(cut));
  }
  column.fired.assign(column.rows, -1);
  for (uint32_t row = 0; row < column.rows; ++row) {
    if (rows[row].is_pinned) continue;
    Lane lane = row_outside(context, sets, id, row);
    if (lane.state == state::Known && context.is_taken_out(context.program.at(id).table, row))
      lane.state = state::absent(static_cast<uint32_t>(program::BuiltinAbsence::OutOfScope));
    if (lane.state == state::Known) {
      lane = grade_of(context, id, row, rows[row]);
      if (lane.state == state::Known) column.fired[row] = rows[row].entry;
    }
    column.set(row, lane);
  }
}

}  // namespace plumb::run
