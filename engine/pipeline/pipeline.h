// The façade: the whole way on one page, for the command line and for tests. Nothing below is needed beside it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "check/check.h"
#include "data/data.h"
#include "diagnostics/diagnostics.h"
#include "eval/eval.h"
#include "pipeline/exit_code.h"
#include "program/program.h"
#include "results/results.h"
#include "source/source.h"

namespace plumb::pipeline {

struct CheckedRules {
  source::SourceSet sources;
  diagnostics::Sink sink;
  source::FileId main = 0;
  source::Language spelling = source::Language::Zh;
  program::Program program;
};
// Reads the rule file and what it uses (beside it, then in `library_folders`: rules/, stdlib/), checks it.
[[nodiscard]] std::unique_ptr<CheckedRules> check_rules(const std::string& file, const check::Options& options,
                                                        const std::vector<std::string>& library_folders);

}  // namespace plumb::pipeline
