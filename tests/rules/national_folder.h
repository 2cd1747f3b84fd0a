// The made-up national data set, written and loaded once for all tests of a process, and gone with it.
#pragma once

#include <filesystem>

#include "national/national.h"

namespace plumb::tests {

// The tables as CSV files, written into options.folder, which is there.
void write_national(const examples::Options& options);
// A folder with them; equal options, equal folder. Not to be written to.
[[nodiscard]] std::filesystem::path national_folder(examples::Options options = {});
// A database made for rules/2021.plumb and loaded with the tables as they are by default, as a file of the caller's own.
void copy_national_database(const std::filesystem::path& to);

}  // namespace plumb::tests
