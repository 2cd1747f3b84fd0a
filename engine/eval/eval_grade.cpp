// Grades: what the entries ask is answered here, row by row; population/grade_members.h applies them (laws L7, L10).
#include "eval/convert_openness.h"
#include "eval/evaluator.h"
#include "population/grade_members.h"
#include "population/tie_subject.h"

namespace plumb::eval {

using population::GradeRow;
using population::NoRow;
using population::Openness;
using population::Truth;
using program::ByGradeEntries;
using program::GradeEntry;

class Evaluator::GradeReader final : public population::GradeSource {
 public:
  // `id` is what is being computed.
  GradeReader(Evaluator& evaluator, const ByGradeEntries& grade, DefinitionId id)
      : eval_(evaluator), grade_(grade), id_(id), definition_(evaluator.program_.at(id)) {}

  Truth holds(uint32_t entry, uint32_t row) override {
    eval_.computing_.back().second = row;
    const Value holds = eval_.condition_on_row(at(entry).condition, definition_.table, row);
    return truth_of(holds == Value(true) ? eval_.not_given(at(entry).bases) : holds);
  }

  Openness basis(uint32_t entry, uint32_t row) override {
    eval_.computing_.back().second = row;
    return openness_of(eval_.not_given(at(entry).bases));
  }

  population::RankingSeen ranking(uint32_t entry) override {
    eval_.computing_.back().second = NoRow;
    const results::RankingResult& ranked = eval_.ranking(at(entry).ranking);
    population::RankingSeen seen{.rule = rule(entry), .open = openness_of(ranked.open), .strata = ranked.strata, .waiting = {}};
    for (const results::WaitingRow& waiting : ranked.waiting) seen.waiting.push_back({waiting.row, openness_of(waiting.open)});
    return seen;
  }

  Truth is_ranked(uint32_t entry, uint32_t row) override { return eval_.is_ranked(rule(entry), row); }

  // The first key that differs or is not known decides; what is open in it is open in the ranking.
  Truth is_in_stratum(uint32_t entry, uint32_t stratum, uint32_t row) override {
    const program::Ranking& ranking = rule(entry);
    const std::vector<Value>& wanted = eval_.ranking(at(entry).ranking).strata[stratum].key;
    eval_.computing_.emplace_back(ranking.definition, NoRow);
    Truth is_here{.holds = true};
    for (size_t i = 0; i < ranking.strata.size() && is_here.is_true(); ++i) {
      const Value key = eval_.condition_on_row(ranking.strata[i], ranking.table, row);
      is_here = {openness_of(key), key == wanted[i]};
    }
    eval_.computing_.pop_back();
    return is_here;
  }

  population::RowsSeen base(uint32_t entry) override {
    const program::PopulationId base = at(entry).base;
    const RowSet& named = eval_.whole_set(eval_.program_.at(base).table, base, UINT32_MAX);
    return {openness_of(named.open), named.rows};
  }

  bool is_size_ratio(uint32_t entry) override { return eval_.program_.at(at(entry).size).type.is_ratio; }

  population::Quantity size(uint32_t entry) override {
    eval_.computing_.back().second = NoRow;
    return quantity_of(eval_.evaluate_on(at(entry).size, {}));
  }

  population::TieDecision decide_tie(uint32_t entry, uint32_t stratum, const std::vector<uint32_t>& tied) override {
    const program::Ranking& ranking = rule(entry);
    const std::string& label = eval_.program_.at(definition_.type.enumeration).labels[at(entry).label];
    const results::Place place{
        .kind = PlaceKind::TiePending, .definition = id_, .table = ranking.table, .row = tied.front(), .detail = label};
    const std::vector<Value>& key = eval_.ranking(at(entry).ranking).strata[stratum].key;
    return eval_.decide_tie(ranking.judgement, ranking.table, tied,
                            population::tie_line(eval_.program_, eval_.data_, id_, entry, key), place);
  }

  Openness clash(uint32_t row, uint32_t first, uint32_t other) override {
    return openness_of(eval_.faulty({.kind = PlaceKind::ExceptionClash,
                                     .definition = id_,
                                     .table = definition_.table,
                                     .row = row,
                                     .detail = at(first).rule + ", " + at(other).rule}));
  }

  Openness breach(const population::Breach& breach) override { return eval_.breach_of(id_, breach); }

 private:
  [[nodiscard]] const GradeEntry& at(uint32_t entry) const { return grade_.entries[entry]; }
  [[nodiscard]] const program::Ranking& rule(uint32_t entry) const { return eval_.program_.at(at(entry).ranking); }

  Evaluator& eval_;
  const ByGradeEntries& grade_;
  DefinitionId id_;
  const program::Definition& definition_;
};

std::vector<GradeRow> Evaluator::enter_rows(const program::Definition& definition, const DefinitionMemo& memo) {
  std::vector<GradeRow> rows(memo.values.size());
  for (uint32_t row = 0; row < rows.size(); ++row) {
    GradeRow& at = rows[row];
    if (is_taken_out(definition.table, row)) continue;
    Value is_in = definition.domain.valid() ? membership(definition.domain, row) : Value(true);
    if (!definition.domain.valid() && is_row_faulty(definition.table, row)) is_in = row_fault(definition.table, row, {});
    if (!program::is_known(is_in)) {
      at.standing = GradeRow::Standing::Unsure;
      at.open = openness_of(is_in);
      continue;
    }
    if (!std::get<bool>(is_in)) continue;
    at.standing = is_kept(definition.table, row) ? GradeRow::Standing::Kept : GradeRow::Standing::In;
    // A pinned grade is a grade that the row already has.
    at.is_pinned = memo.states[row] == State::Done;
    at.has_label = at.is_pinned && std::holds_alternative<program::Label>(memo.values[row]);
    if (at.is_pinned && !at.has_label) at.leave_open(openness_of(memo.values[row]));
  }
  return rows;
}

void Evaluator::grade_all(const ByGradeEntries& grade, DefinitionId id, DefinitionMemo& memo) {
  const program::Definition& definition = program_.at(id);
  std::vector<GradeRow> rows = enter_rows(definition, memo);
  computing_.emplace_back(id, NoRow);
  GradeReader reader(*this, grade, id);
  for (results::CutResult& cut : population::grade_members(grade, reader, rows)) {
    cut.grade = id;
    cuts_.push_back(std::move(cut));
  }
  for (uint32_t row = 0; row < rows.size(); ++row) {
    const GradeRow& at = rows[row];
    if (at.is_pinned) continue;
    if (at.standing == GradeRow::Standing::Kept) memo.values[row] = quarantined(definition.table, row);
    if (at.standing != GradeRow::Standing::In) continue;
    computing_.back().second = row;
    const Value given = not_given(definition.bases);
    if (given != Value(true))
      memo.values[row] = given;
    else if (at.is_open)
      memo.values[row] = value_of(at.open);
    else if (at.has_label)
      memo.values[row] = program::Label{definition.type.enumeration, at.label};
    else
      memo.values[row] = faulty_here(PlaceKind::NoCaseHolds);
    memo.fired[row] = at.is_open || given != Value(true) ? -1 : at.entry;
  }
  computing_.pop_back();
}

Value Evaluator::compute_by(const ByGradeEntries& grade, DefinitionId id, uint32_t row, DefinitionMemo& memo) {
  if (!memo.is_whole_done) {
    grade_all(grade, id, memo);
    memo.is_whole_done = true;
  }
  return memo.values[row];
}

}  // namespace plumb::eval
