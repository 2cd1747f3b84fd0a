// The rule files' own words, for a reader of either language.
#pragma once

#include <functional>
#include <string>

#include "program/program.h"
#include "source/source.h"

namespace plumb::report {

// The words at a span of a rule file: as they stand where the file is in the reader's spelling, else with the keywords
// of the reader's language; names by their alias where they have one. Everything given outlives it.
[[nodiscard]] std::function<std::string(source::Span)> quote_rules(const source::SourceSet& sources,
                                                                   const program::Program& program, source::Language reader);

}  // namespace plumb::report
