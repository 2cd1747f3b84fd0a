// Files as the commands read and write them. Failures are diagnostics (R8xxx) and empty answers.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostics.h"
#include "plumbline/rules.h"

namespace plumb::pipeline {

// Refuses more than `limit` bytes before reading them (R1008).
[[nodiscard]] std::optional<std::string> read_file(const std::string& path, size_t limit, diagnostics::Sink& sink);

// The whole text or nothing: written beside the file, forced to disk, then renamed over it. An
// interruption in between leaves the old file as it was.
[[nodiscard]] bool write_file(const std::string& path, std::string_view text, diagnostics::Sink& sink);

// Folders in which 使用 「name」 looks after the folder of its own file: those of PLUMB_LIBRARY (several joined by a colon), then
// rules/ and stdlib/ beside the running program and in share/plumbline beside its folder or up to two levels above it, and the
// same of the shared library that the engine stands in, if it does.
[[nodiscard]] std::vector<std::string> library_folders();

// The file that 使用 「target」 names, seen from the file `from`: one of the texts of `given`, or one on the disk where that is
// read; empty if there is none.
[[nodiscard]] std::optional<std::string> find_library_file(const std::string& target, const std::string& from,
                                                           const std::vector<std::string>& folders,
                                                           const plumbline::RuleFiles& given = {});

}  // namespace plumb::pipeline
