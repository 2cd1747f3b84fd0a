#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/digest.h"
#include "diagnostics/render.h"
#include "report/describe_place.h"
#include "report/render_evaluation.h"
#include "report/summary.h"
#include "report/value_json.h"

namespace plumb::report {

namespace {

using source::Language;

class EvaluationJson {
 public:
  EvaluationJson(const Evaluation& evaluation, const Summary& summary)
      : evaluation_(evaluation), summary_(summary), program_(evaluation.program()), results_(evaluation.results) {}

  Json write() {
    const UnitView& view = summary_.view;
    return {{"format", "plumb/evaluate/1"},
            {"ruleset", ruleset_json()},
            {"inputs", inputs_json()},
            {"unit_table", view.table.valid() ? Json(program_.at(view.table).name) : Json(nullptr)},
            {"grade", name_or_null(view.grade)},
            {"score", name_or_null(view.score)},
            {"counts", counts_json()},
            {"verifies", verifies_json()},
            {"definitions", definitions_json()},
            {"globals", globals_json()},
            {"units", units_json()},
            {"tables", tables_json()},
            {"rankings", rankings_json()},
            {"cuts", cuts_json()},
            {"questions", questions_json()},
            {"norms", norms_json(evaluation_)},
            {"assumptions", assumptions_json()},
            {"faults", faults_json()},
            {"faulty_values", faulty_values_json()},
            {"places", places_json()}};
  }

 private:
  [[nodiscard]] Json name_or_null(program::DefinitionId id) const {
    return id.valid() ? Json(program_.at(id).name) : Json(nullptr);
  }
  [[nodiscard]] std::string key_of(program::TableId table, uint32_t row) const {
    return data::key_text(program_, evaluation_.data(), table, row);
  }
  // Are the values of its rows among what is written?
  [[nodiscard]] bool is_written(program::TableId table) const {
    return table == summary_.view.table ||
           std::find(summary_.listed.begin(), summary_.listed.end(), table) != summary_.listed.end();
  }

  [[nodiscard]] Json ruleset_json() const {
    Json files = Json::array();
    const source::SourceSet& sources = evaluation_.rules->sources;
    for (source::FileId file = 0; file < sources.count(); ++file) {
      files.push_back({{"name", sources.text(file).name()}, {"sha256", base::sha256_hex(sources.text(file).text())}});
    }
    return {{"title", program_.title}, {"assessment", program_.assessment}, {"files", std::move(files)}};
  }

  [[nodiscard]] Json inputs_json() const {
    Json quarantine = Json::array();
    for (const auto& one : results_.inputs.quarantine) {
      quarantine.push_back(
          {{"table", program_.at(one.table).name}, {"key", one.key}, {"reason", one.reason}, {"keeps_place", one.keeps_place}});
    }
    return {{"assessment", results_.inputs.assessment},
            {"period_first", base::to_string(results_.inputs.period_first)},
            {"period_last", base::to_string(results_.inputs.period_last)},
            {"reference", base::to_string(results_.inputs.reference)},
            {"shifted", is_shifted(evaluation_)},
            {"defaults", defaults_json()},
            {"database", evaluation_.database},
            {"origin", evaluation_.data().origin},
            {"other_readings", evaluation_.takes_other_readings},
            {"readings", readings_json()},
            {"provisional", summary_.is_provisional},
            {"quarantine", std::move(quarantine)}};
  }

  // What stands in the place of the rule file's own figures, in its own words.
  [[nodiscard]] Json readings_json() const {
    Json list = Json::array();
    for (const TakenReading& one : taken_readings(evaluation_, evaluation_.rules->spelling)) {
      list.push_back({{"name", one.name}, {"reading", one.reading}, {"reason", one.reason}});
    }
    return list;
  }

  // What the rule file says, whatever the run was told.
  [[nodiscard]] Json defaults_json() const {
    const auto date = [](const std::optional<base::Date>& one) { return one ? Json(base::to_string(*one)) : Json(nullptr); };
    return {{"assessment", program_.assessment},
            {"period_first", date(program_.period_first)},
            {"period_last", date(program_.period_last)},
            {"reference", date(program_.reference ? program_.reference : program_.period_last)}};
  }

