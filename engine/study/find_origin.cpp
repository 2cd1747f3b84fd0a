#include <algorithm>
#include <set>

#include "study/work.h"

namespace plumb::study {

namespace {

using namespace program;

class Walk {
 public:
  explicit Walk(const Work& work) : work_(work) {}

  void definition(DefinitionId before, uint32_t row) {
    if (!seen_.insert(before).second) return;
    const DefinitionId after = work_.match.after_of[before.value];
    const size_t found = count_;
    add_rules(work_.before.rules[before.value]);
    if (after.valid()) add_rules(work_.after.rules[after.value]);
    const Reads none;
    reads(work_.before.reads[before.value], after.valid() ? work_.after.reads[after.value] : none,
          work_.before.side.program.at(before).table, row, count_ > found);
  }

  void reads(const Reads& before, const Reads& after, TableId table, uint32_t row, bool is_explained) {
    size_t found = is_explained ? 1 : 0;
    for (const ParameterId id : before.parameters) found += add_parameter(work_.before.parameters[id.value]);
    for (const ParameterId id : after.parameters) found += add_parameter(work_.after.parameters[id.value]);
    for (const DefinitionId id : before.definitions) {
      if (!work_.match.after_of[id.value].valid()) {
        add_rules(work_.before.rules[id.value]);
        found += work_.before.rules[id.value].size();
        continue;
      }
      const TableId own = work_.before.side.program.at(id).table;
      const bool is_same_row = own.valid() && own == table;
      // A value of another row: any that differs may be the one.
      if (is_same_row ? !work_.differs_at(id, row) : work_.differ[id.value] == 0) continue;
      ++found;
      definition(id, is_same_row ? row : UINT32_MAX);
    }
    for (const DefinitionId id : after.definitions) {
      if (work_.match.before_of[id.value].valid()) continue;
      add_rules(work_.after.rules[id.value]);
      found += work_.after.rules[id.value].size();
    }
    if (found > 0) return;
    const bool has_dates = before.run_dates || after.run_dates;
    if (has_dates && work_.out.dates_differ)
      origin.dates = true;
    else
      origin.rows = true;
  }

  Origin origin;

 private:
  void add_rules(const std::vector<uint32_t>& rules) {
    for (const uint32_t rule : rules) {
      if (std::find(origin.rules.begin(), origin.rules.end(), rule) == origin.rules.end()) origin.rules.push_back(rule);
      ++count_;
    }
  }
  size_t add_parameter(uint32_t parameter) {
    if (parameter == UINT32_MAX) return 0;
    if (std::find(origin.parameters.begin(), origin.parameters.end(), parameter) == origin.parameters.end()) {
      origin.parameters.push_back(parameter);
    }
    return 1;
  }

  const Work& work_;
  std::set<DefinitionId> seen_;
  size_t count_ = 0;
};

}  // namespace

Origin find_origin(const Work& work, DefinitionId before, uint32_t row_before) {
  Walk walk(work);
  walk.definition(before, row_before);
  return std::move(walk.origin);
}

Origin find_origin(const Work& work, const Reads& before, const Reads& after, uint32_t row_before, bool is_explained) {
  Walk walk(work);
  walk.reads(before, after, work.before.side.graded.table, row_before, is_explained);
  return std::move(walk.origin);
}

Origin find_origin(const Work& work, const RuleAt& before, const RuleAt& after, uint32_t row_before) {
  std::vector<uint32_t> own;
  for (uint32_t i = 0; i < work.out.rules.size(); ++i) {
    const RuleChange& rule = work.out.rules[i];
    if (rule.kind == RuleChangeKind::Reworded) continue;
    const bool is_of_before = before.owner.valid() && rule.before == before.owner && rule.name.ends_with("." + before.name);
    const bool is_of_after = after.owner.valid() && rule.after == after.owner && rule.name.ends_with("." + after.name);
    if (is_of_before || is_of_after) own.push_back(i);
  }
  const auto reads = [](const SideWork& side, ExprId condition) {
    return condition.valid() ? reads_of(side.side.program, condition) : Reads{};
  };
  Origin origin =
      find_origin(work, reads(work.before, before.condition), reads(work.after, after.condition), row_before, !own.empty());
  origin.rules.insert(origin.rules.begin(), own.begin(), own.end());
  return origin;
}

}  // namespace plumb::study
