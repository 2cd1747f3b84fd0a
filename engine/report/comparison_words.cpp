#include <algorithm>

#include "diagnostics/render.h"
#include "report/cells.h"
#include "report/comparison.h"
#include "report/describe_place.h"
#include "report/summary.h"

namespace plumb::report {

namespace {

using study::Cause;
using study::ClassKind;
using study::Move;

constexpr size_t ShownUnits = 3;
constexpr size_t ShownNames = 3;

bool has(const Move& move, Cause cause) { return std::find(move.causes.begin(), move.causes.end(), cause) != move.causes.end(); }

}  // namespace

std::string ComparisonWords::joined(const std::vector<std::string>& parts, TextId comma) const {
  std::string out;
  for (const std::string& part : parts) {
    if (!part.empty()) out += (out.empty() ? "" : say(comma)) + part;
  }
  return out;
}

std::string ComparisonWords::names(const std::vector<std::string>& names, size_t most) const {
  if (names.size() <= most) return joined(names, TextId::ListComma);
  const std::vector<std::string> first(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(most));
  return say(TextId::NamesMore, {joined(first, TextId::ListComma), std::to_string(names.size())});
}

std::string ComparisonWords::units(const std::vector<uint32_t>& units, size_t most) const {
  return this->units(study::Passing{units, units.size()}, most);
}

std::string ComparisonWords::units(const study::Passing& list, size_t most) const {
  std::vector<std::string> keys;
  for (const uint32_t unit : list.units) {
    if (keys.size() < most) keys.push_back(made_.units[unit].key);
  }
  if (list.count <= keys.size()) return joined(keys, TextId::ListComma);
  return say(TextId::ListMore, {joined(keys, TextId::ListComma), std::to_string(list.count)});
}

std::string ComparisonWords::class_name(uint32_t in_class) const {
  const study::GradeClass& one = made_.classes[in_class];
  switch (one.kind) {
    case ClassKind::Label: return one.label;
    case ClassKind::Settled: return say(TextId::ClassSettled);
    case ClassKind::Outside: return say(TextId::ClassOutside);
    case ClassKind::Pending: return say(TextId::CountPending);
    case ClassKind::Faulty: return say(TextId::CountFaulty);
    case ClassKind::Absent: return say(TextId::CountAbsent);
    case ClassKind::Quarantined: return say(TextId::CountQuarantined);
    case ClassKind::Missing: return say(TextId::ClassMissing);
  }
  return "";
}

std::string ComparisonWords::value(bool is_after, const program::Type& type, const program::Value& value) const {
  if (program::is_open(value)) return say(TextId::ValueOpen);
  // More places than a reader compares: four of them, and a sign that says so.
  constexpr int ShownPlaces = 4;
  if (const auto* number = std::get_if<base::Number>(&value)) {
    const base::Number shown = type.shown_factor.is_zero() ? *number : number->divided_by(type.shown_factor);
    const std::optional<int> places = shown.decimal_places();
    if (places && *places > ShownPlaces) return "≈" + shown.to_decimal(ShownPlaces, base::RoundingMode::HalfUp);
  }
  return show_readable(run(is_after), type, value, language_);
}

std::string ComparisonWords::quantity(bool is_after, const program::Type& type, const program::Value& shown) const {
  const bool is_number = std::holds_alternative<base::Number>(shown);
  return value(is_after, type, shown) + (is_number ? type.shown_name : "");
}

std::string ComparisonWords::score(const study::UnitPair& unit, bool is_after) const {
  const program::DefinitionId score = is_after ? runs_.graded_after.score : runs_.graded_before.score;
  const study::UnitState& state = is_after ? unit.after : unit.before;
  if (!score.valid() || state.row == UINT32_MAX || !program::is_known(state.score)) return "";
  return value(is_after, run(is_after).program().at(score).type, state.score);
}

std::string ComparisonWords::parameter_value(const study::ParameterChange& change, bool is_after) const {
  const study::ParameterSide& side = is_after ? change.after : change.before;
  if (!side.id.valid()) return say(TextId::NoParameter);
  if (program::is_absent(side.value)) return say(TextId::BasisNotGiven);
  return quantity(is_after, run(is_after).program().at(side.id).type, side.value);
}

std::string ComparisonWords::parameter(uint32_t index) const {
  const study::ParameterChange& change = made_.parameters[index];
  return say(TextId::ValueMoved, {change.name, parameter_value(change, false), parameter_value(change, true)});
}

std::string ComparisonWords::bases(const study::ParameterSide& side, bool is_after) const {
  if (!side.id.valid() || side.bases == nullptr) return "";
  const program::Program& program = run(is_after).program();
  std::vector<std::string> parts;
  for (const program::Basis& basis : *side.bases) {
    switch (basis.kind) {
      case program::BasisKind::Cited:
        for (const program::CitedClause& cited : basis.clauses) {
          const program::Authority& authority = program.authorities[cited.authority.value];
          parts.push_back(authority.name + "." + authority.clauses[cited.clause].id);
        }
        break;
      case program::BasisKind::Assumed:
        parts.push_back(say(TextId::WithOrigin, {text(TextId::BasisAssumed, language_), basis.reason}));
        break;
      case program::BasisKind::NotGiven:
        parts.push_back(say(TextId::WithOrigin, {text(TextId::BasisNotGiven, language_), basis.reason}));
        break;
      case program::BasisKind::OtherReading:
        if (is_after && runs_.other_readings_after)
          parts.push_back(say(TextId::WithOrigin, {text(TextId::BasisOther, language_), basis.reason}));
        break;
    }
  }
  return joined(parts, TextId::MovedSeparator);
}

// --- the movement in one sentence ---

std::string ComparisonWords::headline() const {
  const auto count = [](size_t number) { return std::to_string(number); };
  std::vector<std::string> parts;
  for (const study::LineMovement& line : made_.lines) {
    if (line.in.empty() && line.out.empty()) continue;
    parts.push_back(say(TextId::MovedLine, {class_name(line.in_class), count(line.in.size()), count(line.out.size())}));
  }
  if (!made_.scope_in.empty() || !made_.scope_out.empty()) {
    parts.push_back(say(TextId::MovedScope, {count(made_.scope_in.size()), count(made_.scope_out.size())}));
  }
  size_t only_before = 0, only_after = 0;
  for (uint32_t i = 0; i < made_.classes.size(); ++i) {
    uint64_t was = 0, is = 0;
    for (uint32_t j = 0; j < made_.classes.size(); ++j) {
      was += made_.matrix[i][j];
      is += made_.matrix[j][i];
    }
    const ClassKind kind = made_.classes[i].kind;
    if (kind == ClassKind::Missing) {
      only_after = was;
      only_before = is;
    } else if ((kind == ClassKind::Pending || kind == ClassKind::Faulty) && was != is) {
      parts.push_back(say(TextId::MovedOpen, {class_name(i), count(was), count(is)}));
    }
  }
  if (only_before + only_after > 0) parts.push_back(say(TextId::MovedRows, {count(only_before), count(only_after)}));
  if (made_.stillness.is_still) parts = stillness();
  if (made_.stillness.is_still && parts.size() > 1) parts.resize(1);
  const std::string first = made_.moves.empty() ? say(TextId::MovedNobody) : say(TextId::MovedUnits, {count(made_.moves.size())});
  return first + (parts.empty() ? "" : say(TextId::MovedColon)) + joined(parts, TextId::MovedSeparator) + say(TextId::MovedStop);
}

std::vector<std::string> ComparisonWords::ways() const {
  constexpr size_t ShownOfWay = 10;
  std::vector<std::pair<std::pair<uint32_t, uint32_t>, std::vector<uint32_t>>> ways;
  for (const Move& move : made_.moves) {
    const study::UnitPair& unit = made_.units[move.unit];
    const std::pair way{unit.before.in_class, unit.after.in_class};
    auto found = std::find_if(ways.begin(), ways.end(), [&](const auto& one) { return one.first == way; });
    if (found == ways.end()) found = ways.insert(ways.end(), {way, {}});
    found->second.push_back(move.unit);
  }
  std::vector<std::string> lines;
  for (const auto& [way, units] : ways) {
    lines.push_back(say(TextId::MovedWay, {class_name(way.first), class_name(way.second), this->units(units, ShownOfWay)}));
  }
  return lines;
}

// --- why a unit moved ---

std::string ComparisonWords::origin(const study::Origin& origin) const {
  std::vector<std::string> parts;
  for (const uint32_t one : origin.parameters) parts.push_back(parameter(one));
  for (const uint32_t one : origin.rules) parts.push_back(say(TextId::OriginRules, {made_.rules[one].name}));
  if (origin.dates) parts.push_back(say(TextId::OriginDates));
  if (origin.rows) parts.push_back(say(TextId::OriginRows));
  return names(parts, ShownNames);
}

std::string ComparisonWords::value_change(const study::ValueChange& change) const {
  const program::Program& before = runs_.before.program();
  const program::Program& after = runs_.after.program();
  const bool is_column = change.column_before.valid();
  const program::Type& old_type = is_column ? before.at(change.column_before).type : before.at(change.before).type;
  const program::Type& new_type = is_column ? after.at(change.column_after).type : after.at(change.after).type;
  const std::string& name = is_column ? before.at(change.column_before).name : after.at(change.after).name;
  const std::string words =
      say(TextId::ValueMoved, {name, value(false, old_type, change.old_value), quantity(true, new_type, change.new_value)});
  const std::string behind = origin(change.origin);
  return behind.empty() ? words : say(TextId::WithOrigin, {words, behind});
}

std::string ComparisonWords::scopes(const Move& move) const {
  std::vector<std::string> parts;
  for (const study::ScopeReason& one : move.scopes) {
    if (one.is_quarantine) {
      parts.push_back(say(TextId::ScopeQuarantine));
      continue;
    }
    const std::string_view word = text(one.excludes ? TextId::WordExclude : TextId::WordInclude, language_);
    parts.push_back(say(one.held_after ? TextId::RuleHoldsNow : TextId::RuleHeldBefore, {word, one.scope, one.rule}));
  }
  if (parts.empty()) parts.push_back(say(TextId::ScopeUnknown));
  const std::string behind = origin(move.origin);
  const std::string words = joined(parts, TextId::MovedSeparator);
  return say(TextId::CauseScope, {behind.empty() ? words : say(TextId::WithOrigin, {words, behind})});
}

std::string ComparisonWords::own(const Move& move) const {
  std::vector<std::string> parts;
  for (const study::ValueChange& one : move.values) parts.push_back(value_change(one));
  return parts.empty() ? say(TextId::CauseOwn) : say(TextId::CauseOwnValues, {names(parts, ShownNames)});
}

std::string ComparisonWords::others(const Move& move) const {
  const study::UnitPair& unit = made_.units[move.unit];
  const auto rank = [&](uint32_t in_class) { return made_.classes[in_class].kind == ClassKind::Label ? in_class : UINT32_MAX; };
  const bool is_down = rank(unit.after.in_class) > rank(unit.before.in_class);
  const study::Passing& elsewhere = is_down ? move.joined : move.left;
  const study::Passing& who = is_down ? move.passed_by : move.passed;
  std::vector<std::string> parts;
  if (elsewhere.count > 0)
    parts.push_back(say(is_down ? TextId::CauseNewcomers : TextId::CauseLeavers, {units(elsewhere, ShownUnits)}));
  if (who.count > 0) parts.push_back(say(is_down ? TextId::CauseOvertaken : TextId::CauseMadeRoom, {units(who, ShownUnits)}));
  return parts.empty() ? say(TextId::CauseOthers) : joined(parts, TextId::ListComma);
}

std::string ComparisonWords::places(const study::LineMovement& line) const {
  if (!line.places_before || !line.places_after) return "";
  const std::string before = std::to_string(*line.places_before);
  const std::string after = std::to_string(*line.places_after);
  return before == after ? say(TextId::LinePlaces, {after}) : say(TextId::LinePlacesMoved, {before, after});
}

std::string ComparisonWords::line(const Move& move) const {
  std::vector<std::string> parts;
  for (const std::string& label : move.lines) {
    std::string words = say(TextId::LineName, {label});
    std::vector<std::string> behind;
    for (const study::LineMovement& one : made_.lines) {
      if (made_.classes[one.in_class].label != label) continue;
      if (one.places_before != one.places_after) behind.push_back(places(one));
      for (const uint32_t parameter : one.parameters) behind.push_back(this->parameter(parameter));
    }
    std::erase(behind, "");
    if (behind.empty()) behind.push_back(origin(move.origin));
    const std::string reasons = joined(behind, TextId::ListComma);
    parts.push_back(reasons.empty() ? words : say(TextId::WithOrigin, {words, reasons}));
  }
  return say(TextId::CauseLine, {joined(parts, TextId::ListComma)});
}

std::string ComparisonWords::open(const Move& move) const {
  const study::UnitPair& unit = made_.units[move.unit];
  const auto reason = [&](bool is_after) {
    return show_cell(run(is_after), {}, is_after ? unit.after.result : unit.before.result, language_);
  };
  if (program::is_open(unit.after.result)) return reason(true);
  return say(TextId::CauseWas, {reason(false)});
}

std::string ComparisonWords::cause(const Move& move, Cause cause) const {
  const auto decided = [&](TextId id) {
    std::vector<std::string> behind;
    for (const study::ValueChange& one : move.values) behind.push_back(value_change(one));
    if (behind.empty()) behind.push_back(origin(move.origin));
    const std::string words = say(id, {joined(move.decided_by, TextId::ListComma)});
    const std::string reasons = names(behind, ShownNames);
    return reasons.empty() ? words : say(TextId::WithOrigin, {words, reasons});
  };
  switch (cause) {
    case Cause::Scope: return scopes(move);
    case Cause::Veto: return decided(TextId::CauseVeto);
    case Cause::Judgement: return move.decided_by.empty() ? say(TextId::CauseTie) : decided(TextId::CauseJudgement);
    case Cause::Own: return own(move);
    case Cause::Others: return others(move);
    case Cause::Line: return line(move);
    case Cause::Rule: return say(TextId::CauseRule);
    case Cause::Open: return open(move);
    case Cause::Row: return say(made_.units[move.unit].after.row == UINT32_MAX ? TextId::CauseRowBefore : TextId::CauseRowAfter);
  }
  return "";
}

std::string ComparisonWords::gain(const Move& move) const {
  const study::UnitPair& unit = made_.units[move.unit];
  const auto* was = std::get_if<base::Number>(&unit.before.score);
  const auto* is = std::get_if<base::Number>(&unit.after.score);
  if (!made_.middle_gain || made_.middle_gain->is_zero() || was == nullptr || is == nullptr || !unit.after.place) return "";
  const program::Type& type = runs_.after.program().at(runs_.graded_after.score).type;
  const auto shown = [&](const base::Number& number) {
    std::string text = value(true, type, number);
    if (number.sign() > 0) text.insert(text.starts_with("≈") ? std::string_view("≈").size() : 0, "+");
    return text;
  };
  return say(TextId::GainBeside, {shown(*is - *was), shown(*made_.middle_gain)});
}

std::string ComparisonWords::why(const Move& move) const {
  std::vector<std::string> parts;
  for (const Cause one : move.causes) parts.push_back(cause(move, one));
  std::string words = joined(parts, TextId::CauseJoint);
  const bool is_combined = parts.size() > 1 && (has(move, Cause::Own) || has(move, Cause::Others) || has(move, Cause::Line));
  if (is_combined) words = say(move.any_would_do ? TextId::CausesEach : TextId::CausesTogether, {words});
  std::vector<std::string> beside{words};
  if (has(move, Cause::Own) || has(move, Cause::Others)) {
    // Where all scores moved, a unit's own gain says little by itself.
    beside.push_back(gain(move));
    const bool is_passed = move.passed_by.count + move.passed.count + move.joined.count + move.left.count > 0;
    if (!has(move, Cause::Others) && is_passed) beside.push_back(others(move));
  }
  const study::UnitPair& unit = made_.units[move.unit];
  const bool tells = move.old_among_new && unit.before.place && unit.after.place && *move.old_among_new != *unit.after.place;
  if (tells && has(move, Cause::Own)) beside.push_back(say(TextId::OldAmongNew, {std::to_string(*move.old_among_new)}));
  return joined(beside, TextId::MovedSeparator);
}

}  // namespace plumb::report
