#include <nlohmann/json.hpp>

#include "base/digest.h"
#include "report/cells.h"
#include "report/comparison.h"
#include "report/summary.h"
#include "report/value_json.h"

namespace plumb::report {

namespace {

using source::Language;
using study::ClassKind;
using study::Move;
using study::RuleChangeKind;

class ComparisonJson {
 public:
  explicit ComparisonJson(const ComparedRuns& runs)
      : runs_(runs), made_(runs.comparison), zh_(runs, Language::Zh), en_(runs, Language::En) {}

  Json write() {
    return {{"format", "plumb/compare/1"},
            {"headline", both([](const ComparisonWords& words) { return words.headline(); })},
            {"before", run_json(false)},
            {"after", run_json(true)},
            {"dates_differ", made_.dates_differ},
            {"scores_differ", made_.scores_differ},
            {"places_differ", made_.places_differ},
            {"middle_gain", middle_json()},
            {"matrix", matrix_json()},
            {"lines", lines_json()},
            {"scope_in", keys(made_.scope_in)},
            {"scope_out", keys(made_.scope_out)},
            {"moves", moves_json()},
            {"stillness", stillness_json()},
            {"parameters", parameters_json()},
            {"rules", rules_json()},
            {"definitions", definitions_json()}};
  }

 private:
  [[nodiscard]] const Evaluation& run(bool is_after) const { return is_after ? runs_.after : runs_.before; }
  template <class Words>
  [[nodiscard]] Json both(Words&& words) const {
    return {{"zh", words(zh_)}, {"en", words(en_)}};
  }
  [[nodiscard]] Json keys(const std::vector<uint32_t>& units) const {
    Json list = Json::array();
    for (const uint32_t unit : units) list.push_back(made_.units[unit].key);
    return list;
  }
  // An open value says why in both languages: the places of two runs have no list in common.
  [[nodiscard]] Json value(bool is_after, const program::Type& type, const program::Value& shown) const {
    if (!program::is_open(shown)) return value_json(run(is_after), type, shown);
    return {{"open",
             {{"zh", show_cell(run(is_after), type, shown, Language::Zh)},
              {"en", show_cell(run(is_after), type, shown, Language::En)}}}};
  }

  [[nodiscard]] Json run_json(bool is_after) const {
    const Evaluation& one = run(is_after);
    const study::Graded& graded = is_after ? runs_.graded_after : runs_.graded_before;
    const program::Program& program = one.program();
    const results::RunInputs& inputs = one.results.inputs;
    Json files = Json::array();
    for (source::FileId file = 0; file < one.rules->sources.count(); ++file) {
      const source::SourceText& text = one.rules->sources.text(file);
      files.push_back({{"name", text.name()}, {"sha256", base::sha256_hex(text.text())}});
    }
    const auto name = [&](program::DefinitionId id) { return id.valid() ? Json(program.at(id).name) : Json(nullptr); };
    return {{"title", program.title},
            {"files", std::move(files)},
            {"database", one.database},
            {"assessment", inputs.assessment},
            {"period_first", base::to_string(inputs.period_first)},
            {"period_last", base::to_string(inputs.period_last)},
            {"reference", base::to_string(inputs.reference)},
            {"provisional", !inputs.quarantine.empty()},
            {"other_readings", is_after && runs_.other_readings_after},
            {"unit_table", graded.table.valid() ? Json(program.at(graded.table).name) : Json(nullptr)},
            {"grade", name(graded.grade)},
            {"score", name(graded.score)}};
  }

  [[nodiscard]] static std::string_view class_word(ClassKind kind) {
    switch (kind) {
      case ClassKind::Label: return "label";
      case ClassKind::Settled: return "settled";
      case ClassKind::Outside: return "outside";
      case ClassKind::Pending: return "pending";
      case ClassKind::Faulty: return "faulty";
      case ClassKind::Absent: return "absent";
      case ClassKind::Quarantined: return "quarantined";
      case ClassKind::Missing: return "missing";
    }
    return "";
  }
  [[nodiscard]] Json class_json(uint32_t in_class) const {
    const study::GradeClass& one = made_.classes[in_class];
    return {{"state", class_word(one.kind)}, {"label", one.kind == ClassKind::Label ? Json(one.label) : Json(nullptr)}};
  }

