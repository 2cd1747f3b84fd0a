#include "study/stand_in_field.h"

#include <algorithm>
#include <iterator>

#include "data/key_parts.h"
#include "program/dump_program.h"

namespace plumb::study {

namespace {

using namespace program;
using results::RankedRow;

bool is_cut(const GradeEntry& entry) { return !entry.is_veto && (entry.form == GradeForm::Top || entry.form == GradeForm::Next); }

std::string name_of_stratum(const Side& side, const Ranking& ranking, const std::vector<Value>& key) {
  std::vector<std::string> parts;
  for (size_t i = 0; i < key.size(); ++i) {
    const auto* row = std::get_if<RowRef>(&key[i]);
    parts.push_back(row != nullptr
                        ? data::key_text(side.program, side.data, row->table, row->row)
                        : show_value(side.program, side.program.at(ranking.strata[i]).type, key[i], source::Language::Zh));
  }
  return data::join_key(parts);
}

}  // namespace

Field::Field(const Side& side) : side_(side) {
  if (!side.graded.grade.valid()) return;
  const auto* grade = std::get_if<ByGradeEntries>(&side.program.at(side.graded.grade).by);
  if (grade == nullptr) return;
  for (uint32_t i = 0; i < grade->entries.size(); ++i) {
    if (is_cut(grade->entries[i]) && grade->entries[i].ranking.valid()) read_line(*grade, i);
  }
}

void Field::read_ranking(RankingId id) {
  if (rankings_.contains(id.value)) return;
  Ranked& ranked = rankings_[id.value];
  const std::vector<results::Stratum>& strata = side_.results.rankings[id.value].strata;
  for (uint32_t s = 0; s < strata.size(); ++s) {
    ranked.strata.push_back(name_of_stratum(side_, side_.program.at(id), strata[s].key));
    for (uint32_t i = 0; i < strata[s].rows.size(); ++i) ranked.by_row[strata[s].rows[i].row] = {s, i};
  }
}

void Field::read_line(const ByGradeEntries& grade, uint32_t index) {
  const GradeEntry& entry = grade.entries[index];
  read_ranking(entry.ranking);
  const Enumeration& labels = side_.program.at(side_.program.at(side_.graded.grade).type.enumeration);
  Line line{.label = entry.label, .name = labels.labels[entry.label], .ordinal = 0, .entry = index, .ranking = entry.ranking};
  for (const Line& other : lines_) line.ordinal += other.label == entry.label ? 1 : 0;
  const std::vector<int32_t>& fired = side_.results.definitions[side_.graded.grade.value].fired;
  std::vector<Contest> contests;
  const std::vector<results::Stratum>& strata = side_.results.rankings[entry.ranking.value].strata;
  for (uint32_t s = 0; s < strata.size(); ++s) {
    Contest contest;
    const RankedRow* last = nullptr;
    const auto is_taken = [&](const RankedRow& row) {
      const int32_t by = fired[row.row];
      if (by < 0 || static_cast<uint32_t>(by) > index) return false;
      const GradeEntry& taker = grade.entries[static_cast<size_t>(by)];
      return is_cut(taker) && taker.ranking == entry.ranking;
    };
    for (const RankedRow& row : strata[s].rows) {
      if (is_taken(row)) last = &row;
    }
    bool is_behind = last == nullptr;
    for (const RankedRow& row : strata[s].rows) {
      const int32_t by = fired[row.row];
      const GradeEntry* decider = by < 0 ? nullptr : &grade.entries[static_cast<size_t>(by)];
      const bool may_come = is_behind || row.tie_group == last->tie_group;
      const bool is_late = decider != nullptr && decider->is_veto && decider->after_cut;
      const bool is_free = decider != nullptr && !decider->is_veto && decider->form != GradeForm::When &&
                           (!decider->ranking.valid() || decider->ranking == entry.ranking);
      if (is_taken(row) || is_late || (may_come && is_free)) {
        contest.rivals.push_back(&row);
        contest.members.insert(row.row);
      }
      if (is_taken(row)) {
        ++contest.places;
        contest.taken.insert(row.row);
      }
      is_behind = is_behind || &row == last;
    }
    contest.lets_ties_in = entry.overflow_in && side_.program.at(entry.ranking).ties != TiePolicy::AllOut;
    uint64_t before = 0;
    for (const results::CutResult& cut : side_.results.cuts) {
      const bool is_mine = cut.grade == side_.graded.grade && cut.stratum == s;
      if (!is_mine || cut.entry > index || grade.entries[cut.entry].ranking != entry.ranking) continue;
      if (cut.entry < index) {
        before += cut.taken;
        continue;
      }
      contest.is_made = true;
      contest.places = before + cut.size;
      contest.tied = cut.tied_on_line;
      contest.is_referred = !cut.tied_on_line.empty() && side_.program.at(entry.ranking).ties == TiePolicy::Refer;
    }
    contests.push_back(std::move(contest));
  }
  lines_.push_back(std::move(line));
  contests_.push_back(std::move(contests));
}

std::optional<size_t> Field::find(const std::string& name, uint32_t ordinal) const {
  for (size_t i = 0; i < lines_.size(); ++i) {
    if (lines_[i].name == name && lines_[i].ordinal == ordinal) return i;
  }
  return std::nullopt;
}

const Contest* Field::contest(size_t line, const std::string& stratum) const {
  const std::vector<std::string>& strata = rankings_.at(lines_[line].ranking.value).strata;
  for (size_t s = 0; s < strata.size(); ++s) {
    if (strata[s] == stratum) return &contests_[line][s];
  }
  return nullptr;
}

uint64_t Field::places(size_t line, const std::string& stratum) const {
  const Contest* found = contest(line, stratum);
  return found == nullptr ? 0 : found->places;
}

const RankedRow* Field::ranked(size_t line, uint32_t row) const {
  const Ranked& ranked = rankings_.at(lines_[line].ranking.value);
  const auto found = ranked.by_row.find(row);
  if (found == ranked.by_row.end()) return nullptr;
  return &side_.results.rankings[lines_[line].ranking.value].strata[found->second.stratum].rows[found->second.index];
}

std::string Field::stratum_of(size_t line, uint32_t row) const {
  const Ranked& ranked = rankings_.at(lines_[line].ranking.value);
  const auto found = ranked.by_row.find(row);
  return found == ranked.by_row.end() ? "" : ranked.strata[found->second.stratum];
}

bool Field::reaches(size_t line, const std::string& stratum, const std::vector<Value>& keys, uint32_t self,
                    uint64_t places) const {
  const Contest* found = contest(line, stratum);
  if (found == nullptr) return places > 0;
  const Ranking& ranking = side_.program.at(lines_[line].ranking);
  // Rivals stand best first.
  const auto first_equal = std::partition_point(found->rivals.begin(), found->rivals.end(), [&](const RankedRow* rival) {
    return order_of_keys(ranking, rival->keys, keys) < 0;
  });
  const auto first_worse = std::partition_point(
      first_equal, found->rivals.end(), [&](const RankedRow* rival) { return order_of_keys(ranking, rival->keys, keys) == 0; });
  auto better = static_cast<uint64_t>(first_equal - found->rivals.begin());
  auto equal = static_cast<uint64_t>(first_worse - first_equal) + 1;
  if (found->members.contains(self)) {
    const int order = order_of_keys(ranking, ranked(line, self)->keys, keys);
    better -= order < 0 ? 1 : 0;
    equal -= order == 0 ? 1 : 0;
  }
  const auto is_tied = [&](uint32_t row) { return std::find(found->tied.begin(), found->tied.end(), row) != found->tied.end(); };
  if (found->is_referred && is_tied(self) && !found->taken.contains(self)) {
    better += static_cast<uint64_t>(std::count_if(first_equal, first_worse, [&](const RankedRow* rival) {
      return rival->row != self && is_tied(rival->row) && found->taken.contains(rival->row);
    }));
  }
  return found->lets_ties_in ? better < places : better + equal <= places;
}

bool Field::is_referred(size_t line, uint32_t row) const {
  const Contest* found = contest(line, stratum_of(line, row));
  return found != nullptr && found->is_referred && std::find(found->tied.begin(), found->tied.end(), row) != found->tied.end();
}

const std::vector<RankedRow>* Field::ranked_rows(size_t line, const std::string& stratum) const {
  const RankingId id = lines_[line].ranking;
  const std::vector<std::string>& strata = rankings_.at(id.value).strata;
  for (size_t s = 0; s < strata.size(); ++s) {
    if (strata[s] == stratum) return &side_.results.rankings[id.value].strata[s].rows;
  }
  return nullptr;
}

uint32_t Field::place_among(size_t line, const std::string& stratum, const std::vector<Value>& keys, uint32_t self) const {
  const std::vector<RankedRow>* rows = ranked_rows(line, stratum);
  if (rows == nullptr) return 1;
  const Ranking& ranking = side_.program.at(lines_[line].ranking);
  const auto first_behind = std::partition_point(
      rows->begin(), rows->end(), [&](const RankedRow& row) { return order_of_keys(ranking, row.keys, keys) < 0; });
  if (first_behind == rows->begin()) return 1;
  const RankedRow* own = ranked(line, self);
  const bool is_own_ahead = own != nullptr && stratum_of(line, self) == stratum && order_of_keys(ranking, own->keys, keys) < 0;
  if (ranking.ties != TiePolicy::Dense) return static_cast<uint32_t>(first_behind - rows->begin()) + (is_own_ahead ? 0 : 1);
  // A tie counts once; one that is the row alone does not count.
  const bool is_alone = is_own_ahead && 1 == std::count_if(rows->begin(), first_behind,
                                                           [&](const RankedRow& row) { return row.tie_group == own->tie_group; });
  return std::prev(first_behind)->tie_group + (is_alone ? 1 : 2);
}

}  // namespace plumb::study
