#include <algorithm>

#include "explain/teller.h"

namespace plumb::explain {

using namespace program;

namespace {

Explanation begin(const Teller& t, TableId table, uint32_t row) {
  Explanation made;
  made.language = t.options.language;
  made.table = name_of(t, table);
  made.key = data::key_text(t.program, t.data, table, row);
  made.name = data::title_text(t.program, t.data, table, row);
  made.assessment = t.results.inputs.assessment;
  made.title = row_name(t, table, row);
  return made;
}

void add_section(Explanation& made, Section section) {
  if (!section.lines.empty()) {
    made.sections.push_back(std::move(section));
  }
}

// Definitions of a table by the word that introduced them, in declared order.
std::vector<DefinitionId> definitions_of(const Program& program, TableId table, ConstructWord word) {
  std::vector<DefinitionId> found;
  for (uint32_t i = 0; i < program.definitions.size(); ++i) {
    if (program.definitions[i].table == table && program.definitions[i].word == word) {
      found.push_back(DefinitionId{i});
    }
  }
  return found;
}

std::vector<DefinitionId> score_roots(const Program& program, TableId table) {
  std::vector<DefinitionId> roots;
  for (const ScorePart& part : program.score_parts) {
    if (!part.parent.valid() && program.at(part.definition).table == table) {
      roots.push_back(part.definition);
    }
  }
  return roots;
}

Section scores_section(Teller& t, const std::vector<DefinitionId>& roots, uint32_t row) {
  Section section{SectionKind::Score, t.say(word::SectionScore), {}};
  for (const DefinitionId root : roots) {
    section.lines.push_back(score_line(t, root, row, 0));
  }
  return section;
}

Section judgements_section(Teller& t, TableId table, uint32_t row) {
  Section section{SectionKind::Judgements, t.say(word::SectionJudgements), {}};
  for (const DefinitionId id : definitions_of(t.program, table, ConstructWord::Judgement)) {
    if (!t.told.contains({id.value, row}) && !is_absent(value_at(t, id, row))) {
      section.lines.push_back(definition_line(t, id, row, 1, 0));
    }
  }
  return section;
}

// Those that fail, or those that are open: which of both it is decides what is to be done about it.
Section checks_section(Teller& t, TableId table, uint32_t row, bool open) {
  Section section{SectionKind::Checks, {}, {}};
  for (const DefinitionId id : t.program.verifies) {
    const Definition& definition = t.program.at(id);
    const Value value = definition.table == table ? value_at(t, id, row) : Value(true);
    const bool is_listed = open ? is_open(value) : value == Value(false);
    if (is_listed) {
      section.lines.push_back(definition_line(t, id, row, 1, 0));
    }
  }
  section.title = t.say(open ? word::SectionOpenChecks : word::SectionChecks, {std::to_string(section.lines.size())});
  return section;
}

// Everything open that the row's own definitions meet, each place once.
Section open_section(const Teller& t, TableId table, uint32_t row) {
  Section section{SectionKind::Open, t.say(word::SectionOpen), {}};
  for (uint32_t i = 0; i < t.program.definitions.size(); ++i) {
    if (t.program.definitions[i].table != table) {
      continue;
    }
    const Value value = value_at(t, DefinitionId{i}, row);
    if (!is_open(value)) {
      continue;
    }
    Line line = open_line(t, value);
    const auto same =
        std::find_if(section.lines.begin(), section.lines.end(), [&](const Line& one) { return one.text == line.text; });
    if (same == section.lines.end()) {
      section.lines.push_back(std::move(line));
    }
  }
  return section;
}

Section plain_section(Teller& t, TableId table, uint32_t row) {
  Section section{SectionKind::Definition, t.say(word::SectionDefinitions), {}};
  for (const ConstructWord word : {ConstructWord::Condition, ConstructWord::Checklist, ConstructWord::SpanWord,
                                   ConstructWord::Measure, ConstructWord::Allotment}) {
    for (const DefinitionId id : definitions_of(t.program, table, word)) {
      section.lines.push_back(definition_line(t, id, row, 0, 0));
    }
  }
  return section;
}

std::string title_with_grade(const Teller& t, const std::string& title, DefinitionId grade, TableId table, uint32_t row) {
  if (is_taken_out(t, table, row)) {
    return t.say(word::TitleQuarantined, {title});
  }
  if (grade.valid() && t.program.at(grade).domain.valid() && is_absent(value_at(t, grade, row))) {
    return t.say(word::TitleOutside, {title, name_of(t, t.program.at(t.program.at(grade).domain).definition)});
  }
  return grade.valid() ? t.say(word::TitleWithValue,
                               {title, name_of(t, grade), plain(t, t.program.at(grade).type, value_at(t, grade, row))})
                       : title;
}

}  // namespace

DefinitionId main_grade(const Program& program, TableId table) {
  const std::vector<DefinitionId> grades = definitions_of(program, table, ConstructWord::Grade);
  return grades.empty() ? DefinitionId{} : grades.back();
}

Explanation explain_unit(const Program& program, const data::Data& data, const results::Results& results, TableId table,
                         uint32_t row, const Options& options) {
  eval::Inspector inspector(program, data, results);
  Teller t{program, data, results, options, inspector, {}, {}, {}};
  Explanation made = begin(t, table, row);
  const std::vector<DefinitionId> grades = definitions_of(program, table, ConstructWord::Grade);
  const std::vector<DefinitionId> scores = score_roots(program, table);
  made.title = title_with_grade(t, made.title, main_grade(program, table), table, row);

  add_section(made, scope_section(t, table, row));
  // What a row out of scope rests on is its scope alone.
  std::vector<DefinitionId> roots;
  for (const DefinitionId grade : grades) {
    const PopulationId domain = program.at(grade).domain;
    if (!domain.valid() || is_member(t, domain, row) || is_open(value_at(t, grade, row))) {
      roots.push_back(grade);
      add_section(made, grade_section(t, grade, row));
    }
  }
  const bool is_scored =
      std::any_of(scores.begin(), scores.end(), [&](DefinitionId id) { return !is_absent(value_at(t, id, row)); });
  if (is_scored) {
    roots.insert(roots.end(), scores.begin(), scores.end());
    add_section(made, scores_section(t, scores, row));
  }
  if (grades.empty() && scores.empty()) {
    add_section(made, plain_section(t, table, row));
  }
  add_section(made, judgements_section(t, table, row));
  add_section(made, checks_section(t, table, row, false));
  add_section(made, checks_section(t, table, row, true));
  add_section(made, norms_section(t, table, row));
  for (uint32_t i = 0; i < program.populations.size(); ++i) {
    if (program.populations[i].table == table) {
      roots.push_back(program.populations[i].definition);
    }
  }
  const Reach reach = collect_reach(program, roots);
  add_section(made, parameters_section(t, reach));
  add_section(made, assumptions_section(t, reach));
  add_section(made, open_section(t, table, row));
  return made;
}

Explanation explain_definition(const Program& program, const data::Data& data, const results::Results& results, DefinitionId id,
                               uint32_t row, const Options& options) {
  eval::Inspector inspector(program, data, results);
  Teller t{program, data, results, options, inspector, {}, {}, {}};
  const Definition& definition = program.at(id);
  Explanation made;
  if (definition.table.valid()) {
    made = begin(t, definition.table, row);
    made.title = title_with_grade(t, made.title, id, definition.table, row);
  } else {
    made.language = options.language;
    made.assessment = results.inputs.assessment;
    made.title = t.say(word::TitleOfGlobal, {name_of(t, id), plain(t, definition.type, value_at(t, id, 0))});
  }
  Section section{SectionKind::Definition, name_of(t, id), {}};
  section.lines.push_back(definition_line(t, id, row, 0, 0));
  add_section(made, std::move(section));
  const Reach reach = collect_reach(program, {id});
  add_section(made, parameters_section(t, reach));
  add_section(made, assumptions_section(t, reach));
  return made;
}

Explanation explain_unknown(const Program& program, const data::Data& data, const results::Results& results, TableId table,
                            std::string_view key, const Options& options) {
  eval::Inspector inspector(program, data, results);
  Teller t{program, data, results, options, inspector, {}, {}, {}};
  Explanation made;
  made.language = options.language;
  made.table = name_of(t, table);
  made.key = key;
  made.assessment = results.inputs.assessment;
  made.title = t.say(word::TitleUnknown, {key});
  Section section{SectionKind::Scope, t.say(word::SectionScope), {}};
  section.lines.push_back(line_of(LineKind::Statement, t.say(word::UnknownRow, {made.table, key})));
  Line near = line_of(LineKind::Statement, t.say(word::NearRows));
  const uint32_t count = data.tables[table.value].row_count;
  for (uint32_t row = 0; row < count && near.children.size() < options.row_limit; ++row) {
    const std::string known_key = data::key_text(program, data, table, row);
    const std::string title = data::title_text(program, data, table, row);
    const bool is_near = !key.empty() && (known_key.find(key) != std::string::npos || title.find(key) != std::string::npos ||
                                          (!known_key.empty() && key.find(known_key) != std::string_view::npos) ||
                                          (!title.empty() && key.find(title) != std::string_view::npos));
    if (is_near) {
      Line line = line_of(LineKind::Statement, row_name(t, table, row));
      line.origin = origin_of(t, table, row);
      near.children.push_back(std::move(line));
    }
  }
  if (!near.children.empty()) {
    section.lines.push_back(std::move(near));
  }
  // Rows are looked for by key, so what the scopes would ask of such a row is still worth saying.
  for (const Population& population : program.populations) {
    if (population.table != table) {
      continue;
    }
    Line scope = line_of(LineKind::Rule, t.say(word::ScopeWouldAsk, {name_of(t, population.definition)}));
    for (const PopulationRule& rule : population.rules) {
      const std::string condition = rule.condition.valid() ? words_at(t, program.at(rule.condition).span) : "";
      Line line =
          line_of(LineKind::Rule, t.say(rule.is_exclusion ? word::WouldExclude : word::WouldInclude, {rule.name, condition}));
      line.bases = show_bases(t, rule.bases);
      scope.children.push_back(std::move(line));
    }
    section.lines.push_back(std::move(scope));
  }
  add_section(made, std::move(section));
  return made;
}

}  // namespace plumb::explain
