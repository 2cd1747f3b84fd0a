// Rows R3xxx: types, units and absence. Rooms include only the classes that they report.
#pragma once

#include "diagnostics/row.h"

namespace plumb::diag {

using namespace ::plumb::diagnostics;  // the argument types that the rows name

#define PLUMB_DIAG PLUMB_DIAG_STRUCT
#include "diagnostics/catalogue_3_types.def"
#undef PLUMB_DIAG

}  // namespace plumb::diag
