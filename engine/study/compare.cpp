#include "study/work.h"

namespace plumb::study {

namespace {

using namespace program;

std::vector<DefinitionId> roots_of(const Side& side) {
  std::vector<DefinitionId> roots{side.graded.grade.valid() ? side.graded.grade : side.graded.score};
  if (side.graded.domain.valid()) roots.push_back(side.program.at(side.graded.domain).definition);
  return roots;
}

bool same_dates(const results::RunInputs& a, const results::RunInputs& b) {
  return a.assessment == b.assessment && a.period_first == b.period_first && a.period_last == b.period_last &&
         a.reference == b.reference;
}

}  // namespace

SideWork::SideWork(const Side& of)
    : side(of),
      inspector(of.program, of.data, of.results),
      reach(reach_of(of.program, roots_of(of))),
      rules(of.program.definitions.size()),
      parameters(of.program.parameters.size(), UINT32_MAX) {
  for (uint32_t i = 0; i < of.program.definitions.size(); ++i) reads.push_back(reads_of(of.program, DefinitionId{i}));
}

Work::Work(const Side& first, const Side& second) : before(first), after(second), match(match_names(first, second)) {
  differ.resize(first.program.definitions.size(), 0);
  out.dates_differ = !same_dates(first.results.inputs, second.results.inputs);
}

bool Work::differs_at(DefinitionId id, uint32_t row) const {
  const DefinitionId other = match.after_of[id.value];
  const Definition& definition = before.side.program.at(id);
  if (!other.valid() || differ[id.value] == 0) return false;
  uint32_t row_after = 0;
  if (definition.table.valid()) {
    const std::vector<uint32_t>& rows = match.rows_of(definition.table);
    row_after = row < rows.size() ? rows[row] : UINT32_MAX;
  }
  const results::Values& left = before.side.results.definitions[id.value].values;
  const results::Values& right = after.side.results.definitions[other.value].values;
  if (row >= left.size() || row_after >= right.size()) return false;
  return !same_value(before.side, left[row], after.side, right[row_after]);
}

// The chain of one comparison:
//
//   rules, parameters ─▶ definitions ─▶ units ─▶ moves (why) ─▶ stillness (why not)
Comparison compare(const Side& before, const Side& after) {
  Work work(before, after);
  compare_rules(work);
  compare_parameters(work);
  compare_definitions(work);
  compare_units(work);
  attribute_moves(work);
  explain_stillness(work);
  return std::move(work.out);
}

}  // namespace plumb::study
