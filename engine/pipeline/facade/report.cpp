#include "plumbline/report.h"

#include "pipeline/facade/access.h"
#include "pipeline/facade/guard.h"
#include "plumbline/compare.h"
#include "report/render_evaluation.h"

namespace plumbline {

Result<std::string> report(const Run& run, const ReportOptions& options) {
  return guarded([&] {
    const inner::report::Evaluation& of = evaluation(run);
    const auto language = inner_language(options.language.value_or(run.rules().spelling()));
    inner::diagnostics::Sink sink = of.sink;
    inner::report::Summary summary = summary_of(run);
    const bool is_csv = options.format == Format::Csv;
    const auto found = [&] { return make_diagnostics(sink, {of.rules, &of.rules->sources}); };
    if (!inner::report::list_tables(of.program(), options.tables, options.all_tables, is_csv, summary, sink)) {
      return Result<std::string>(found());
    }
    std::string text = options.format == Format::Json ? inner::report::render_evaluation_json(of, summary)
                       : is_csv                       ? inner::report::render_evaluation_csv(of, summary, language)
                                : inner::report::render_evaluation_table(of, summary, language, options.colour);
    const bool is_shown = options.format == Format::Table && !options.is_put_away && !summary.only_listed;
    inner::report::report_notes(of, summary, is_shown, language, sink);
    return Result<std::string>(std::move(text), found());
  });
}

Result<std::string> report(const Comparison& comparison, const ReportOptions& options) {
  return guarded([&] {
    const inner::report::ComparedRuns& runs = *Access::state(comparison)->runs;
    const auto language = inner_language(options.language.value_or(comparison.before().rules().spelling()));
    return Result<std::string>(options.format == Format::Json ? inner::report::render_comparison_json(runs)
                               : options.format == Format::Csv
                                   ? inner::report::render_comparison_csv(runs, language)
                                   : inner::report::render_comparison_table(runs, language, options.colour),
                               {});
  });
}

}  // namespace plumbline
