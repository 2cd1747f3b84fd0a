// A rule set as it was read and checked, with the texts that its places point into: what every step after the check starts
// from.
#pragma once

#include "diagnostics/diagnostics.h"
#include "program/program.h"
#include "source/language.h"
#include "source/source.h"

namespace plumb::check {

struct CheckedRules {
  source::SourceSet sources;
  diagnostics::Sink sink;  // what was found; with an error in it the program must not be run
  source::FileId main = 0;
  source::Language spelling = source::Language::Zh;  // of the main file
  program::Program program;
};

}  // namespace plumb::check
