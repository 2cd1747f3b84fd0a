// One case: a rule set, rows for its tables, rows in quarantine. As values that can be made smaller, and as a file.
//
// The file: the rules, a line of dashes, then a block a table: `table NAME COLUMN COLUMN …`, a line a row, a cell between tabs:
// `'text`, an integer as it is stored, `~real`, `-` for nothing, `-kind` for another kind of absence, `?` for not given;
// `quarantine TABLE KEY` and `quarantine-keeping TABLE KEY`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "data/build_rows.h"
#include "program/program.h"
#include "results/results.h"

namespace plumb::agreement {

struct Cell {
  data::RawCell value;
  std::string absence;
};
struct Rows {
  std::string table;
  std::vector<std::string> columns;
  std::vector<std::vector<Cell>> rows;
};
struct OutOfPlay {
  std::string table, key;
  bool keeps_place = false;
};
struct Case {
  std::string rules;
  std::vector<Rows> tables;
  std::vector<OutOfPlay> quarantine;
};

[[nodiscard]] Case make_case(std::string rules, const program::Program& program, const std::vector<data::RawTable>& rows,
                             const std::vector<results::RunInputs::Quarantine>& quarantine);
// Rows for a program, which may have fewer tables and columns than the case.
[[nodiscard]] std::vector<data::RawTable> raw_tables(const program::Program& program, const Case& from);
[[nodiscard]] std::vector<results::RunInputs::Quarantine> quarantine_of(const program::Program& program, const Case& from);

[[nodiscard]] std::string to_text(const Case& from);
// Empty: the text is none of a case.
[[nodiscard]] std::optional<Case> parse_case(const std::string& text);

}  // namespace plumb::agreement
