// What the handles of the façade hold, and how they are made. Everything here is made whole and never changes, but for what is
// worked out when somebody first asks, once.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "diagnostics/diagnostics.h"
#include "explain/explain.h"
#include "pipeline/pipeline.h"
#include "plumbline/compare.h"
#include "plumbline/data.h"
#include "plumbline/diagnostic.h"
#include "plumbline/explain.h"
#include "plumbline/rules.h"
#include "plumbline/run.h"
#include "report/comparison.h"
#include "report/evaluation.h"
#include "report/rule_texts.h"
#include "report/summary.h"

namespace plumbline {

namespace inner = plumb;

struct DiagnosticsState {
  std::vector<Diagnostic> shown;
  std::vector<inner::diagnostics::Diagnostic> rows;  // the same as they were reported
  std::shared_ptr<const inner::source::SourceSet> sources;
  std::size_t errors = 0, warnings = 0;
};

struct RulesState {
  std::shared_ptr<const inner::check::CheckedRules> checked;
  inner::check::Options options;
  Diagnostics diagnostics;
  std::vector<Rules::File> files;
  std::vector<TableInfo> tables;
  std::vector<DefinitionInfo> definitions;
  std::size_t fingerprints = 0;
  // The words of the rules, laid out once for all comparisons. Held while one is made.
  mutable std::mutex texts_lock;
  mutable std::unique_ptr<inner::report::RuleTexts> texts[2];  // by spelling
};

struct DataState {
  Rules rules;
  Source source;
  ReadOptions options;
  std::shared_ptr<const inner::report::Evaluation> read;  // no results yet
  Diagnostics diagnostics;
  std::int64_t assessment = 0;
  std::vector<TableRows> tables;
  mutable std::once_flag faults_shown;
  mutable std::vector<DataFault> faults;
};

struct RunState {
  Data data;
  std::shared_ptr<const inner::report::Evaluation> evaluation;
  Diagnostics diagnostics;
  mutable std::once_flag summarised, shown;
  mutable inner::report::Summary summary;  // ask summary_of
  struct Shown {
    Standing standing = Standing::Complete;
    std::vector<Unit> units;
    std::vector<GradeCount> grades;
    std::vector<Question> questions;
    std::vector<Verification> verifications;
    Text totals;
  };
  mutable Shown show;
};

struct ComparisonState {
  Run before, after;
  std::unique_ptr<const inner::report::ComparedRuns> runs;
  Standing standing = Standing::Complete;
  Text headline;
  mutable std::once_flag moves_shown;
  mutable std::vector<Move> moves;
  std::vector<Text> ways;
};

struct ExplanationState {
  std::string title, text, markdown, json;
  std::vector<ExplainedSection> sections;
};

struct Access {
  template <class Handle>
  [[nodiscard]] static const auto& state(const Handle& handle) {
    return handle.state_;
  }
  template <class Handle, class State>
  [[nodiscard]] static Handle make(std::shared_ptr<const State> state) {
    Handle handle;
    handle.state_ = std::move(state);
    return handle;
  }
};
[[nodiscard]] const RulesState& state_of(const Rules& rules);
[[nodiscard]] inline const inner::check::CheckedRules& checked(const Rules& rules) { return *state_of(rules).checked; }
[[nodiscard]] inline const inner::report::Evaluation& evaluation(const Run& run) { return *Access::state(run)->evaluation; }
[[nodiscard]] const inner::report::Summary& summary_of(const Run& run);

// What a sink holds; `sources` are those that its places are in.
[[nodiscard]] Diagnostics make_diagnostics(const inner::diagnostics::Sink& sink,
                                           std::shared_ptr<const inner::source::SourceSet> sources);
[[nodiscard]] Diagnostics make_diagnostics(const inner::diagnostics::Sink& sink);  // without places
[[nodiscard]] Diagnostics make_diagnostics(const inner::report::Evaluation& evaluation);

[[nodiscard]] std::optional<Span> make_span(const inner::source::SourceSet& sources, inner::source::Span span);
[[nodiscard]] Rules make_rules(std::shared_ptr<const inner::check::CheckedRules> checked, const inner::check::Options& options,
                               std::size_t fingerprints = 0);
[[nodiscard]] Rules broken_rules(const Diagnostics& why);  // that could not be made at all
[[nodiscard]] ValueKind value_kind(inner::program::TypeKind kind);
[[nodiscard]] Data make_data(const Rules& rules, const Source& source, const ReadOptions& options,
                             std::shared_ptr<const inner::report::Evaluation> read);
[[nodiscard]] DataFault make_fault(const inner::program::Program& program, const inner::data::Data& data,
                                   const inner::data::Fault& fault);
[[nodiscard]] Run make_run(const Data& data, std::shared_ptr<const inner::report::Evaluation> evaluation);
[[nodiscard]] Value make_value(const inner::report::Evaluation& evaluation, const inner::program::Type& type,
                               const inner::program::Value& value);

[[nodiscard]] inner::pipeline::RunWishes wishes_of(const Source& source, const ReadOptions& reading, const RunOptions& running);
[[nodiscard]] inline inner::source::Language inner_language(Language language) {
  return language == Language::Chinese ? inner::source::Language::Zh : inner::source::Language::En;
}
[[nodiscard]] inline Language outer_language(inner::source::Language language) {
  return language == inner::source::Language::Zh ? Language::Chinese : Language::English;
}
template <class Tell>
[[nodiscard]] Text in_both(const Tell& tell) {
  return {tell(inner::source::Language::Zh), tell(inner::source::Language::En)};
}

}  // namespace plumbline