  [[nodiscard]] Json counts_json() const {
    Json grades = Json::array();
    if (summary_.view.grade.valid()) {
      const program::Enumeration& labels = program_.at(program_.at(summary_.view.grade).type.enumeration);
      for (const GradeCount& one : summary_.grades) grades.push_back({{"grade", labels.labels[one.label]}, {"count", one.count}});
    }
    return {{"units", summary_.units.size()}, {"settled", summary_.settled}, {"pending", summary_.pending},
            {"faulty", summary_.faulty},      {"absent", summary_.absent},   {"quarantined", summary_.quarantined},
            {"outside", summary_.outside},    {"grades", std::move(grades)}};
  }

  // The first rows of a kind; nothing for a verification of the whole.
  [[nodiscard]] Json keys_json(const program::Definition& definition, const VerifyLine::Kind& kind) const {
    Json keys = Json::array();
    if (!definition.table.valid()) return keys;
    for (const uint32_t row : kind.rows) keys.push_back(key_of(definition.table, row));
    return keys;
  }

  [[nodiscard]] Json verifies_json() const {
    Json list = Json::array();
    for (const VerifyLine& line : summary_.verifies) {
      const program::Definition& definition = program_.at(line.definition);
      std::string_view state;
      switch (state_of(line)) {
        case VerifyState::Holds: state = "holds"; break;
        case VerifyState::Differs: state = "differs"; break;
        case VerifyState::Open: state = "open"; break;
      }
      list.push_back(
          {{"name", definition.name},
           {"state", state},
           {"rows", line.row_count},
           {"differ", line.failed.count},
           {"open", line.pending.count + line.faulty.count},
           {"pending", line.pending.count},
           {"faulty", line.faulty.count},
           {"differ_rows", keys_json(definition, line.failed)},
           {"pending_rows", keys_json(definition, line.pending)},
           {"faulty_rows", keys_json(definition, line.faulty)},
           {"first", value_json(evaluation_, definition.type, line.value)},
           {"left", line.sides ? value_json(evaluation_, line.sides->left_type, line.sides->left) : Json(nullptr)},
           {"right", line.sides ? value_json(evaluation_, line.sides->right_type, line.sides->right) : Json(nullptr)}});
    }
    return list;
  }

  [[nodiscard]] Json definitions_json() const {
    Json list = Json::array();
    for (const program::Definition& definition : program_.definitions) {
      if (definition.table.valid() && !is_written(definition.table)) continue;
      list.push_back({{"name", definition.name},
                      {"table", definition.table.valid() ? Json(program_.at(definition.table).name) : Json(nullptr)},
                      {"type", type_word(definition.type)},
                      {"measure", definition.type.shown_name}});
    }
    return list;
  }

  [[nodiscard]] Json globals_json() const {
    Json values = Json::object();
    for (uint32_t i = 0; i < program_.definitions.size(); ++i) {
      const program::Definition& definition = program_.definitions[i];
      if (definition.table.valid() || results_.definitions[i].values.empty()) continue;
      values[definition.name] = value_json(evaluation_, definition.type, results_.definitions[i].values.front());
    }
    return values;
  }

  [[nodiscard]] static std::string_view state_word(UnitState state) {
    switch (state) {
      case UnitState::Faulty: return "faulty";
      case UnitState::Pending: return "pending";
      case UnitState::Settled: return "settled";
      case UnitState::Absent: return "absent";
      case UnitState::Quarantined: return "quarantined";
      case UnitState::Outside: return "outside";
    }
    return "";
  }

