#include "results/compare_results.h"

#include <algorithm>

#include <fmt/format.h>

#include "program/dump_program.h"

namespace plumb::results {

namespace {

class Differences {
 public:
  explicit Differences(size_t limit) : limit_(limit) {}
  [[nodiscard]] bool is_full() const { return lines_.size() >= limit_; }
  void add(std::string line) {
    if (!is_full()) lines_.push_back(std::move(line));
  }
  [[nodiscard]] std::vector<std::string> take() { return std::move(lines_); }

 private:
  size_t limit_;
  std::vector<std::string> lines_;
};

std::string describe(const program::Program& program, const program::Type& type, const Value& value, const Results& results) {
  std::string text = program::show_value(program, type, value, program.spelling);
  const auto* pending = std::get_if<program::Pending>(&value);
  const auto* faulty = std::get_if<program::Faulty>(&value);
  if (pending != nullptr && pending->place.valid())
    text += " <" + describe_place(program, results.places[pending->place.value]) + ">";
  if (faulty != nullptr && faulty->place.valid())
    text += " <" + describe_place(program, results.places[faulty->place.value]) + ">";
  return text;
}

void compare_definitions(const program::Program& program, const Results& a, const Results& b, Differences& out) {
  for (uint32_t d = 0; d < program.definitions.size() && !out.is_full(); ++d) {
    const program::Definition& definition = program.definitions[d];
    for (uint32_t row = 0; row < a.definitions[d].values.size() && !out.is_full(); ++row) {
      const Value left = a.definitions[d].values[row];
      const Value right = b.definitions[d].values[row];
      if (!same_value(left, a.places, right, b.places)) {
        out.add(fmt::format("{}[{}]: {} / {}", definition.name, row, describe(program, definition.type, left, a),
                            describe(program, definition.type, right, b)));
      } else if (a.definitions[d].fired_at(row) != b.definitions[d].fired_at(row)) {
        out.add(fmt::format("{}[{}]: case {} / {}", definition.name, row, a.definitions[d].fired_at(row),
                            b.definitions[d].fired_at(row)));
      }
    }
  }
}

void compare_populations(const program::Program& program, const Results& a, const Results& b, Differences& out) {
  for (uint32_t p = 0; p < program.populations.size() && !out.is_full(); ++p) {
    for (uint32_t row = 0; row < a.populations[p].member.size(); ++row) {
      const bool same = same_value(a.populations[p].member[row], a.places, b.populations[p].member[row], b.places) &&
                        a.populations[p].rules_held[row] == b.populations[p].rules_held[row];
      if (!same) out.add(fmt::format("{}[{}]: membership", program.populations[p].name, row));
    }
  }
}

bool same_ranking(const RankingResult& a, const Results& in_a, const RankingResult& b, const Results& in_b) {
  if (!same_value(a.open, in_a.places, b.open, in_b.places) || a.strata.size() != b.strata.size()) return false;
  if (a.waiting.size() != b.waiting.size()) return false;
  for (size_t i = 0; i < a.waiting.size(); ++i) {
    if (a.waiting[i].row != b.waiting[i].row || !same_value(a.waiting[i].open, in_a.places, b.waiting[i].open, in_b.places))
      return false;
  }
  for (size_t s = 0; s < a.strata.size(); ++s) {
    const std::vector<RankedRow>& left = a.strata[s].rows;
    const std::vector<RankedRow>& right = b.strata[s].rows;
    if (a.strata[s].key != b.strata[s].key || left.size() != right.size()) return false;
    for (size_t i = 0; i < left.size(); ++i) {
      const bool same = left[i].row == right[i].row && left[i].place == right[i].place && left[i].keys == right[i].keys &&
                        left[i].tie_group == right[i].tie_group;
      if (!same) return false;
    }
  }
  return true;
}

bool same_cut(const CutResult& a, const CutResult& b) {
  return a.grade == b.grade && a.entry == b.entry && a.stratum == b.stratum && a.base == b.base && a.size == b.size &&
         a.taken == b.taken && a.tied_on_line == b.tied_on_line;
}

bool same_question(const Question& a, const Question& b) {
  return a.judgement == b.judgement && a.subject == b.subject && a.fingerprint == b.fingerprint && a.answers == b.answers &&
         a.least == b.least;
}

bool same_values(const std::vector<Value>& a, const Results& in_a, const std::vector<Value>& b, const Results& in_b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (!same_value(a[i], in_a.places, b[i], in_b.places)) return false;
  }
  return true;
}

bool same_norm(const NormResult& a, const Results& in_a, const NormResult& b, const Results& in_b) {
  return a.norm == b.norm && a.rows == b.rows && same_values(a.deadlines, in_a, b.deadlines, in_b) &&
         same_values(a.fulfilled, in_a, b.fulfilled, in_b) && same_values(a.amounts, in_a, b.amounts, in_b);
}

}  // namespace

