// Two runs side by side: who moved between the grades, and why. Any thread; comparisons over the same rules take turns.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plumbline/diagnostic.h"
#include "plumbline/report.h"
#include "plumbline/run.h"

namespace plumbline {

struct Move {
  std::string key, title;
  Text before, after;  // the grade, or why there is none
  std::optional<std::uint32_t> place_before, place_after;
  std::vector<std::string> causes;  // "own", "line", "others" …, as in the JSON
  Text why;                         // in one line
};

// Rules, data or both may differ. Units are matched by key, definitions and rules by name.
class Comparison {
 public:
  [[nodiscard]] const Run& before() const;
  [[nodiscard]] const Run& after() const;
  [[nodiscard]] Standing standing() const;  // of both runs; Differs where a grade does
  [[nodiscard]] const Text& headline() const;
  [[nodiscard]] const std::vector<Move>& moves() const;  // by the line that was crossed
  // Who went which way, in one line a way: "合格→优秀:S0001、S0002 等 5 家".
  [[nodiscard]] const std::vector<Text>& ways() const;

 private:
  friend struct Access;
  Comparison() = default;
  std::shared_ptr<const struct ComparisonState> state_;
};

[[nodiscard]] Result<Comparison> compare(const Run& before, const Run& after);
// `tables`, `all_tables` and `is_put_away` of the options mean nothing here.
[[nodiscard]] Result<std::string> report(const Comparison& comparison, const ReportOptions& options = {});

}  // namespace plumbline
