#include <nlohmann/json.hpp>

#include "diagnostics/render.h"

namespace plumb::diagnostics {
namespace {

using Json = nlohmann::ordered_json;

Json in_both(const std::string& zh, const std::string& en) { return {{"zh", zh}, {"en", en}}; }

Json position_json(const source::SourceText& text, std::uint32_t offset) {
  const source::Position at = text.position(offset);
  return {{"offset", offset}, {"line", at.line}, {"column", at.column}, {"utf16_column", at.utf16_column}};
}

Json place_json(source::Span span, const source::SourceSet& sources) {
  if (!span.has_place()) {
    return nullptr;
  }
  const source::SourceText& text = sources.text(span.file);
  return {{"file", source::printable(text.name())},
          {"begin", position_json(text, span.begin)},
          {"end", position_json(text, span.end)}};
}

Json label_json(const Label& label) { return in_both(render_label(label, Language::Zh), render_label(label, Language::En)); }

std::string_view severity_word(Severity severity) {
  switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Note: return "note";
  }
  return {};
}

Json diagnostic_json(const Diagnostic& diagnostic, const source::SourceSet& sources) {
  Json out = {{"code", diagnostic.row->code},
              {"name", diagnostic.row->name},
              {"severity", severity_word(diagnostic.row->severity)},
              {"message", in_both(render_title(diagnostic, Language::Zh), render_title(diagnostic, Language::En))},
              {"place", place_json(diagnostic.span, sources)}};
  if (!diagnostic.row->hint_zh.empty()) {
    out["hint"] = in_both(render_hint(diagnostic, Language::Zh), render_hint(diagnostic, Language::En));
  }
  out["labels"] = Json::array();
  for (const Label& label : diagnostic.labels) {
    out["labels"].push_back({{"text", label_json(label)}, {"place", place_json(label.span, sources)}});
  }
  out["notes"] = Json::array();
  for (const Label& note : diagnostic.notes) {
    out["notes"].push_back(label_json(note));
  }
  out["suggestions"] = diagnostic.suggestions;
  out["witnesses"] = Json::array();
  for (const Witness& witness : diagnostic.witnesses) {
    out["witnesses"].push_back({{"name", witness.name}, {"value", witness.value}});
  }
  if (!diagnostic.example.empty()) {
    out["example"] = diagnostic.example;
  }
  return out;
}

}  // namespace

std::string render_json(const std::vector<Diagnostic>& diagnostics, const source::SourceSet& sources) {
  Json out = Json::array();
  for (const Diagnostic& diagnostic : diagnostics) {
    out.push_back(diagnostic_json(diagnostic, sources));
  }
  // Replacing bad UTF-8 keeps the writer from throwing on what a user's file contains.
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace plumb::diagnostics
