// The program as text for golden files and `dump --stage program`, and its verifier.
#pragma once

#include <string>
#include <vector>

#include "program/program.h"

namespace plumb::program {

// One node a line, sorted tables, names instead of ids; the same for both spellings but for names.
[[nodiscard]] std::string dump_program(const Program& program);

// Broken invariants, one line each; empty when the program is sound.
[[nodiscard]] std::vector<std::string> verify_program(const Program& program);

// A dimension by the names of its base units: "元/小时", "1/人"; empty when it has none.
[[nodiscard]] std::string name_dimension(const Program& program, const base::Dimension& dimension);

// A type as a reader sees it: "元/小时", "%", "整数", "枚举 等级".
[[nodiscard]] std::string describe_type(const Program& program, const Type& type, source::Language language);

// A known value in its type's shown units, without their name: "12.5", "250/3", "2021-06-15", "优秀"; absent: its
// kind's name. A row is shown as its position: its key is in the data.
[[nodiscard]] std::string show_value(const Program& program, const Type& type, const Value& value, source::Language language);

}  // namespace plumb::program
