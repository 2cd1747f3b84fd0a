// A run as a whole: a table for people, JSON for programs, CSV for spreadsheets. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plumbline/diagnostic.h"
#include "plumbline/run.h"

namespace plumbline {

enum class Format : std::uint8_t { Table, Json, Csv };

struct ReportOptions {
  Format format = Format::Table;
  std::optional<Language> language = {};  // none given: the spelling of the rules; JSON is the same in both
  bool colour = false;                    // of a table: ANSI sequences
  std::vector<std::string> tables = {};   // whose rows are listed with all their definitions, instead of the units
  bool all_tables = false;                // every table that something is defined of, beside the units
  // Nobody looks at the report now (it goes into a file): that units have no result is told by the diagnostics as well.
  bool is_put_away = false;
};
// The diagnostics are those of the run, and what stands out in the report.
[[nodiscard]] Result<std::string> report(const Run& run, const ReportOptions& options = {});

}  // namespace plumbline
