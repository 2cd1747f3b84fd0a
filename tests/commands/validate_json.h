// A small JSON Schema validator: as much of the 2020-12 vocabulary as the schemas of this project use. A word that it does not
// know is a finding, so that no promise of a schema goes unchecked.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace plumb::cli {

// What does not hold, as "path: what"; empty: the value is valid.
[[nodiscard]] std::vector<std::string> validate_json(const nlohmann::json& schema, const nlohmann::json& value);

}  // namespace plumb::cli
