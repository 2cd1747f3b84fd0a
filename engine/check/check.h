// The room's door: trees → program, and everything that can be found before running.
//
// In: the main file's tree and those that it uses (loaded through `load`). Out: the typed program, always;
// where an error was reported, the part it concerns is of type Unknown and must not be run. R2xxx to R4xxx.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "check/options.h"
#include "diagnostics/diagnostics.h"
#include "program/program.h"
#include "syntax/syntax.h"

namespace plumb::check {

// Adds the file that 使用 「target」 of `from` names to the sources and gives its id; empty: there is none.
using Loader = std::function<std::optional<source::FileId>(const std::string& target, source::FileId from)>;

// `main` is already in `sources`. A file that is used twice is read once; a circle of uses is an error.
[[nodiscard]] program::Program check(source::SourceSet& sources, source::FileId main, const Loader& load, const Options& options,
                                     diagnostics::Sink& sink);

// A literal expression without any rule file (the calculator): builtin units only where `program` declares none.
struct CheckedExpr {
  program::Program program;
  program::ExprId expr;  // not valid: there are errors
};
// `sources` holds the text that was parsed: messages quote it.
[[nodiscard]] CheckedExpr check_expression(source::SourceSet& sources, const syntax::ParsedExpr& parsed, diagnostics::Sink& sink);

}  // namespace plumb::check
