#include "explain/teller.h"

namespace plumb::explain {

using namespace program;
using results::RankedRow;
using results::RankingResult;
using results::Stratum;

namespace {

std::string key_name(const Teller& t, const SortKey& key) {
  std::string written = words_at(t, key.span);
  if (!written.empty()) {
    return written;
  }
  const auto* read = std::get_if<DefinitionOf>(&t.program.at(key.value).node);
  return read != nullptr ? name_of(t, read->definition) : t.say(word::KeyUnnamed);
}

std::string stratum_name(const Teller& t, const Ranking& ranking, const Stratum& stratum) {
  std::string text;
  for (size_t i = 0; i < stratum.key.size() && i < ranking.strata.size(); ++i) {
    text += (text.empty() ? "" : t.say(word::ListJoint)) + plain(t, t.program.at(ranking.strata[i]).type, stratum.key[i]);
  }
  return text;
}

void append_ties(const Teller& t, const Ranking& ranking, const Stratum& stratum, const RankedRow& own, Lines& lines) {
  std::string others;
  for (const RankedRow& other : stratum.rows) {
    if (other.tie_group == own.tie_group && other.row != own.row && other.keys == own.keys) {
      others += (others.empty() ? "" : t.say(word::ListJoint)) + row_name(t, ranking.table, other.row);
    }
  }
  if (others.empty()) {
    return;
  }
  const auto policy = [&]() -> const Phrase& {
    switch (ranking.ties) {
      case TiePolicy::SharePlace: return word::TieSharePlace;
      case TiePolicy::Dense: return word::TieDense;
      case TiePolicy::Refer: return word::TieRefer;
      case TiePolicy::AllIn: return word::TieAllIn;
      case TiePolicy::AllOut: return word::TieAllOut;
      case TiePolicy::NoTies: return word::TieNone;
    }
    return word::TieNone;
  };
  lines.push_back(line_of(LineKind::Place, t.say(word::TiedWith, {others, t.say(policy())})));
}

// Why a row of the table is not in the ranking.
void append_not_ranked(Teller& t, RankingId id, uint32_t row, Lines& lines) {
  const Ranking& ranking = t.program.at(id);
  if (ranking.domain.valid() && !is_member(t, ranking.domain, row)) {
    lines.push_back(scope_line(t, ranking.domain, row, true));
    return;
  }
  if (ranking.without.valid()) {
    const Where where{ranking.definition, row, {{ranking.table, row}}, 1, 0};
    lines.push_back(condition_line(t, ranking.without, where, t.say(word::LeftOutOfRanking)));
  }
  for (const results::RunInputs::Quarantine& one : t.results.inputs.quarantine) {
    if (one.table == ranking.table && one.key == data::key_text(t.program, t.data, ranking.table, row)) {
      lines.push_back(
          line_of(LineKind::Open, t.say(one.keeps_place ? word::QuarantinedInPlace : word::Quarantined, {one.reason})));
    }
  }
}

}  // namespace

Standing find_standing(const Teller& t, RankingId id, uint32_t row) {
  const RankingResult& result = t.results.rankings[id.value];
  for (uint32_t s = 0; s < result.strata.size(); ++s) {
    for (uint32_t i = 0; i < result.strata[s].rows.size(); ++i) {
      if (result.strata[s].rows[i].row == row) {
        return {s, i, &result.strata[s].rows[i]};
      }
    }
  }
  return {};
}

std::string key_values(const Teller& t, RankingId id, const RankedRow& ranked) {
  const Ranking& ranking = t.program.at(id);
  std::string text;
  for (size_t i = 0; i < ranked.keys.size() && i < ranking.keys.size(); ++i) {
    text += (text.empty() ? "" : t.say(word::ListJoint)) + plain(t, t.program.at(ranking.keys[i].value).type, ranked.keys[i]);
  }
  return text;
}

Line ranking_line(Teller& t, RankingId id, uint32_t row) {
  const Ranking& ranking = t.program.at(id);
  const RankingResult& result = t.results.rankings[id.value];
  const std::string name = ranking.definition.valid() ? name_of(t, ranking.definition) : ranking.name;
  Line line = line_of(LineKind::Place, name);
  if (ranking.definition.valid()) {
    line.bases = show_bases(t, t.program.at(ranking.definition).bases);
  }
  const Standing standing = find_standing(t, id, row);
  if (standing.ranked == nullptr) {
    const Value* waits = is_open(result.open) ? &result.open : result.waits_for(row);
    line.text = t.say(waits != nullptr ? word::RankingWaits : word::NotRanked, {name});
    if (waits != nullptr) {
      append_open(t, *waits, line.children);
    } else {
      append_not_ranked(t, id, row, line.children);
    }
    return line;
  }
  const Stratum& stratum = result.strata[standing.stratum];
  const std::string among = stratum_name(t, ranking, stratum);
  const std::string place = std::to_string(standing.ranked->place);
  const std::string count = std::to_string(stratum.rows.size());
  line.text =
      among.empty() ? t.say(word::PlaceOfMany, {name, place, count}) : t.say(word::PlaceInStratum, {name, among, place, count});
  for (size_t i = 0; i < ranking.keys.size() && i < standing.ranked->keys.size(); ++i) {
    const SortKey& key = ranking.keys[i];
    const bool is_written = !words_at(t, key.span).empty();
    const Phrase& direction = is_written ? word::KeyWritten : key.descending ? word::KeyDescending : word::KeyAscending;
    Line one = line_of(LineKind::Key, t.say(direction, {key_name(t, key)}));
    one.value = show(t, t.program.at(key.value).type, standing.ranked->keys[i]);
    line.children.push_back(std::move(one));
  }
  append_ties(t, ranking, stratum, *standing.ranked, line.children);
  append_open(t, result.open, line.children);
  return line;
}

}  // namespace plumb::explain