bool same_value(const Value& a, const std::vector<Place>& places_of_a, const Value& b, const std::vector<Place>& places_of_b) {
  if (a.index() != b.index()) return false;
  const auto same_place = [&](PlaceId left, PlaceId right) {
    if (!left.valid() || !right.valid()) return left == right;
    return places_of_a[left.value] == places_of_b[right.value];
  };
  if (const auto* open = std::get_if<program::Pending>(&a)) return same_place(open->place, std::get<program::Pending>(b).place);
  if (const auto* open = std::get_if<program::Faulty>(&a)) return same_place(open->place, std::get<program::Faulty>(b).place);
  return a == b;
}

std::vector<std::string> compare_results(const program::Program& program, const Results& a, const Results& b, size_t limit) {
  Differences out(limit);
  compare_definitions(program, a, b, out);
  compare_populations(program, a, b, out);
  for (size_t r = 0; r < program.rankings.size(); ++r) {
    if (!same_ranking(a.rankings[r], a, b.rankings[r], b)) out.add(fmt::format("{}: ranking", program.rankings[r].name));
  }
  const size_t cuts = std::max(a.cuts.size(), b.cuts.size());
  for (size_t i = 0; i < cuts; ++i) {
    if (i >= a.cuts.size() || i >= b.cuts.size() || !same_cut(a.cuts[i], b.cuts[i])) out.add(fmt::format("cut {}", i));
  }
  const size_t questions = std::max(a.questions.size(), b.questions.size());
  for (size_t i = 0; i < questions; ++i) {
    if (i >= a.questions.size() || i >= b.questions.size() || !same_question(a.questions[i], b.questions[i])) {
      out.add(fmt::format("question {}", i));
    }
  }
  const size_t norms = std::max(a.norms.size(), b.norms.size());
  for (size_t i = 0; i < norms; ++i) {
    if (i >= a.norms.size() || i >= b.norms.size() || !same_norm(a.norms[i], a, b.norms[i], b))
      out.add(fmt::format("norm {}", i));
  }
  return out.take();
}

std::string describe_place(const program::Program& program, const Place& place) {
  std::string text = fmt::format("{}", static_cast<int>(place.kind));
  if (place.definition.valid()) text += " " + program.at(place.definition).name;
  if (place.parameter.valid()) text += " " + program.at(place.parameter).name;
  if (place.table.valid()) text += " " + program.at(place.table).name;
  if (place.row != UINT32_MAX) text += fmt::format("[{}]", place.row);
  if (place.fault != UINT32_MAX) text += fmt::format(" fault {}", place.fault);
  return place.detail.empty() ? text : text + " " + place.detail;
}

std::string dump_results(const program::Program& program, const data::Data& data, const Results& results) {
  std::string text;
  for (uint32_t d = 0; d < program.definitions.size(); ++d) {
    const program::Definition& definition = program.definitions[d];
    const DefinitionResult& result = results.definitions[d];
    for (uint32_t row = 0; row < result.values.size(); ++row) {
      text += definition.name;
      if (definition.table.valid()) text += "[" + data::key_text(program, data, definition.table, row) + "]";
      text += " = " + describe(program, definition.type, result.values[row], results);
      if (result.fired_at(row) >= 0) text += fmt::format("  #{}", result.fired_at(row));
      text += '\n';
    }
  }
  return text;
}

}  // namespace plumb::results
