// What several commands do alike: arguments of a run into what the engine takes, and from rules to a run.
#pragma once

#include <optional>
#include <plumbline/report.h>
#include <plumbline/rules.h>
#include <plumbline/run.h>
#include <plumbline/session.h>
#include <string>

#include "commands/commands.h"
#include "commands/console.h"

namespace plumb::cli {

// Neither or both of a database and a snapshot are named. Empty: exactly one is.
[[nodiscard]] std::optional<Outcome> refuse_sources(const RunArguments& arguments, const Console& console);
[[nodiscard]] plumbline::Source source_of(const RunArguments& arguments);

// The rules as they stand in a file; findings are looked for by `check` alone.
[[nodiscard]] plumbline::Rules rules_for_run(const std::string& file, bool other_readings = false);
[[nodiscard]] plumbline::ReadOptions reading_of(const RunArguments& arguments, const Console& console);
[[nodiscard]] plumbline::RunOptions running_of(const RunArguments& arguments, const Console& console);
// Data, then results; the first step that reports an error is the last.
[[nodiscard]] plumbline::Result<plumbline::Run> evaluate_on(const plumbline::Rules& rules, const plumbline::Source& source,
                                                            const plumbline::ReadOptions& reading,
                                                            const plumbline::RunOptions& running);

[[nodiscard]] plumbline::Format format_named(const std::string& name);

}  // namespace plumb::cli