  [[nodiscard]] Json matrix_json() const {
    Json classes = Json::array();
    for (uint32_t i = 0; i < made_.classes.size(); ++i) classes.push_back(class_json(i));
    return {{"classes", std::move(classes)}, {"counts", made_.matrix}};
  }

  [[nodiscard]] Json middle_json() const {
    if (!made_.middle_gain) return nullptr;
    return value(true, runs_.after.program().at(runs_.graded_after.score).type, *made_.middle_gain);
  }

  [[nodiscard]] Json lines_json() const {
    Json list = Json::array();
    for (const study::LineMovement& line : made_.lines) {
      Json parameters = Json::array();
      for (const uint32_t one : line.parameters) parameters.push_back(made_.parameters[one].name);
      list.push_back({{"label", made_.classes[line.in_class].label},
                      {"in", keys(line.in)},
                      {"out", keys(line.out)},
                      {"places_before", line.places_before ? Json(*line.places_before) : Json(nullptr)},
                      {"places_after", line.places_after ? Json(*line.places_after) : Json(nullptr)},
                      {"parameters", std::move(parameters)}});
    }
    return list;
  }

  [[nodiscard]] Json state_json(bool is_after, const study::UnitState& state) const {
    Json json = class_json(state.in_class);
    const program::DefinitionId score = (is_after ? runs_.graded_after : runs_.graded_before).score;
    const bool has_score = state.row != UINT32_MAX && score.valid();
    json["score"] = has_score ? value(is_after, run(is_after).program().at(score).type, state.score) : Json(nullptr);
    json["place"] = state.place ? Json(*state.place) : Json(nullptr);
    json["rule"] = state.rule;
    return json;
  }

  [[nodiscard]] Json origin_json(const study::Origin& origin) const {
    Json rules = Json::array();
    Json parameters = Json::array();
    for (const uint32_t one : origin.rules) rules.push_back(made_.rules[one].name);
    for (const uint32_t one : origin.parameters) parameters.push_back(made_.parameters[one].name);
    return {{"rules", std::move(rules)}, {"parameters", std::move(parameters)}, {"dates", origin.dates}, {"data", origin.rows}};
  }

  [[nodiscard]] Json values_json(const Move& move) const {
    const program::Program& before = runs_.before.program();
    const program::Program& after = runs_.after.program();
    Json list = Json::array();
    for (const study::ValueChange& one : move.values) {
      const bool is_column = one.column_before.valid();
      const program::Type& old_type = is_column ? before.at(one.column_before).type : before.at(one.before).type;
      const program::Type& new_type = is_column ? after.at(one.column_after).type : after.at(one.after).type;
      list.push_back({{"name", is_column ? after.at(one.column_after).name : after.at(one.after).name},
                      {"before", value(false, old_type, one.old_value)},
                      {"after", value(true, new_type, one.new_value)},
                      {"origin", origin_json(one.origin)}});
    }
    return list;
  }

  [[nodiscard]] Json passing_json(const study::Passing& list) const {
    return {{"count", list.count}, {"units", keys(list.units)}};
  }

  [[nodiscard]] Json moves_json() const {
    Json list = Json::array();
    for (const Move& move : made_.moves) {
      const study::UnitPair& unit = made_.units[move.unit];
      Json causes = Json::array();
      for (const study::Cause cause : move.causes) causes.push_back(cause_word(cause));
      Json scopes = Json::array();
      for (const study::ScopeReason& one : move.scopes) {
        scopes.push_back({{"scope", one.scope},
                          {"rule", one.rule},
                          {"excludes", one.excludes},
                          {"held_before", one.held_before},
                          {"held_after", one.held_after},
                          {"quarantine", one.is_quarantine}});
      }
      list.push_back({{"key", unit.key},
                      {"title", unit.title},
                      {"before", state_json(false, unit.before)},
                      {"after", state_json(true, unit.after)},
                      {"causes", std::move(causes)},
                      {"any_would_do", move.any_would_do},
                      {"why", both([&](const ComparisonWords& words) { return words.why(move); })},
                      {"scopes", std::move(scopes)},
                      {"decided_by", move.decided_by},
                      {"lines", move.lines},
                      {"values", values_json(move)},
                      {"origin", origin_json(move.origin)},
                      {"old_among_new", move.old_among_new ? Json(*move.old_among_new) : Json(nullptr)},
                      {"passed_by", passing_json(move.passed_by)},
                      {"passed", passing_json(move.passed)},
                      {"joined", passing_json(move.joined)},
                      {"left", passing_json(move.left)}});
    }
    return list;
  }

