#include "diagnostics/abort_internal.h"

#include <cstdio>
#include <cstdlib>

#include "diagnostics/catalogue_internal.h"
#include "diagnostics/diagnostics.h"
#include "diagnostics/render.h"

namespace plumb::diagnostics {

void abort_internal(std::string_view step, std::string_view what) {
  Sink sink;
  sink.report(diag::Internal{.step = step, .what = what, .version = PLUMB_VERSION});
  const source::SourceSet no_sources;
  for (const Language language : {Language::Zh, Language::En}) {
    std::fputs(render_text(sink.sorted(), no_sources, language, false).c_str(), stderr);
  }
  std::abort();
}

}  // namespace plumb::diagnostics
