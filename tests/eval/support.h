// Rule texts checked, rows made and evaluated, for the tests of this folder.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "check/check.h"
#include "data/build_rows.h"
#include "eval/eval.h"
#include "eval/run_tests.h"
#include "source/source.h"

namespace plumb::eval::test {

struct Rules {
  source::SourceSet sources;
  program::Program program;
  std::string problems;  // errors of checking; empty when the text is sound

  [[nodiscard]] program::TableId table(const std::string& name) const;
  [[nodiscard]] program::DefinitionId definition(const std::string& name) const;
  [[nodiscard]] results::RunInputs inputs() const;
};
// `other_readings`: a dry run with what 另载 says.
[[nodiscard]] std::unique_ptr<Rules> check_text(const std::string& text, bool other_readings = false);
// A file of the repository with what it uses.
[[nodiscard]] std::unique_ptr<Rules> check_file(const std::string& path);

// Rows by table name, cells in the order of the columns: "" is NULL, "#kind" a kind of absence.
using Rows = std::map<std::string, std::vector<std::vector<std::string>>>;

[[nodiscard]] data::Data read_rows(const Rules& rules, const Rows& rows);

// The value of a definition of a row ("" for one without rows) as a reader sees it; open values with their place:
// "待定:JudgementPending", "有误:DataFault".
[[nodiscard]] std::string show_result(const Rules& rules, const data::Data& data, const results::Results& results,
                                      const std::string& definition, const std::string& key = "");

struct Evaluated {
  std::unique_ptr<Rules> rules;
  data::Data data;
  results::RunInputs inputs;
  results::Results results;

  [[nodiscard]] std::string value(const std::string& definition, const std::string& key = "") const {
    return show_result(*rules, data, results, definition, key);
  }
  [[nodiscard]] int32_t fired(const std::string& definition, const std::string& key) const;
};
[[nodiscard]] Evaluated run_rows(std::unique_ptr<Rules> rules, const Rows& rows,
                                 const std::vector<results::RunInputs::Quarantine>& out = {});
[[nodiscard]] Evaluated run_text(const std::string& text, const Rows& rows);

// Failures of the tests of a rule file, one line each.
[[nodiscard]] std::string failures_of(const Rules& rules);

}  // namespace plumb::eval::test
