// The progress of a run as lines of a console.
#pragma once

#include "pipeline/console.h"
#include "pipeline/pipeline.h"

namespace plumb::pipeline {

// Empty callbacks where the console shows none. The console must outlive the answer.
[[nodiscard]] RunProgress progress_on(const Console& console, source::Language language);

}  // namespace plumb::pipeline
