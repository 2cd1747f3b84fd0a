// A unit's grade from cuts rests on the order (its own keys, and who is ranked beside it with what keys) and on how many
// places each line has. Each of the two is put back in turn: where the unit would then not have its new grade, that one is a
// cause. Where neither is, since either was enough, those that are enough alone are the causes. Where the order is a
// cause, the same is asked of its two halves.
#include <algorithm>
#include <tuple>

#include "study/attribute.h"

namespace plumb::study {

namespace {

using namespace program;
using results::RankedRow;

struct Keys {  // of a unit at one line
  const RankedRow* ranked = nullptr;
  std::string stratum;
};

class Cuts {
 public:
  Cuts(const Work& work, const Field& before, const Field& after, const UnitPair& unit, Move& move)
      : work_(work), before_(before), after_(after), unit_(unit), move_(move) {}

  void run() {
    if (!match_lines()) return;
    for (size_t i = 0; i < before_.lines().size(); ++i) {
      old_keys_.push_back(keys_of(before_, i, unit_.before.row));
      new_keys_.push_back(keys_of(after_, after_line_[i], unit_.after.row));
    }
    const int was = rung(old_keys_, before_, before_);
    const int is = rung(new_keys_, after_, after_);
    // Labels, or what holds beside the lines, differ in kind.
    if (was != line_of(before_, unit_.before) || is != line_of_after() || was == is) {
      add_cause(move_, Cause::Rule);
      return;
    }
    judge(was, is);
    add_details(was, is);
  }

 private:
  // False: the lines differ in kind or number, which is then the cause.
  bool match_lines() {
    for (const Line& line : before_.lines()) {
      const auto other = after_.find(line.name, line.ordinal);
      if (!other) return refuse(Cause::Line, line.name);
      const Ranking& left = before_.side().program.at(line.ranking);
      const Ranking& right = after_.side().program.at(after_.lines()[*other].ranking);
      if (!can_be_ordered(before_.side(), left, after_.side(), right)) return refuse(Cause::Rule, {});
      after_line_.push_back(*other);
    }
    for (const Line& line : after_.lines()) {
      if (!before_.find(line.name, line.ordinal)) return refuse(Cause::Line, line.name);
    }
    return true;
  }
  bool refuse(Cause cause, const std::string& line) {
    add_cause(move_, cause);
    if (!line.empty()) move_.lines.push_back(line);
    return false;
  }

  static Keys keys_of(const Field& field, size_t line, uint32_t row) {
    return {field.ranked(line, row), field.stratum_of(line, row)};
  }
  [[nodiscard]] size_t line_in(const Field& field, size_t line) const { return &field == &after_ ? after_line_[line] : line; }
  [[nodiscard]] uint32_t self_in(const Field& field) const { return &field == &after_ ? unit_.after.row : unit_.before.row; }

  // The first line, in the order of the old grade, that keys reach in a field with the places of a run; -1: none.
  [[nodiscard]] int rung(const std::vector<Keys>& keys, const Field& field, const Field& places) const {
    for (size_t i = 0; i < keys.size(); ++i) {
      if (keys[i].ranked == nullptr) continue;
      const uint64_t given = places.places(line_in(places, i), keys[i].stratum);
      if (field.reaches(line_in(field, i), keys[i].stratum, keys[i].ranked->keys, self_in(field), given))
        return static_cast<int>(i);
    }
    return -1;
  }
  [[nodiscard]] int line_of(const Field& field, const UnitState& state) const {
    const int32_t fired = field.side().results.definitions[field.side().graded.grade.value].fired[state.row];
    for (size_t i = 0; i < field.lines().size(); ++i) {
      if (static_cast<int32_t>(field.lines()[i].entry) == fired) return static_cast<int>(i);
    }
    return -1;
  }
  [[nodiscard]] int line_of_after() const {
    const int line = line_of(after_, unit_.after);
    for (size_t i = 0; i < after_line_.size(); ++i) {
      if (line >= 0 && after_line_[i] == static_cast<size_t>(line)) return static_cast<int>(i);
    }
    return -1;
  }

