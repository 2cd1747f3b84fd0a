#include <fmt/format.h>

#include "diagnostics/catalogue.h"
#include "diagnostics/catalogue_command.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/diagnostics.h"
#include "diagnostics/example.h"
#include "diagnostics/suggest_names.h"
#include "pipeline/commands.h"
#include "pipeline/show_example.h"
#include "pipeline/texts.h"

namespace plumb::pipeline {

namespace {

// A row's text with its places as they would be filled: {0} becomes an ellipsis.
std::string without_places(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool is_place = text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}';
    const bool is_doubled = i + 1 < text.size() && text[i] == text[i + 1] && (text[i] == '{' || text[i] == '}');
    if (is_place) {
      out += "…";
      i += 2;
    } else {
      out += text[i];
      if (is_doubled) ++i;
    }
  }
  return out;
}

std::string_view severity_word(diagnostics::Severity severity, Language language) {
  const bool zh = language == Language::Zh;
  switch (severity) {
    case diagnostics::Severity::Error: return zh ? label::WordError::row.zh : label::WordError::row.en;
    case diagnostics::Severity::Warning: return zh ? label::WordWarning::row.zh : label::WordWarning::row.en;
    case diagnostics::Severity::Note: return zh ? label::WordNote::row.zh : label::WordNote::row.en;
  }
  return "";
}

void add_row(const diagnostics::Row& row, Language language, std::string& out) {
  const std::string severity = base::pad_to_width(severity_word(row.severity, language), 8);
  out += fmt::format("{}  {}{}\n", row.code, severity, without_places(language == Language::Zh ? row.zh : row.en));
}

// Everything about one code: the texts and hints in both languages, the reader's first, and the example.
void add_page(const diagnostics::Row& row, Language language, std::string& out) {
  add_row(row, language, out);
  const bool zh = language == Language::Zh;
  const auto add_hint = [&](std::string_view hint) {
    if (!hint.empty()) out += fmt::format("  {}: {}\n", text(TextId::CodeHint, language), without_places(hint));
  };
  add_hint(zh ? row.hint_zh : row.hint_en);
  out += fmt::format("  {}\n", without_places(zh ? row.en : row.zh));
  add_hint(zh ? row.hint_en : row.hint_zh);
  if (const auto example = diagnostics::find_example(row.code)) {
    out += fmt::format("\n{}\n\n{}", text(TextId::CodeExample, language), show_example(*example, language));
  }
}

}  // namespace

Outcome run_codes(const std::string& code, const Console& console) {
  const Language language = console.reader();
  Outcome outcome;
  if (code.empty()) {
    for (const diagnostics::Row* row : diagnostics::all_rows()) add_row(*row, language, outcome.output);
    return outcome;
  }
  if (const diagnostics::Row* row = diagnostics::find_row(code)) {
    add_page(*row, language, outcome.output);
    return outcome;
  }
  std::vector<std::string> codes;
  for (const diagnostics::Row* row : diagnostics::all_rows()) codes.emplace_back(row->code);
  diagnostics::Sink sink;
  sink.report(diag::UnknownCode{.code = code}).suggest(diagnostics::suggest(code, codes));
  add_messages(outcome, sink, source::SourceSet{}, language, console);
  return outcome;
}

}  // namespace plumb::pipeline
