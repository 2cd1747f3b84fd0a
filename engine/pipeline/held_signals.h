// Ctrl-C held back while something is written: the same guard that the writing rooms use, for the command line.
#pragma once

#include "store/held_signals.h"

namespace plumb::pipeline {

using store::HeldSignals;

}  // namespace plumb::pipeline
