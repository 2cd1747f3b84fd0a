// The whole catalogue, for the `codes` command and for tests. Reporting rooms include the class
// headers (catalogue_names.h …) instead.
#pragma once

#include <span>
#include <string_view>

#include "diagnostics/row.h"

namespace plumb::diagnostics {

// By class and then in the order of the files.
[[nodiscard]] std::span<const Row* const> all_rows();
[[nodiscard]] std::span<const LabelRow* const> all_labels();

// The row of a code ("R2001", also "r2001"); null when there is none.
[[nodiscard]] const Row* find_row(std::string_view code);

}  // namespace plumb::diagnostics
