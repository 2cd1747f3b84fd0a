// What a report shows of two runs side by side: made by compare_runs.cpp, read by the three renderers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/evaluation.h"
#include "report/rule_texts.h"
#include "report/summary.h"
#include "report/texts.h"
#include "study/study.h"

namespace plumb::report {

struct ComparedRuns {
  const Evaluation& before;
  const Evaluation& after;
  study::Graded graded_before, graded_after;
  bool other_readings_after = false;  // the second run took what 另载 says
  study::Comparison comparison;
};

// Both runs must outlive the answer; the words of their rules are asked for now and not later. Both texts in one spelling, so
// that a rule that was only translated is the same.
[[nodiscard]] ComparedRuns compare_runs(const Evaluation& before, const Evaluation& after, RuleTexts& words_before,
                                        RuleTexts& words_after);

[[nodiscard]] std::string render_comparison_table(const ComparedRuns& runs, source::Language language, bool colour);
[[nodiscard]] std::string render_comparison_json(const ComparedRuns& runs);
// The units that moved, a line each, for spreadsheets; see render_evaluation_csv.
[[nodiscard]] std::string render_comparison_csv(const ComparedRuns& runs, source::Language language);

// "own", "line" …: for scripts, in JSON and CSV.
[[nodiscard]] std::string_view cause_word(study::Cause cause);

// Differs where a grade does; else, and above that, how the units of either run stand.
[[nodiscard]] Standing standing_of(const ComparedRuns& runs);

// Sentences and names that more than one renderer shows.
class ComparisonWords {
 public:
  ComparisonWords(const ComparedRuns& runs, source::Language language)
      : runs_(runs), made_(runs.comparison), language_(language) {}

  // The movement in one sentence.
  [[nodiscard]] std::string headline() const;
  [[nodiscard]] std::string class_name(uint32_t in_class) const;
  // Who went which way: those that went the same way together, in the order of the first of them.
  [[nodiscard]] std::vector<std::string> ways() const;
  // Why a unit moved, in one line.
  [[nodiscard]] std::string why(const study::Move& move) const;
  // Why nobody did, a line each; empty when somebody did.
  [[nodiscard]] std::vector<std::string> stillness() const;
  // "S0073、S0088 等 5 家".
  [[nodiscard]] std::string units(const std::vector<uint32_t>& units, size_t most) const;
  [[nodiscard]] std::string units(const study::Passing& list, size_t most) const;
  [[nodiscard]] std::string value(bool is_after, const program::Type& type, const program::Value& value) const;
  // With its measure: "800小时", "≈3.3333分".
  [[nodiscard]] std::string quantity(bool is_after, const program::Type& type, const program::Value& value) const;
  [[nodiscard]] std::string score(const study::UnitPair& unit, bool is_after) const;
  // "线前 50→60 家"; empty where the line is no cut.
  [[nodiscard]] std::string places(const study::LineMovement& line) const;
  // "优秀名额 50→60".
  [[nodiscard]] std::string parameter(uint32_t index) const;
  [[nodiscard]] std::string parameter_value(const study::ParameterChange& change, bool is_after) const;
  // "通知.三.1;暂定 「分值未载」".
  [[nodiscard]] std::string bases(const study::ParameterSide& side, bool is_after) const;
  [[nodiscard]] std::string say(TextId id) const { return std::string(text(id, language_)); }
  [[nodiscard]] std::string say(TextId id, std::initializer_list<std::string_view> values) const {
    return filled(id, language_, values);
  }
  [[nodiscard]] std::string joined(const std::vector<std::string>& parts, TextId comma) const;

 private:
  [[nodiscard]] const Evaluation& run(bool is_after) const { return is_after ? runs_.after : runs_.before; }
  [[nodiscard]] std::string origin(const study::Origin& origin) const;
  [[nodiscard]] std::string value_change(const study::ValueChange& change) const;
  [[nodiscard]] std::string scopes(const study::Move& move) const;
  [[nodiscard]] std::string own(const study::Move& move) const;
  [[nodiscard]] std::string others(const study::Move& move) const;
  [[nodiscard]] std::string line(const study::Move& move) const;
  // What its score gained beside the middle of all.
  [[nodiscard]] std::string gain(const study::Move& move) const;
  [[nodiscard]] std::string open(const study::Move& move) const;
  [[nodiscard]] std::string cause(const study::Move& move, study::Cause cause) const;
  [[nodiscard]] std::string names(const std::vector<std::string>& names, size_t most) const;

  const ComparedRuns& runs_;
  const study::Comparison& made_;
  source::Language language_;
};

}  // namespace plumb::report
