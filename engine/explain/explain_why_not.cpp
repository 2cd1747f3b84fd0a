#include <algorithm>

#include "explain/teller.h"

namespace plumb::explain {

using namespace program;
using results::RankedRow;

namespace {

struct Asked {
  Teller& t;
  DefinitionId id;
  uint32_t row;
  uint16_t wanted;

  [[nodiscard]] const Definition& grade() const { return t.program.at(id); }
  [[nodiscard]] std::string label(uint16_t index) const { return label_name(t, {grade().type.enumeration, index}); }
  [[nodiscard]] Where where() const { return {id, row, {{grade().table, row}}, 1, 0}; }

  [[nodiscard]] int32_t fired() const {
    const std::vector<int32_t>& all = t.results.definitions[id.value].fired;
    return row < all.size() ? all[row] : -1;
  }

  // What keeps the row from a place: each key beside that of the last row that was taken, and the exact difference.
  void append_distance(RankingId ranking, const RankedRow& own, const RankedRow& last, Lines& lines) const {
    const Ranking& rank = t.program.at(ranking);
    for (size_t i = 0; i < rank.keys.size() && i < own.keys.size() && i < last.keys.size(); ++i) {
      const Type& type = t.program.at(rank.keys[i].value).type;
      const std::string written = words_at(t, rank.keys[i].span);
      Line line = line_of(LineKind::Key, t.say(word::KeyBeside, {written.empty() ? t.say(word::KeyUnnamed) : written,
                                                                 plain(t, type, own.keys[i]), plain(t, type, last.keys[i])}));
      const auto* mine = std::get_if<base::Number>(&own.keys[i]);
      const auto* line_key = std::get_if<base::Number>(&last.keys[i]);
      if (mine != nullptr && line_key != nullptr) {
        const Value gap = (*line_key - *mine).abs();
        line.value = show(t, type, gap);
        line.text += t.say(*mine == *line_key ? word::KeysEqual : word::KeyGap, {plain(t, type, gap)});
      }
      lines.push_back(std::move(line));
      if (own.keys[i] != last.keys[i]) {
        break;  // the first key that differs decides
      }
    }
  }

  [[nodiscard]] Line cut_reason(const GradeEntry& entry, uint32_t index) const {
    Line line = line_of(LineKind::Cut, "");
    line.bases = show_bases(t, entry.bases);
    const Standing standing = find_standing(t, entry.ranking, row);
    if (standing.ranked == nullptr) {
      const results::RankingResult& result = t.results.rankings[entry.ranking.value];
      const bool waits = is_open(result.open) || result.waits_for(row) != nullptr;
      line.text = t.say(waits ? word::RuleOpen : word::NotTakenUnranked, {entry.rule});
      line.children.push_back(ranking_line(t, entry.ranking, row));
      return line;
    }
    const RankedRow* last = last_taken(t, id, index, standing.stratum);
    const auto* cut = find_cut(t, id, index, standing.stratum);
    const std::string place = std::to_string(standing.ranked->place);
    line.children.push_back(ranking_line(t, entry.ranking, row));
    if (last == nullptr || cut == nullptr) {
      line.text = t.say(word::NobodyTaken, {entry.rule, place});
      line.children.push_back(cut_line(t, id, index, standing.stratum));
      return line;
    }
    if (is_decided_tie(t, id, index, standing)) {
      const std::string judgement = t.program.at(t.program.at(entry.ranking).judgement).name;
      line.text = t.say(word::BehindByDecision, {entry.rule, place, judgement});
      line.children.push_back(cut_line(t, id, index, standing.stratum));
      return line;
    }
    const bool is_ahead = standing.ranked->place < last->place;
    if (is_ahead && fired() >= 0) {
      line.text = t.say(word::TakenEarlier, {entry.rule, place});
      return line;
    }
    line.text = t.say(word::BehindLine, {entry.rule, place, std::to_string(last->place), row_name(t, grade().table, last->row)});
    append_distance(entry.ranking, *standing.ranked, *last, line.children);
    line.children.push_back(cut_line(t, id, index, standing.stratum));
    return line;
  }

  [[nodiscard]] Line entry_reason(const GradeEntry& entry, uint32_t index) const {
    Line line;
    switch (entry.form) {
      case GradeForm::When: line = condition_line(t, entry.condition, where(), entry.rule); break;
      case GradeForm::Top:
      case GradeForm::Next: return cut_reason(entry, index);
      case GradeForm::Otherwise: line = line_of(LineKind::Rule, t.say(word::OtherwiseNotReached, {entry.rule})); break;
    }
    put_bases_first(t, entry.bases, line);
    return line;
  }

  // The entry that gave the grade, where it stands before those that give the wanted label.
  void append_deciding(const ByGradeEntries& by, Lines& lines) const {
    const int32_t index = fired();
    if (index < 0 || static_cast<size_t>(index) >= by.entries.size()) {
      return;
    }
    const GradeEntry& entry = by.entries[static_cast<size_t>(index)];
    const bool decides = entry.is_veto || entry.form == GradeForm::When;
    if (!decides) {
      return;
    }
    Line line =
        line_of(LineKind::Rule, t.say(entry.is_veto ? word::VetoDecided : word::EntryDecided, {entry.rule, label(entry.label)}));
    line.bases = show_bases(t, entry.bases);
    if (entry.condition.valid()) {
      append_reasons(t, entry.condition, where(), true, line.children);
    }
    lines.push_back(std::move(line));
  }