  [[nodiscard]] bool own_differs() const {
    for (size_t i = 0; i < old_keys_.size(); ++i) {
      const RankedRow* left = old_keys_[i].ranked;
      const RankedRow* right = new_keys_[i].ranked;
      if ((left == nullptr) != (right == nullptr) || old_keys_[i].stratum != new_keys_[i].stratum) return true;
      if (left == nullptr) continue;
      const Ranking& ranking = before_.side().program.at(before_.lines()[i].ranking);
      if (order_of_keys(ranking, left->keys, right->keys) != 0) return true;
    }
    return false;
  }
  [[nodiscard]] bool places_differ() const {
    for (size_t i = 0; i < old_keys_.size(); ++i) {
      for (const Keys& keys : {old_keys_[i], new_keys_[i]}) {
        if (keys.ranked != nullptr && before_.places(i, keys.stratum) != after_.places(after_line_[i], keys.stratum)) return true;
      }
    }
    return false;
  }

  void judge(int was, int is) {
    const bool own = own_differs();
    const bool line = places_differ();
    if (!own && !line && is_decided_anew()) {
      add_cause(move_, Cause::Judgement);
      return;
    }
    bool by_order = rung(old_keys_, before_, after_) != is;
    bool by_line = line && rung(new_keys_, after_, before_) != is;
    if (!by_order && !by_line) {
      move_.any_would_do = true;
      by_order = rung(new_keys_, after_, before_) != was;
      by_line = line && rung(old_keys_, before_, after_) != was;
    }
    if (by_order) judge_order(was, is, own);
    if (by_line) add_cause(move_, Cause::Line);
  }
  // The order changed: by its own keys, or by the others' ones?
  void judge_order(int was, int is, bool own) {
    if (own && rung(old_keys_, after_, after_) != is) add_cause(move_, Cause::Own);
    if (!own || rung(new_keys_, before_, after_) != is) add_cause(move_, Cause::Others);
    if (!move_.causes.empty()) return;
    move_.any_would_do = true;
    if (rung(new_keys_, before_, before_) != was) add_cause(move_, Cause::Own);
    if (rung(old_keys_, after_, before_) != was) add_cause(move_, Cause::Others);
    if (move_.causes.empty()) move_.causes = {Cause::Own, Cause::Others};
  }

  void add_details(int was, int is) {
    if (std::find(move_.causes.begin(), move_.causes.end(), Cause::Own) != move_.causes.end()) {
      add_values(work_, unit_, reads_of_keys(), true, move_);
    }
    if (std::find(move_.causes.begin(), move_.causes.end(), Cause::Line) == move_.causes.end()) return;
    const int last = static_cast<int>(before_.lines().size()) - 1;
    for (int i = std::min(was < 0 ? last + 1 : was, is < 0 ? last + 1 : is);
         i < std::max(was < 0 ? last + 1 : was, is < 0 ? last + 1 : is); ++i) {
      move_.lines.push_back(before_.lines()[static_cast<size_t>(i)].name);
    }
  }

  [[nodiscard]] Reads reads_of_keys() const {
    const Program& program = before_.side().program;
    Reads all;
    for (const Line& line : before_.lines()) {
      const Ranking& ranking = program.at(line.ranking);
      std::vector<ExprId> exprs = ranking.strata;
      for (const SortKey& key : ranking.keys) exprs.push_back(key.value);
      if (ranking.without.valid()) exprs.push_back(ranking.without);
      for (const ExprId expr : exprs) {
        const Reads reads = reads_of(program, expr);
        all.definitions.insert(all.definitions.end(), reads.definitions.begin(), reads.definitions.end());
        all.columns.insert(all.columns.end(), reads.columns.begin(), reads.columns.end());
      }
    }
    std::sort(all.columns.begin(), all.columns.end());
    all.columns.erase(std::unique(all.columns.begin(), all.columns.end()), all.columns.end());
    return all;
  }

