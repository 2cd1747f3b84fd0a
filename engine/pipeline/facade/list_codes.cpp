#include <fmt/format.h>

#include "diagnostics/catalogue.h"
#include "diagnostics/catalogue_command.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/diagnostics.h"
#include "diagnostics/example.h"
#include "diagnostics/suggest_names.h"
#include "pipeline/facade/access.h"
#include "pipeline/facade/guard.h"
#include "pipeline/show_example.h"
#include "plumbline/text.h"
#include "report/texts.h"

namespace plumbline {

using namespace plumb;  // NOLINT: the whole of it is about the inner world

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

std::string_view severity_word(diagnostics::Severity severity, source::Language language) {
  const bool zh = language == source::Language::Zh;
  switch (severity) {
    case diagnostics::Severity::Error: return zh ? label::WordError::row.zh : label::WordError::row.en;
    case diagnostics::Severity::Warning: return zh ? label::WordWarning::row.zh : label::WordWarning::row.en;
    case diagnostics::Severity::Note: return zh ? label::WordNote::row.zh : label::WordNote::row.en;
  }
  return "";
}

void add_row(const diagnostics::Row& row, source::Language language, std::string& out) {
  const std::string severity = base::pad_to_width(severity_word(row.severity, language), 8);
  out += fmt::format("{}  {}{}\n", row.code, severity, without_places(language == source::Language::Zh ? row.zh : row.en));
}

// Everything about one code: the texts and hints in both languages, the reader's first, and the example.
void add_page(const diagnostics::Row& row, source::Language language, std::string& out) {
  add_row(row, language, out);
  const bool zh = language == source::Language::Zh;
  const auto add_hint = [&](std::string_view hint) {
    if (!hint.empty()) out += fmt::format("  {}: {}\n", report::text(report::TextId::CodeHint, language), without_places(hint));
  };
  add_hint(zh ? row.hint_zh : row.hint_en);
  out += fmt::format("  {}\n", without_places(zh ? row.en : row.zh));
  add_hint(zh ? row.hint_en : row.hint_zh);
  if (const auto example = diagnostics::find_example(row.code)) {
    out += fmt::format("\n{}\n\n{}", report::text(report::TextId::CodeExample, language),
                       pipeline::show_example(*example, language));
  }
}

}  // namespace

Result<std::string> codes(const std::string& code, plumbline::Language language) {
  return guarded([&] {
    const source::Language reader = inner_language(language);
    std::string out;
    if (code.empty()) {
      for (const diagnostics::Row* row : diagnostics::all_rows()) add_row(*row, reader, out);
      return Result<std::string>(std::move(out), {});
    }
    if (const diagnostics::Row* row = diagnostics::find_row(code)) {
      add_page(*row, reader, out);
      return Result<std::string>(std::move(out), {});
    }
    std::vector<std::string> known;
    for (const diagnostics::Row* row : diagnostics::all_rows()) known.emplace_back(row->code);
    diagnostics::Sink sink;
    sink.report(diag::UnknownCode{.code = code}).suggest(diagnostics::suggest(code, known));
    return Result<std::string>(make_diagnostics(sink));
  });
}

}  // namespace plumbline