  [[nodiscard]] Json scopes_json(uint32_t row) const {
    Json scopes = Json::array();
    for (uint32_t i = 0; i < program_.populations.size(); ++i) {
      const program::Population& population = program_.populations[i];
      if (population.table != summary_.view.table) continue;
      const results::PopulationResult& result = results_.populations[i];
      Json held = Json::array();
      const uint64_t bits = row < result.rules_held.size() ? result.rules_held[row] : 0;
      for (size_t rule = 0; rule < population.rules.size() && rule < 64; ++rule) {
        if ((bits >> rule & 1U) == 0) continue;
        held.push_back({{"rule", population.rules[rule].name}, {"excludes", population.rules[rule].is_exclusion}});
      }
      scopes.push_back(
          {{"scope", population.name}, {"member", value_json(evaluation_, {}, result.member[row])}, {"rules", std::move(held)}});
    }
    return scopes;
  }

  [[nodiscard]] Json units_json() const {
    Json units = Json::array();
    const program::TableId table = summary_.view.table;
    for (const UnitRow& unit : summary_.units) {
      Json one = {{"key", key_of(table, unit.row)},
                  {"title", data::title_text(program_, evaluation_.data(), table, unit.row)},
                  {"state", state_word(unit.state)},
                  {"place", unit.place ? Json(*unit.place) : Json(nullptr)},
                  {"scopes", scopes_json(unit.row)}};
      one.update(row_json(evaluation_, table, unit.row));
      units.push_back(std::move(one));
    }
    return units;
  }

  [[nodiscard]] Json tables_json() const {
    Json tables = Json::array();
    for (const program::TableId table : summary_.listed) {
      Json rows = Json::array();
      for (const uint32_t row : rows_of(evaluation_, summary_, table)) {
        Json one = {{"key", key_of(table, row)}, {"title", data::title_text(program_, evaluation_.data(), table, row)}};
        one.update(row_json(evaluation_, table, row));
        rows.push_back(std::move(one));
      }
      tables.push_back({{"table", program_.at(table).name}, {"rows", std::move(rows)}});
    }
    return tables;
  }

  [[nodiscard]] Json rankings_json() const {
    Json list = Json::array();
    for (uint32_t i = 0; i < program_.rankings.size(); ++i) {
      const program::Ranking& ranking = program_.rankings[i];
      const results::RankingResult& result = results_.rankings[i];
      Json waiting = Json::array();
      for (const results::WaitingRow& one : result.waiting) {
        waiting.push_back({{"key", key_of(ranking.table, one.row)}, {"value", value_json(evaluation_, {}, one.open)}});
      }
      Json strata = Json::array();
      for (const results::Stratum& stratum : result.strata) {
        Json key = Json::array();
        for (size_t k = 0; k < stratum.key.size(); ++k) {
          key.push_back(value_json(evaluation_, program_.at(ranking.strata[k]).type, stratum.key[k]));
        }
        Json rows = Json::array();
        for (const results::RankedRow& row : stratum.rows) {
          Json keys = Json::array();
          for (size_t k = 0; k < row.keys.size(); ++k) {
            keys.push_back(value_json(evaluation_, program_.at(ranking.keys[k].value).type, row.keys[k]));
          }
          rows.push_back({{"key", key_of(ranking.table, row.row)},
                          {"place", row.place},
                          {"tie_group", row.tie_group},
                          {"values", std::move(keys)}});
        }
        strata.push_back({{"key", std::move(key)}, {"rows", std::move(rows)}});
      }
      list.push_back({{"name", ranking.name},
                      {"table", program_.at(ranking.table).name},
                      {"open", program::is_open(result.open) ? value_json(evaluation_, {}, result.open) : Json(nullptr)},
                      {"waiting", std::move(waiting)},
                      {"strata", std::move(strata)}});
    }
    return list;
  }

  [[nodiscard]] Json cuts_json() const {
    Json list = Json::array();
    for (const results::CutResult& cut : results_.cuts) {
      const program::Definition& grade = program_.at(cut.grade);
      const program::GradeEntry& entry = std::get<program::ByGradeEntries>(grade.by).entries[cut.entry];
      Json tied = Json::array();
      for (const uint32_t row : cut.tied_on_line) tied.push_back(key_of(grade.table, row));
      list.push_back({{"grade", grade.name},
                      {"label", program_.at(grade.type.enumeration).labels[entry.label]},
                      {"rule", entry.rule},
                      {"stratum", cut.stratum},
                      {"base", cut.base},
                      {"size", cut.size},
                      {"taken", cut.taken},
                      {"tied_on_line", std::move(tied)}});
    }
    return list;
  }

