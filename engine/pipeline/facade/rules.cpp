#include "plumbline/rules.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "diagnostics/render.h"
#include "pipeline/check_authority.h"
#include "pipeline/facade/access.h"
#include "pipeline/facade/guard.h"
#include "pipeline/files.h"

namespace plumbline {

namespace {

using inner::program::ConstructWord;
using inner::program::TypeKind;

std::string_view word_of(ConstructWord word) {
  switch (word) {
    case ConstructWord::Condition: return "condition";
    case ConstructWord::Checklist: return "checklist";
    case ConstructWord::ChecklistItem: return "checklist item";
    case ConstructWord::SpanWord: return "spans";
    case ConstructWord::Scope: return "scope";
    case ConstructWord::ScopeRule: return "scope rule";
    case ConstructWord::Verify: return "verify";
    case ConstructWord::Measure: return "measure";
    case ConstructWord::Score: return "score";
    case ConstructWord::ScorePart: return "score part";
    case ConstructWord::Judgement: return "judgement";
    case ConstructWord::Ranking: return "ranking";
    case ConstructWord::Grade: return "grade";
    case ConstructWord::Allotment: return "allotment";
    case ConstructWord::Consequence: return "consequence";
    case ConstructWord::Duty: return "duty";
  }
  return "";
}

DefinitionInfo info_of(const inner::check::CheckedRules& rules, const inner::program::Definition& definition) {
  const inner::program::Program& program = rules.program;
  DefinitionInfo made{.name = definition.name,
                      .alias = definition.alias,
                      .table = definition.table.valid() ? program.at(definition.table).name : "",
                      .word = std::string(word_of(definition.word)),
                      .kind = value_kind(definition.type.kind),
                      .measure = definition.type.shown_name,
                      .labels = {},
                      .place = make_span(rules.sources, definition.span)};
  if (definition.type.kind == TypeKind::Label && definition.type.enumeration.valid()) {
    made.labels = program.at(definition.type.enumeration).labels;
  }
  return made;
}

std::shared_ptr<const RulesState> make_state(std::shared_ptr<const inner::check::CheckedRules> checked,
                                             const inner::check::Options& options, std::size_t fingerprints) {
  auto state = std::make_shared<RulesState>();
  state->options = options;
  state->fingerprints = fingerprints;
  state->diagnostics = make_diagnostics(checked->sink, {checked, &checked->sources});
  for (inner::source::FileId file = 0; file < checked->sources.count(); ++file) {
    state->files.push_back({checked->sources.text(file).name(), checked->sources.text(file).text()});
  }
  const inner::program::Program& program = checked->program;
  for (const inner::program::Table& table : program.tables) {
    TableInfo& made = state->tables.emplace_back(TableInfo{table.name, table.alias, table.stored, {}});
    for (const inner::program::ColumnId column : table.columns) made.columns.push_back(program.at(column).name);
  }
  for (const inner::program::Definition& one : program.definitions) state->definitions.push_back(info_of(*checked, one));
  state->checked = std::move(checked);
  return state;
}

const RulesState& no_rules() {
  static const std::shared_ptr<const RulesState> state = [] {
    auto made = std::make_shared<RulesState>();
    made->checked = std::make_shared<const inner::check::CheckedRules>();
    return made;
  }();
  return *state;
}

}  // namespace

const RulesState& state_of(const Rules& rules) {
  const auto& state = Access::state(rules);
  return state == nullptr ? no_rules() : *state;
}

ValueKind value_kind(TypeKind kind) {
  switch (kind) {
    case TypeKind::Unknown: return ValueKind::Unknown;
    case TypeKind::Number: return ValueKind::Number;
    case TypeKind::Truth: return ValueKind::Truth;
    case TypeKind::Text: return ValueKind::Text;
    case TypeKind::Date: return ValueKind::Date;
    case TypeKind::Duration: return ValueKind::Duration;
    case TypeKind::Label: return ValueKind::Label;
    case TypeKind::Row: return ValueKind::Row;
    case TypeKind::NameSet: return ValueKind::Names;
    case TypeKind::Spans: return ValueKind::Spans;
  }
  return ValueKind::Unknown;
}

Rules make_rules(std::shared_ptr<const inner::check::CheckedRules> checked, const inner::check::Options& options,
                 std::size_t fingerprints) {
  return Access::make<Rules>(make_state(std::move(checked), options, fingerprints));
}

Rules broken_rules(const Diagnostics& why) {
  Rules made;
  attempt([&] {
    auto state = std::make_shared<RulesState>();
    state->checked = std::make_shared<const inner::check::CheckedRules>();
    state->diagnostics = why;
    made = Access::make<Rules>(std::shared_ptr<const RulesState>(std::move(state)));
  });
  return made;
}

std::vector<std::string> default_libraries() {
  std::vector<std::string> folders;
  attempt([&] { folders = inner::pipeline::library_folders(); });
  return folders;
}

Rules read_rules(const RuleFiles& files, const RuleOptions& options) {
  const Result<Rules> made = guarded([&] {
    inner::check::Options checking;
    checking.with_findings = options.findings;
    checking.take_other_readings = options.other_readings;
    auto checked = inner::pipeline::check_rules(files, checking);
    const std::size_t written =
        options.documents.empty() ? 0 : inner::pipeline::check_authority(*checked, options.documents, options.rehash);
    return Result<Rules>(make_rules(std::move(checked), checking, written), {});
  });
  return made ? *made : broken_rules(made.diagnostics());
}

Rules::Rules() = default;
const Diagnostics& Rules::diagnostics() const { return state_of(*this).diagnostics; }
const std::vector<Rules::File>& Rules::files() const { return state_of(*this).files; }
Language Rules::spelling() const { return outer_language(state_of(*this).checked->spelling); }
const std::string& Rules::title() const { return state_of(*this).checked->program.title; }
const std::vector<TableInfo>& Rules::tables() const { return state_of(*this).tables; }
const std::vector<DefinitionInfo>& Rules::definitions() const { return state_of(*this).definitions; }
std::size_t Rules::test_count() const { return state_of(*this).checked->program.tests.size(); }
std::size_t Rules::fingerprints_written() const { return state_of(*this).fingerprints; }

Result<std::string> Rules::json() const {
  return guarded([&] {
    const std::string name = files().empty() ? "" : files().front().name;
    return Result<std::string>(
        fmt::format("{{\"rules\": {}, \"errors\": {}, \"findings\": {}, \"diagnostics\": {}}}\n", nlohmann::json(name).dump(),
                    diagnostics().error_count(), diagnostics().warning_count(), diagnostics().json()),
        {});
  });
}

}  // namespace plumbline
