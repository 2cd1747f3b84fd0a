#include "report/json_schema.h"

namespace plumb::report {

namespace {

constexpr JsonSchema Schemas[] = {
#include "report/schemas.def"
};

}  // namespace

std::span<const JsonSchema> all_schemas() { return Schemas; }

}  // namespace plumb::report
