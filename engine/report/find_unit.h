// Rows and tables by what a user calls them: a row by its key, else by its display name.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "data/data.h"
#include "diagnostics/diagnostics.h"
#include "program/program.h"

namespace plumb::report {

// Reports R8014 with near names when there is none. Of several rows of one name the first in key order.
[[nodiscard]] std::optional<uint32_t> find_unit(const program::Program& program, const data::Data& data, program::TableId table,
                                                std::string_view text, diagnostics::Sink& sink);

// By declared name, alias or stored name; reports R8024 when there is none.
[[nodiscard]] std::optional<program::TableId> find_table(const program::Program& program, std::string_view name,
                                                         diagnostics::Sink& sink);

// `TABLE:KEY`, or a key of `usual` alone. A colon that no table's name stands before belongs to the key.
// `usual` that is not valid: only the first form; reports R8018 for the other.
struct NamedRow {
  program::TableId table;
  uint32_t row = 0;
};
[[nodiscard]] std::optional<NamedRow> find_named_row(const program::Program& program, const data::Data& data,
                                                     program::TableId usual, std::string_view text, diagnostics::Sink& sink);

}  // namespace plumb::report
