// The JSON Schema of every JSON output.
#pragma once

#include <span>
#include <string_view>

namespace plumb::report {

struct JsonSchema {
  std::string_view name;
  std::string_view text;
};
[[nodiscard]] std::span<const JsonSchema> all_schemas();

}  // namespace plumb::report
