// Diagnostics for readers: a framed text in one language, or JSON in both.
// Texts of users are made printable first (no control characters reach a terminal).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostics.h"
#include "source/language.h"
#include "source/source.h"

namespace plumb::diagnostics {

using source::Language;

// One argument, or a text with its placeholders filled.
[[nodiscard]] std::string render_arg(const Arg& arg, Language language);
[[nodiscard]] std::string fill(std::string_view text, const std::vector<Arg>& args, Language language);

// The title of a diagnostic, its hint (may be empty), a label.
[[nodiscard]] std::string render_title(const Diagnostic& diagnostic, Language language);
[[nodiscard]] std::string render_hint(const Diagnostic& diagnostic, Language language);
[[nodiscard]] std::string render_label(const Label& label, Language language);

// A frame: title, place, source lines with the marked text underlined by display width, hints.
// Ends with a line end. `colour` adds ANSI sequences.
[[nodiscard]] std::string render_text(const Diagnostic& diagnostic, const source::SourceSet& sources, Language language,
                                      bool colour);
// Frames one after another, a blank line between.
[[nodiscard]] std::string render_text(const std::vector<Diagnostic>& diagnostics, const source::SourceSet& sources,
                                      Language language, bool colour);

// A JSON array; every message in both languages; places with byte offsets, lines and columns.
[[nodiscard]] std::string render_json(const std::vector<Diagnostic>& diagnostics, const source::SourceSet& sources);

}  // namespace plumb::diagnostics