  // The same tie in both runs, decided otherwise.
  [[nodiscard]] bool is_decided_anew() const {
    for (size_t i = 0; i < before_.lines().size(); ++i) {
      if (before_.is_referred(i, unit_.before.row) && after_.is_referred(after_line_[i], unit_.after.row)) return true;
    }
    return false;
  }

  const Work& work_;
  const Field& before_;
  const Field& after_;
  const UnitPair& unit_;
  Move& move_;
  std::vector<size_t> after_line_;  // by line of the first run
  std::vector<Keys> old_keys_, new_keys_;
};

}  // namespace

void attribute_cuts(const Work& work, const Field& before, const Field& after, const UnitPair& unit, Move& move) {
  Cuts(work, before, after, unit, move).run();
}

namespace {

void keep_first(const Comparison& out, Passing& list) {
  list.count = list.units.size();
  const auto key = [&](uint32_t unit) {
    const UnitPair& one = out.units[unit];
    return std::tuple(one.before.in_class == one.after.in_class, one.after.place.value_or(UINT32_MAX), unit);
  };
  const size_t kept = std::min(list.units.size(), Passing::NamedUnits);
  std::partial_sort(list.units.begin(), list.units.begin() + static_cast<std::ptrdiff_t>(kept), list.units.end(),
                    [&](uint32_t a, uint32_t b) { return key(a) < key(b); });
  list.units.resize(kept);
  list.units.shrink_to_fit();
}

}  // namespace

void find_passing(const Work& work, const Field& before, const Field& after, const UnitPair& unit, Move& move) {
  for (size_t i = 0; i < before.lines().size(); ++i) {
    const auto other = after.find(before.lines()[i].name, before.lines()[i].ordinal);
    const RankedRow* was = before.ranked(i, unit.before.row);
    const RankedRow* is = other ? after.ranked(*other, unit.after.row) : nullptr;
    if (was == nullptr || is == nullptr) continue;
    const Ranking& ranking = before.side().program.at(before.lines()[i].ranking);
    if (!can_be_ordered(before.side(), ranking, after.side(), after.side().program.at(after.lines()[*other].ranking))) return;
    const std::string old_stratum = before.stratum_of(i, unit.before.row);
    const std::string new_stratum = after.stratum_of(*other, unit.after.row);
    move.old_among_new = after.place_among(*other, old_stratum, was->keys, unit.after.row);
    // Rows stand best first: those ahead are the ones before its own tie.
    std::vector<bool> was_ahead(work.out.units.size(), false), is_ahead(work.out.units.size(), false);
    const auto mark = [](const Field& field, size_t line, const std::string& stratum, const RankedRow& self, const SideWork& side,
                         std::vector<bool>& ahead) {
      for (const RankedRow& row : *field.ranked_rows(line, stratum)) {
        if (row.tie_group == self.tie_group) break;
        if (side.units[row.row] != UINT32_MAX) ahead[side.units[row.row]] = true;
      }
    };
    mark(before, i, old_stratum, *was, work.before, was_ahead);
    mark(after, *other, new_stratum, *is, work.after, is_ahead);
    for (uint32_t u = 0; u < was_ahead.size(); ++u) {
      if (is_ahead[u] == was_ahead[u]) continue;
      const UnitPair& other_unit = work.out.units[u];
      Passing& list = is_ahead[u] ? (other_unit.before.place ? move.passed_by : move.joined)
                                  : (other_unit.after.place ? move.passed : move.left);
      list.units.push_back(u);
    }
    for (Passing* list : {&move.passed_by, &move.joined, &move.passed, &move.left}) keep_first(work.out, *list);
    return;
  }
}

}  // namespace plumb::study
