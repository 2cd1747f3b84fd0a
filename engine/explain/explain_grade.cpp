#include <algorithm>

#include "explain/teller.h"
#include "population/tie_subject.h"

namespace plumb::explain {

using namespace program;
using results::CutResult;
using results::RankedRow;

namespace {

int32_t fired_entry(const Teller& t, DefinitionId grade, uint32_t row) {
  const std::vector<int32_t>& fired = t.results.definitions[grade.value].fired;
  return row < fired.size() ? fired[row] : -1;
}

std::string entry_name(const Teller& t, const Definition& grade, const GradeEntry& entry) {
  const std::string label = grade.type.enumeration.valid() ? label_name(t, {grade.type.enumeration, entry.label}) : "";
  const Phrase& phrase = entry.is_veto ? word::VetoEntry : word::GradeEntryName;
  return t.say(phrase, {label, entry.rule.empty() ? label : entry.rule});
}

Line entry_line(Teller& t, DefinitionId id, const GradeEntry& entry, uint32_t index, uint32_t row, bool took) {
  const Definition& grade = t.program.at(id);
  const std::string name = entry_name(t, grade, entry);
  const Where where{id, row, {{grade.table, row}}, 1, 0};
  Line line = line_of(LineKind::Rule, name);
  const bool is_undecided = is_open(value_at(t, id, row));
  switch (entry.form) {
    case GradeForm::When: line = condition_line(t, entry.condition, where, name); break;
    case GradeForm::Top:
    case GradeForm::Next: {
      const Standing standing = find_standing(t, entry.ranking, row);
      if (is_decided_tie(t, id, index, standing)) {
        line.text = t.say(took ? word::EntryTookByDecision : word::EntryDidNotByDecision,
                          {name, t.program.at(t.program.at(entry.ranking).judgement).name});
      } else {
        line.text = t.say(is_undecided ? word::RuleOpen : took ? word::EntryTook : word::EntryDidNot, {name});
      }
      if (is_undecided && standing.ranked == nullptr) {
        break;  // the ranking's own line says why it waits
      }
      line.children.push_back(standing.ranked == nullptr ? ranking_line(t, entry.ranking, row)
                                                         : cut_line(t, id, index, standing.stratum));
      break;
    }
    case GradeForm::Otherwise:
      line.text = t.say(is_undecided ? word::RuleOpen : took ? word::EntryOtherwise : word::EntryDidNot, {name});
      break;
  }
  put_bases_first(t, entry.bases, line);
  return line;
}

}  // namespace

const CutResult* find_cut(const Teller& t, DefinitionId grade, uint32_t entry, uint32_t stratum) {
  const auto found = std::find_if(t.results.cuts.begin(), t.results.cuts.end(), [&](const CutResult& cut) {
    return cut.grade == grade && cut.entry == entry && cut.stratum == stratum;
  });
  return found == t.results.cuts.end() ? nullptr : &*found;
}

Lines tie_decision(const Teller& t, DefinitionId id, uint32_t entry, uint32_t stratum) {
  const Definition& grade = t.program.at(id);
  const GradeEntry& rule = std::get<ByGradeEntries>(grade.by).entries[entry];
  const Ranking& ranking = t.program.at(rule.ranking);
  const CutResult* cut = find_cut(t, id, entry, stratum);
  if (cut == nullptr || cut->tied_on_line.empty() || ranking.ties != TiePolicy::Refer || !ranking.judgement.valid()) {
    return {};
  }
  const std::vector<Value>& key = t.results.rankings[rule.ranking.value].strata[stratum].key;
  std::vector<std::string> keys;
  for (const uint32_t row : cut->tied_on_line) keys.push_back(data::key_text(t.program, t.data, grade.table, row));
  const std::string line = population::tie_line(t.program, t.data, id, entry, key);
  return answer_lines(t, ranking.judgement, population::tie_subject(std::move(keys), line));
}

bool is_decided_tie(const Teller& t, DefinitionId id, uint32_t entry, const Standing& standing) {
  if (standing.ranked == nullptr || is_open(value_at(t, id, standing.ranked->row))) {
    return false;
  }
  const CutResult* cut = find_cut(t, id, entry, standing.stratum);
  const std::vector<GradeEntry>& entries = std::get<ByGradeEntries>(t.program.at(id).by).entries;
  const GradeEntry& rule = entries[entry];
  const int32_t fired = fired_entry(t, id, standing.ranked->row);
  if (fired >= 0 && entries[static_cast<size_t>(fired)].after_cut) {
    return false;  // what the decision gave was taken away again
  }
  return cut != nullptr && t.program.at(rule.ranking).ties == TiePolicy::Refer &&
         std::ranges::find(cut->tied_on_line, standing.ranked->row) != cut->tied_on_line.end();
}

const RankedRow* last_taken(const Teller& t, DefinitionId grade, uint32_t entry, uint32_t stratum) {
  const auto& by = std::get<ByGradeEntries>(t.program.at(grade).by);
  const RankedRow* last = nullptr;
  for (const RankedRow& ranked : t.results.rankings[by.entries[entry].ranking.value].strata[stratum].rows) {
    if (fired_entry(t, grade, ranked.row) == static_cast<int32_t>(entry)) {
      last = &ranked;
    }
  }
  return last;
}

Line cut_line(Teller& t, DefinitionId id, uint32_t entry, uint32_t stratum) {
  const Definition& grade = t.program.at(id);
  const GradeEntry& rule = std::get<ByGradeEntries>(grade.by).entries[entry];
  const std::string name = entry_name(t, grade, rule);
  const CutResult* cut = find_cut(t, id, entry, stratum);
  if (cut == nullptr) {
    return line_of(LineKind::Cut, t.say(word::CutNotMade, {name}));
  }
  Line line = line_of(LineKind::Cut,
                      t.say(word::CutMade, {std::to_string(cut->base), std::to_string(cut->size), std::to_string(cut->taken)}));
  const Where where{id, 0, {}, 1, 0};
  if (rule.size.valid()) {
    append_reads(t, rule.size, where, line.children);
  }
  if (const RankedRow* last = last_taken(t, id, entry, stratum)) {
    line.children.push_back(
        line_of(LineKind::Cut, t.say(word::LastTaken, {row_name(t, grade.table, last->row), std::to_string(last->place),
                                                       key_values(t, rule.ranking, *last)})));
  }
  if (!cut->tied_on_line.empty()) {
    std::string tied;
    for (const uint32_t row : cut->tied_on_line) {
      tied += (tied.empty() ? "" : t.say(word::ListJoint)) + row_name(t, grade.table, row);
    }
    Line tie = line_of(LineKind::Place, t.say(word::TiedOnLine, {tied}));
    tie.children = tie_decision(t, id, entry, stratum);
    line.children.push_back(std::move(tie));
  }
  return line;
}

Section grade_section(Teller& t, DefinitionId id, uint32_t row) {
  const Definition& grade = t.program.at(id);
  const Value value = value_at(t, id, row);
  t.told.insert({id.value, row});
  Section section{SectionKind::Grade, name_of(t, id), {}};
  Line line = line_of(LineKind::Value, name_of(t, id));
  line.value = show(t, grade.type, value);
  line.bases = show_bases(t, grade.bases);
  append_open(t, value, line.children);
  const auto* by = std::get_if<ByGradeEntries>(&grade.by);
  const int32_t fired = fired_entry(t, id, row);
  if (by != nullptr && fired >= 0 && static_cast<size_t>(fired) < by->entries.size()) {
    const GradeEntry& entry = by->entries[static_cast<size_t>(fired)];
    const Phrase& phrase = entry.no_better ? word::GradeHeldDownBy : word::GradeGivenBy;
    line.children.push_back(line_of(LineKind::Statement, t.say(phrase, {entry_name(t, grade, entry)})));
    add_bases(line.bases, show_bases(t, entry.bases));
  }
  section.lines.push_back(std::move(line));
  if (by == nullptr || is_absent(value)) {
    return section;
  }
  std::set<RankingId> told;
  for (size_t i = 0; i < by->entries.size(); ++i) {
    const GradeEntry& entry = by->entries[i];
    const bool took = static_cast<int32_t>(i) == fired;
    if (entry.ranking.valid() && told.insert(entry.ranking).second) {
      section.lines.push_back(ranking_line(t, entry.ranking, row));
    }
    // What comes after the entry that gave the grade was not asked any more, but for late vetoes.
    if (fired < 0 || static_cast<int32_t>(i) <= fired || entry.after_cut) {
      section.lines.push_back(entry_line(t, id, entry, static_cast<uint32_t>(i), row, took));
    }
  }
  return section;
}

}  // namespace plumb::explain