  [[nodiscard]] Json stillness_json() const {
    const study::Stillness& still = made_.stillness;
    if (!still.is_still) return nullptr;
    Json margins = Json::array();
    for (const study::Margin& one : still.margins) {
      const auto key = [&](uint32_t unit) { return unit == UINT32_MAX ? Json(nullptr) : Json(made_.units[unit].key); };
      margins.push_back({{"label", made_.classes[one.in_class].label},
                         {"inside", key(one.inside)},
                         {"outside", key(one.outside)},
                         {"gap", value(true, one.type, one.gap)}});
    }
    return {
        {"identical", still.is_identical},        {"only_words", still.only_words},
        {"unreached", still.has_unreached},       {"dated_elsewhere", still.has_dated_elsewhere},
        {"reached_same", still.has_reached_same}, {"reached_moved", still.has_reached_moved},
        {"margins", std::move(margins)},          {"why", both([](const ComparisonWords& words) { return words.stillness(); })}};
  }

  [[nodiscard]] Json parameter_side(const study::ParameterChange& change, bool is_after) const {
    const study::ParameterSide& side = is_after ? change.after : change.before;
    if (!side.id.valid()) return nullptr;
    const program::Type& type = run(is_after).program().at(side.id).type;
    return {{"value", program::is_absent(side.value) ? Json(nullptr) : value(is_after, type, side.value)},
            {"basis", both([&](const ComparisonWords& words) { return words.bases(side, is_after); })}};
  }
  [[nodiscard]] Json parameters_json() const {
    Json list = Json::array();
    for (const study::ParameterChange& one : made_.parameters) {
      list.push_back({{"name", one.name},
                      {"before", parameter_side(one, false)},
                      {"after", parameter_side(one, true)},
                      {"value_differs", one.value_differs},
                      {"dated_elsewhere", one.is_dated_elsewhere},
                      {"reached", one.is_reached}});
    }
    return list;
  }

  [[nodiscard]] Json rules_json() const {
    Json list = Json::array();
    for (const study::RuleChange& one : made_.rules) {
      std::string_view kind;
      switch (one.kind) {
        case RuleChangeKind::Added: kind = "added"; break;
        case RuleChangeKind::Removed: kind = "removed"; break;
        case RuleChangeKind::Changed: kind = "changed"; break;
        case RuleChangeKind::Reworded: kind = "reworded"; break;
      }
      list.push_back({{"name", one.name},
                      {"kind", kind},
                      {"before", one.text_before},
                      {"after", one.text_after},
                      {"reached", one.is_reached}});
    }
    return list;
  }

  [[nodiscard]] Json definitions_json() const {
    Json list = Json::array();
    for (const study::DefinitionChange& one : made_.definitions) {
      const program::Definition& before = runs_.before.program().at(one.before);
      const program::Definition& after = runs_.after.program().at(one.after);
      Json rows = Json::array();
      for (const study::RowChange& row : one.first) {
        rows.push_back({{"key", row.key},
                        {"before", value(false, before.type, row.old_value)},
                        {"after", value(true, after.type, row.new_value)}});
      }
      list.push_back({{"name", after.name},
                      {"table", after.table.valid() ? Json(runs_.after.program().at(after.table).name) : Json(nullptr)},
                      {"rows", one.rows},
                      {"differ", one.differ},
                      {"reached", one.is_reached},
                      {"largest", std::move(rows)}});
    }
    return list;
  }

  const ComparedRuns& runs_;
  const study::Comparison& made_;
  ComparisonWords zh_, en_;
};

}  // namespace

std::string_view cause_word(study::Cause cause) {
  switch (cause) {
    case study::Cause::Scope: return "scope";
    case study::Cause::Veto: return "veto";
    case study::Cause::Judgement: return "judgement";
    case study::Cause::Own: return "own";
    case study::Cause::Others: return "others";
    case study::Cause::Line: return "line";
    case study::Cause::Rule: return "rule";
    case study::Cause::Open: return "open";
    case study::Cause::Row: return "row";
  }
  return "";
}

std::string render_comparison_json(const ComparedRuns& runs) { return ComparisonJson(runs).write().dump(2) + "\n"; }

}  // namespace plumb::report