  void append_cases(const ByCases& by, Lines& lines) const {
    for (const Case& one : by.cases) {
      const auto* literal = one.value.value.valid() ? std::get_if<Literal>(&t.program.at(one.value.value).node) : nullptr;
      if (literal != nullptr && literal->value == Value(Label{grade().type.enumeration, wanted})) {
        Line line = condition_line(t, one.guard, where(), one.rule.empty() ? t.say(word::CaseUnnamed) : one.rule);
        put_bases_first(t, one.bases, line);
        lines.push_back(std::move(line));
      }
    }
    if (lines.empty()) {
      lines.push_back(definition_line(t, id, row, 0, 0));
    }
  }

  void append_all(Lines& lines) const {
    if (const auto* by = std::get_if<ByGradeEntries>(&grade().by)) {
      append_deciding(*by, lines);
      const size_t before = lines.size();
      for (size_t i = 0; i < by->entries.size(); ++i) {
        if (by->entries[i].label == wanted) {
          lines.push_back(entry_reason(by->entries[i], static_cast<uint32_t>(i)));
        }
      }
      if (lines.size() == before) {
        lines.push_back(line_of(LineKind::Statement, t.say(word::NoEntryGives, {label(wanted)})));
      }
    } else if (const auto* cases = std::get_if<ByCases>(&grade().by)) {
      append_cases(*cases, lines);
    } else {
      lines.push_back(definition_line(t, id, row, 0, 0));
    }
  }
};

// Labels are in order when the enumeration says so; else only "the same" can be said.
bool is_better(const Program& program, const Definition& grade, uint16_t a, uint16_t b) {
  return program.at(grade.type.enumeration).ordered && a > b;
}

// The next better label that some entry gives; none: the row has the best.
std::optional<uint16_t> next_better(const Program& program, const Definition& grade, const Value& value) {
  const auto* own = std::get_if<Label>(&value);
  const Enumeration& labels = program.at(grade.type.enumeration);
  if (!labels.ordered) {
    return std::nullopt;
  }
  const uint32_t from = own != nullptr ? own->index + 1U : static_cast<uint32_t>(labels.labels.size()) - 1U;
  const auto* by = std::get_if<ByGradeEntries>(&grade.by);
  for (uint32_t i = from; i < labels.labels.size(); ++i) {
    const bool is_given = by == nullptr || std::any_of(by->entries.begin(), by->entries.end(),
                                                       [&](const GradeEntry& entry) { return entry.label == i; });
    if (is_given) {
      return static_cast<uint16_t>(i);
    }
  }
  return std::nullopt;
}

}  // namespace

Explanation why_not(const Program& program, const data::Data& data, const results::Results& results, DefinitionId id,
                    uint32_t row, std::optional<uint16_t> wanted, const Options& options) {
  eval::Inspector inspector(program, data, results);
  Teller t{program, data, results, options, inspector, {}, {}, {}};
  const Definition& grade = program.at(id);
  const Value value = value_at(t, id, row);
  Explanation made;
  made.language = options.language;
  made.table = name_of(t, grade.table);
  made.key = data::key_text(program, data, grade.table, row);
  made.name = data::title_text(program, data, grade.table, row);
  made.assessment = results.inputs.assessment;
  const std::string who = row_name(t, grade.table, row);
  const std::string now = plain(t, grade.type, value);
  Section section{SectionKind::WhyNot, t.say(word::SectionWhyNot), {}};
  const std::optional<uint16_t> asked = wanted ? wanted : next_better(program, grade, value);
  const std::string label = asked ? label_name(t, {grade.type.enumeration, *asked}) : "";
  made.title = asked ? t.say(word::TitleWhyNot, {who, label}) : t.say(word::TitleWithValue, {who, name_of(t, id), now});

  Line head = line_of(LineKind::Statement, t.say(word::HasNow, {name_of(t, id), now}));
  const auto* own = std::get_if<Label>(&value);
  const bool is_outside = grade.domain.valid() && !is_member(t, grade.domain, row);
  if (is_outside) {
    head.text = t.say(word::NotGraded, {name_of(t, id)});
    section.lines.push_back(std::move(head));
    for (Line& line : why_outside(t, grade.domain, row)) {
      section.lines.push_back(std::move(line));
    }
  } else if (!asked) {
    head.text += t.say(word::NoBetter);
    section.lines.push_back(std::move(head));
  } else if (own != nullptr && own->index == *asked) {
    head.text = t.say(word::HasAlready, {label});
    section.lines.push_back(std::move(head));
    for (Line& line : grade_section(t, id, row).lines) {
      section.lines.push_back(std::move(line));
    }
  } else {
    if (own != nullptr && is_better(program, grade, own->index, *asked)) {
      head.text += t.say(word::HasBetter, {label});
    } else if (own != nullptr && is_better(program, grade, *asked, own->index)) {
      head.text += t.say(word::WantsBetter, {label});
    }
    append_open(t, value, head.children);
    section.lines.push_back(std::move(head));
    Asked{t, id, row, *asked}.append_all(section.lines);
  }
  made.sections.push_back(std::move(section));
  return made;
}

}  // namespace plumb::explain
