// Texts that stand beside a secondary place (`.label`) or under a frame (`.note`).
#pragma once

#include "diagnostics/row.h"

namespace plumb::label {

using namespace ::plumb::diagnostics;  // the argument types that the rows name

#define PLUMB_LABEL PLUMB_LABEL_STRUCT
#include "diagnostics/catalogue_labels.def"
#undef PLUMB_LABEL

}  // namespace plumb::label
