// The ways in which the whole suite is run again (tests/run_modes). The environment chooses, and the places where tests read
// rules, make rows and start runs ask here; plainly, nothing is changed. Values and grades must be the same in all of them.
//
//   PLUMB_TEST_SPELLING=zh|en   rules are printed in that spelling and read again
//   PLUMB_TEST_REPRINT=1        rules are printed in their own spelling and read again
//   PLUMB_TEST_SHUFFLE=SEED     rows come in another order
//   PLUMB_TEST_THREADS=N        runs have N threads
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "data/build_rows.h"

namespace plumb::support {

// Rules as they are to be read. A text with syntax errors stays as it is, as there is nothing to print.
[[nodiscard]] std::string reread_rules(std::string rules);
// For tests that quote rules or edit their text: GTEST_SKIP() << RulesRewritten.
[[nodiscard]] bool are_rules_rewritten();
inline constexpr const char* RulesRewritten = "is about rules as they are written, and these are printed anew";

// Rows keep their origins.
void reorder_rows(std::vector<data::RawTable>& tables);
// The folder itself, or a copy of its CSV files with their rows in another order, which is gone with the process.
[[nodiscard]] std::filesystem::path reordered_folder(const std::filesystem::path& folder);

[[nodiscard]] uint32_t choose_threads(uint32_t usual);

}  // namespace plumb::support