  [[nodiscard]] Json questions_json() const {
    Json list = Json::array();
    for (size_t i = 0; i < results_.questions.size(); ++i) {
      const results::Question& question = results_.questions[i];
      list.push_back({{"judgement", program_.at(question.judgement).name},
                      {"needed", static_cast<bool>(summary_.needed_questions[i])},
                      {"subject", question.subject},
                      {"fingerprint", question.fingerprint},
                      {"answers", question.answers},
                      {"least", question.least}});
    }
    return list;
  }

  [[nodiscard]] Json assumptions_json() const {
    Json list = Json::array();
    for (const AssumptionLine& line : summary_.assumptions) {
      std::string_view kind;
      switch (line.basis->kind) {
        case program::BasisKind::Assumed: kind = "assumed"; break;
        case program::BasisKind::NotGiven: kind = "not given"; break;
        case program::BasisKind::OtherReading: kind = "other reading"; break;
        case program::BasisKind::Cited: kind = "cited"; break;
      }
      list.push_back({{"name", line.name}, {"kind", kind}, {"reason", line.basis->reason}});
    }
    return list;
  }

  [[nodiscard]] Json faults_json() const {
    Json list = Json::array();
    for (const data::Fault& fault : evaluation_.data().faults) {
      const diagnostics::Bilingual what = describe_fault(fault.kind);
      const data::TableData& table = evaluation_.data().tables[fault.table.value];
      list.push_back({{"table", program_.at(fault.table).name},
                      {"key", key_of(fault.table, fault.row)},
                      {"database_row", fault.row < table.origin.size() ? Json(table.origin[fault.row]) : Json(nullptr)},
                      {"column", fault.column.valid() ? Json(program_.at(fault.column).name) : Json(nullptr)},
                      {"found", fault.found},
                      {"message", {{"zh", what.zh}, {"en", what.en}}}});
    }
    return list;
  }

  [[nodiscard]] Json faulty_values_json() const {
    Json list = Json::array();
    for (const FaultyLine& line : summary_.faulty_values) {
      const program::Definition& definition = program_.at(line.definition);
      Json rows = Json::array();
      for (const uint32_t row : line.rows) rows.push_back(key_of(definition.table, row));
      list.push_back({{"definition", definition.name},
                      {"table", definition.table.valid() ? Json(program_.at(definition.table).name) : Json(nullptr)},
                      {"count", line.count},
                      {"first_rows", std::move(rows)},
                      {"first", value_json(evaluation_, definition.type, line.first)}});
    }
    return list;
  }

  [[nodiscard]] Json places_json() const {
    Json list = Json::array();
    const PlaceView view{program_, evaluation_.data(), results_};
    for (uint32_t i = 0; i < results_.places.size(); ++i) {
      const results::Place& place = results_.places[i];
      diagnostics::Sink sink;
      const diagnostics::Diagnostic& told = report_place(view, program::PlaceId{i}, sink);
      list.push_back(
          {{"code", told.row->code},
           {"definition", name_or_null(place.definition)},
           {"fault", place.fault == UINT32_MAX ? Json(nullptr) : Json(place.fault)},
           {"message",
            {{"zh", diagnostics::render_title(told, Language::Zh)}, {"en", diagnostics::render_title(told, Language::En)}}}});
    }
    return list;
  }

  const Evaluation& evaluation_;
  const Summary& summary_;
  const program::Program& program_;
  const results::Results& results_;
};

}  // namespace

std::string render_evaluation_json(const Evaluation& evaluation, const Summary& summary) {
  // Bad UTF-8 cannot come from checked data; should a path hold some, it is replaced rather than thrown about.
  return EvaluationJson(evaluation, summary).write().dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace plumb::report
