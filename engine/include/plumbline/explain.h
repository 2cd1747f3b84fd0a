// Why a row has what it has, and why not more: down to clauses and to rows of data. Any thread; several may ask one run at once.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plumbline/diagnostic.h"
#include "plumbline/run.h"

namespace plumbline {

struct ExplainOptions {
  std::optional<Language> language = {};  // none given: the spelling of the rules
  std::string why_not = {};               // a label of the grade; empty: the whole explanation
  bool all_rows = false;                  // all members of sums and counts, not the first few
};

struct CellOrigin {
  std::string table, key, column;
  std::int64_t database_row = -1;  // -1: it has none
};
struct ExplainedLine {
  std::string kind;  // "value", "rule", "place", "cell" …, as in the JSON
  std::string text;
  std::optional<Value> value;
  std::vector<std::string> bases;  // "办法.三", or the reason of an assumption
  std::optional<CellOrigin> origin;
  std::vector<ExplainedLine> children;
};
struct ExplainedSection {
  std::string kind, title;
  std::vector<ExplainedLine> lines;
};

class Explanation {
 public:
  [[nodiscard]] const std::string& title() const;
  [[nodiscard]] const std::vector<ExplainedSection>& sections() const;
  [[nodiscard]] const std::string& text() const;
  [[nodiscard]] const std::string& markdown() const;
  [[nodiscard]] const std::string& json() const;  // schema "explain"

 private:
  friend struct Access;
  Explanation() = default;
  std::shared_ptr<const struct ExplanationState> state_;
};

// `row`: key or name of a unit, or TABLE:KEY.
[[nodiscard]] Result<Explanation> explain(const Run& run, std::string_view row, const ExplainOptions& options = {});

}  // namespace plumbline
