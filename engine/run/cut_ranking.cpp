// One cut of a ranking: base, size, the tie on the line, what is carried on to the next cut (law L10).
#include <algorithm>

#include "program/dump_program.h"
#include "run/grade_rows.h"

namespace plumb::run {

using base::Number;
using program::GradeEntry;
using program::GradeForm;

void Grader::apply_cut(uint32_t entry) {
  const program::RankingId ranking = entry_at(entry).ranking;
  const Lane& open = rankings_.at(ranking).open;
  for (uint32_t row = 0; open.state != state::Known && row < rows_.size(); ++row) {
    if (rows_[row].is_free() && may_be_ranked(context_, sets_, rankings_, ranking, row)) leave_open(row, open);
  }
  for (const auto& [row, waits] : rankings_.at(ranking).waiting) {
    if (rows_[row].is_free()) leave_open(row, waits);
  }
  const size_t strata = rankings_.at(ranking).result.strata.size();
  for (uint32_t stratum = 0; stratum < strata; ++stratum) cut_stratum(entry, stratum);
}

// Who is ranked here and has no grade yet, or the members of the named base that belong here. Who is in quarantine with
// its place kept stands in both.
bool Grader::find_base(const GradeEntry& cut, const results::Stratum& stratum, uint64_t& base, Lane& open) {
  const program::Ranking& ranking = context_.program.at(cut.ranking);
  const RankingColumns& columns = rankings_.at(cut.ranking).columns;
  const auto count = [&](uint32_t row) {
    for (size_t k = 0; k < columns.strata.size(); ++k) {
      const Lane& key = columns.strata[k][row];
      if (key.state != state::Known) {
        open = key;
        return false;
      }
      const ExprId expr = ranking.strata[k];
      if (to_value(key, context_.program.at(expr).type, context_.plan.exprs[expr.value]) != stratum.key[k]) return true;
    }
    ++base;
    return true;
  };
  if (cut.base.valid()) {
    const RowsByOwner& named = sets_.whole(all_members(context_.program.at(cut.base).table, cut.base));
    if (named.is_open) open = {.state = state::Open, .open = named.open};
    for (size_t i = 0; i < named.rows.size() && open.state == state::Known; ++i) count(named.rows[i]);
    return open.state == state::Known;
  }
  for (const results::RankedRow& row : stratum.rows) base += may_take(row.row, cut.label) ? 1 : 0;
  for (uint32_t row = 0; row < rows_.size(); ++row) {
    if (rows_[row].standing != GradeRow::Standing::Kept) continue;
    if (ranking.domain.valid()) {
      const Lane member = sets_.members(ranking.domain).lane(row);
      if (member.state != state::Known) open = member;
      if (member.state != state::Known || member.integer == 0) {
        if (open.state != state::Known) return false;
        continue;
      }
    }
    if (!columns.without.empty()) {
      const Lane& without = columns.without[row];
      if (without.state != state::Known) open = without;
      if (open.state != state::Known) return false;
      if (without.integer != 0) continue;
    }
    if (!count(row)) return false;
  }
  return true;
}

bool Grader::find_size(const GradeEntry& cut, uint64_t base, int64_t& size, Lane& open) {
  const Lane lane = evaluators_.own().eval_one(cut.size, {}, 0, id_, NoRow);
  if (lane.state != state::Known) {
    open = lane;
    return false;
  }
  Number number = number_of(lane, context_.plan.exprs[cut.size.value]);
  if (context_.program.at(cut.size).type.is_ratio) number *= Number(base);
  if (cut.size_rounding) number = number.round_to(Number(1), *cut.size_rounding);
  const std::optional<int64_t> whole = number.to_int64();
  if (!whole) {
    open.state = state::Open;
    open.open = context_.interned.open(
        {.kind = PlaceKind::BrokenPromise, .definition = id_, .table = definition_.table, .detail = number.to_string()}, false);
    return false;
  }
  size = std::max<int64_t>(0, *whole);
  return true;
}

void Grader::cut_stratum(uint32_t index, uint32_t at) {
  const GradeEntry& cut = entry_at(index);
  const results::Stratum& stratum = rankings_.at(cut.ranking).result.strata[at];
  CutLine& line = lines_[{cut.ranking.value, at}];
  const auto leave_rest = [&](const Lane& why) {
    for (const results::RankedRow& row : stratum.rows) {
      if (rows_[row.row].is_free()) leave_open(row.row, why);
    }
  };
  if (line.is_waiting) return leave_rest(line.waits_for);
  // Who may still turn out to be graded or to be no member leaves base and line open; the first by key is named.
  uint32_t first_open = NoRow;
  for (const results::RankedRow& ranked : stratum.rows) {
    const GradeRow& row = rows_[ranked.row];
    const bool is_open = row.standing == GradeRow::Standing::Unsure || (row.standing == GradeRow::Standing::In && row.is_open);
    if (is_open) first_open = std::min(first_open, ranked.row);
  }
  if (first_open != NoRow) return leave_rest(Lane(rows_[first_open].open));
  uint64_t base = 0;
  int64_t size = 0;
  Lane open;
  const bool has_base = find_base(cut, stratum, base, open);
  const bool needs_base = context_.program.at(cut.size).type.is_ratio;
  if (!has_base && needs_base) return leave_rest(open);
  open = {};
  if (!find_size(cut, base, size, open)) return leave_rest(open);
  // 前 n counts places from the top; 其后 n from where the last cut stopped.
  const int64_t end = cut.form == GradeForm::Top ? size : line.places + size;
  const uint64_t places = static_cast<uint64_t>(std::max<int64_t>(0, end - line.used));
  results::CutResult result{.grade = id_,
                            .entry = index,
                            .stratum = at,
                            .base = static_cast<uint32_t>(base),
                            .size = static_cast<uint32_t>(places),
                            .tied_on_line = {}};
  std::vector<uint32_t> tied;
  for (size_t i = 0; i < stratum.rows.size() && result.taken < places;) {
    tied.clear();
    const uint32_t group = stratum.rows[i].tie_group;
    for (; i < stratum.rows.size() && stratum.rows[i].tie_group == group; ++i) {
      if (may_take(stratum.rows[i].row, cut.label)) tied.push_back(stratum.rows[i].row);
    }
    const bool is_over = result.taken + tied.size() > places;
    if (!take_tied(cut, tied, places - result.taken, stratum, result, line.waits_for)) {
      line.is_waiting = true;
      leave_rest(Lane(line.waits_for));
    }
    if (is_over) break;
  }
  line.used += result.taken;
  line.places = std::max(line.places, end);
  if (line.used < line.places && !cut.vacancy_filled) line.used = line.places;
  if (line.used > line.places && !cut.shrinks_next) line.used = line.places;
  rankings_.cuts.push_back(std::move(result));
}

// Takes rows of equal keys. Where there are more than places, the tie is answered; false: its answer is waited for.
bool Grader::take_tied(const GradeEntry& cut, const std::vector<uint32_t>& tied, uint64_t places, const results::Stratum& stratum,
                       results::CutResult& result, Lane& waits_for) {
  const program::Ranking& ranking = context_.program.at(cut.ranking);
  const bool is_given = all_given(cut.bases);
  const auto give = [&](uint32_t row) {
    // Whom a rule hits that no document gives waits, as whoever comes after it in the ranking.
    if (is_given)
      take(row, result.entry, false);
    else
      leave_open(row, {.state = state::Open, .open = context_.not_given_code(id_, NoRow)});
    ++result.taken;
  };
  const bool is_over = tied.size() > places;
  if (is_over) result.tied_on_line = tied;
  if (is_over && ranking.ties == program::TiePolicy::Refer) {
    results::Place place{.kind = PlaceKind::TiePending,
                         .definition = id_,
                         .table = ranking.table,
                         .row = tied.front(),
                         .detail = context_.program.at(definition_.type.enumeration).labels[cut.label]};
    uint32_t code = 0;
    const std::vector<uint32_t> ordered =
        decide_tie(context_, questions_, ranking.judgement, ranking.table, tied, line_of(cut, stratum), std::move(place), code);
    if (!ordered.empty()) {
      for (uint64_t i = 0; i < places; ++i) give(ordered[i]);
      return true;
    }
    waits_for = {.state = state::Open, .open = code};
    for (const uint32_t row : tied) leave_open(row, waits_for);
    return false;
  }
  if (is_over && (ranking.ties == program::TiePolicy::AllOut || !cut.overflow_in)) return true;
  for (const uint32_t row : tied) give(row);
  return true;
}

// How the question about the tie names its line: grade, label and entry, and the stratum.
std::string Grader::line_of(const GradeEntry& cut, const results::Stratum& stratum) const {
  std::string text =
      definition_.name + "." + context_.program.at(definition_.type.enumeration).labels[cut.label] + "." + cut.rule;
  const program::Ranking& ranking = context_.program.at(cut.ranking);
  for (size_t k = 0; k < stratum.key.size(); ++k) {
    const auto* row = std::get_if<program::RowRef>(&stratum.key[k]);
    const std::string key = row != nullptr ? context_.key_of(row->table, row->row)
                                           : program::show_value(context_.program, context_.program.at(ranking.strata[k]).type,
                                                                 stratum.key[k], source::Language::Zh);
    text += (k == 0 ? "[" : ";") + mark_key(key);
  }
  return stratum.key.empty() ? text : text + "]";
}

}  // namespace plumb::run
