#include <string_view>

#include "diagnostics/catalogue_command.h"
#include "diagnostics/diagnostics.h"
#include "diagnostics/suggest_names.h"
#include "pipeline/commands.h"

namespace plumb::pipeline {

namespace {

struct Schema {
  std::string_view name;
  std::string_view text;
};
constexpr Schema Schemas[] = {
#include "pipeline/schemas.def"
};

}  // namespace

Outcome run_schema(const std::string& name, const Console& console) {
  Outcome outcome;
  std::vector<std::string> names;
  for (const Schema& schema : Schemas) {
    names.emplace_back(schema.name);
    if (name.empty()) outcome.output += std::string(schema.name) + '\n';
    if (name == schema.name) outcome.output = schema.text;
  }
  if (!outcome.output.empty()) return outcome;
  diagnostics::Sink sink;
  sink.report(diag::UnknownSchema{.name = name}).suggest(diagnostics::suggest(name, names));
  add_messages(outcome, sink, source::SourceSet{}, console.reader(), console);
  return outcome;
}

}  // namespace plumb::pipeline
