// A row by what a user calls it: its key, else its display name.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "data/data.h"
#include "diagnostics/diagnostics.h"
#include "program/program.h"

namespace plumb::pipeline {

// Reports R8014 with near names when there is none. Of several rows of one name the first in key order.
[[nodiscard]] std::optional<uint32_t> find_unit(const program::Program& program, const data::Data& data, program::TableId table,
                                                std::string_view text, diagnostics::Sink& sink);

}  // namespace plumb::pipeline
