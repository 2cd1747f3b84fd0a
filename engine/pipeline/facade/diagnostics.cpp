#include "diagnostics/diagnostics.h"

#include "diagnostics/catalogue_command.h"
#include "diagnostics/catalogue_data.h"
#include "diagnostics/catalogue_text.h"
#include "diagnostics/render.h"
#include "pipeline/facade/access.h"
#include "pipeline/facade/guard.h"

namespace plumbline {

namespace {

Position position_of(const inner::source::SourceText& text, std::uint32_t offset) {
  const inner::source::Position at = text.position(offset);
  return {.offset = offset, .line = at.line, .column = at.column, .utf16_column = at.utf16_column};
}

Severity severity_of(inner::diagnostics::Severity severity) {
  switch (severity) {
    case inner::diagnostics::Severity::Error: return Severity::Error;
    case inner::diagnostics::Severity::Warning: return Severity::Warning;
    case inner::diagnostics::Severity::Note: break;
  }
  return Severity::Note;
}

Concern concern_of(const inner::diagnostics::Row& row) {
  using namespace plumb::diag;
  for (const auto* limit : {&TooDeep::row, &FileTooLarge::row, &OutOfMemory::row}) {
    if (row.code == limit->code) return Concern::Limit;
  }
  for (const auto* unwritten : {&FileNotWritten::row, &OutputNotWritten::row}) {
    if (row.code == unwritten->code) return Concern::Data;
  }
  for (const auto* damage : {&DatabaseCorrupt::row, &SnapshotChanged::row}) {
    if (row.code == damage->code) return Concern::Damage;
  }
  switch (row.code.size() > 1 ? row.code[1] : '9') {
    case '7': return Concern::Data;
    case '9': return Concern::Engine;
    default: return Concern::Request;
  }
}

}  // namespace

std::optional<Span> make_span(const inner::source::SourceSet& sources, inner::source::Span span) {
  if (!span.has_place() || span.file >= sources.count()) return std::nullopt;
  const inner::source::SourceText& text = sources.text(span.file);
  return Span{.file = text.name(), .begin = position_of(text, span.begin), .end = position_of(text, span.end)};
}

namespace {

Diagnostic convert(const inner::diagnostics::Diagnostic& from, const inner::source::SourceSet& sources) {
  Diagnostic made;
  made.code = from.row->code;
  made.severity = severity_of(from.row->severity);
  made.concern = concern_of(*from.row);
  made.message = in_both([&](auto language) { return render_title(from, language); });
  made.hint = in_both([&](auto language) { return render_hint(from, language); });
  made.place = make_span(sources, from.span);
  for (const auto* labels : {&from.labels, &from.notes}) {
    for (const inner::diagnostics::Label& label : *labels) {
      made.remarks.push_back(
          {in_both([&](auto language) { return render_label(label, language); }), make_span(sources, label.span)});
    }
  }
  made.suggestions = from.suggestions;
  for (const inner::diagnostics::Witness& witness : from.witnesses) made.witnesses.push_back({witness.name, witness.value});
  made.example = from.example;
  return made;
}

const DiagnosticsState& nothing() {
  static const DiagnosticsState state;
  return state;
}

}  // namespace

Diagnostics make_diagnostics(const inner::diagnostics::Sink& sink, std::shared_ptr<const inner::source::SourceSet> sources) {
  auto state = std::make_shared<DiagnosticsState>();
  state->rows = sink.sorted();
  for (const inner::diagnostics::Diagnostic& one : state->rows) state->shown.push_back(convert(one, *sources));
  state->sources = std::move(sources);
  state->errors = sink.error_count();
  state->warnings = sink.warning_count();
  return Access::make<Diagnostics>(std::shared_ptr<const DiagnosticsState>(std::move(state)));
}

Diagnostics make_diagnostics(const inner::diagnostics::Sink& sink) {
  return make_diagnostics(sink, std::make_shared<const inner::source::SourceSet>());
}

Diagnostics make_diagnostics(const inner::report::Evaluation& evaluation) {
  return make_diagnostics(evaluation.sink, {evaluation.rules, &evaluation.rules->sources});
}

// Nothing is made for nothing: an empty handle stands for no diagnostics.
Diagnostics::Diagnostics() = default;

std::size_t Diagnostics::size() const { return state_ == nullptr ? 0 : state_->shown.size(); }
const Diagnostic& Diagnostics::operator[](std::size_t at) const { return begin()[at]; }
const Diagnostic* Diagnostics::begin() const { return (state_ == nullptr ? nothing() : *state_).shown.data(); }
const Diagnostic* Diagnostics::end() const { return begin() + size(); }
std::size_t Diagnostics::error_count() const { return state_ == nullptr ? 0 : state_->errors; }
std::size_t Diagnostics::warning_count() const { return state_ == nullptr ? 0 : state_->warnings; }

std::string Diagnostics::text(Language language, bool colour) const {
  std::string text;
  if (!empty()) {
    attempt([&] { text = inner::diagnostics::render_text(state_->rows, *state_->sources, inner_language(language), colour); });
  }
  return text;
}

std::string Diagnostics::json() const {
  std::string json = "[]\n";
  if (!empty()) attempt([&] { json = inner::diagnostics::render_json(state_->rows, *state_->sources); });
  return json;
}

}  // namespace plumbline
