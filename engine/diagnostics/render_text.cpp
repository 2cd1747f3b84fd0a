// One diagnostic as a framed text.
#include <algorithm>
#include <string>

#include "diagnostics/catalogue_labels.h"
#include "diagnostics/frame.h"
#include "diagnostics/render.h"

namespace plumb::diagnostics {
namespace {

template <class Filled>
std::string say(const Filled& text, Language language) {
  return render_label({&Filled::row, args_of<Filled::arg_count>(text), {}}, language);
}

std::string severity_word(Severity severity, Language language) {
  switch (severity) {
    case Severity::Error: return say(label::WordError{}, language);
    case Severity::Warning: return say(label::WordWarning{}, language);
    case Severity::Note: return say(label::WordNote{}, language);
  }
  return {};
}

Palette choose_palette(Severity severity, bool colour) {
  if (!colour) {
    return {};
  }
  Palette palette{"", "\x1b[1;34m", "\x1b[1m", "\x1b[0m"};
  switch (severity) {
    case Severity::Error: palette.severity = "\x1b[1;31m"; break;
    case Severity::Warning: palette.severity = "\x1b[1;33m"; break;
    case Severity::Note: palette.severity = "\x1b[1;36m"; break;
  }
  return palette;
}

std::vector<Mark> collect_marks(const Diagnostic& diagnostic, Language language) {
  std::vector<Mark> marks;
  if (diagnostic.span.has_place()) {
    marks.push_back({diagnostic.span, "", true});
  }
  for (const Label& label : diagnostic.labels) {
    if (label.span.has_place()) {
      marks.push_back({label.span, render_label(label, language), false});
    }
  }
  return marks;
}

// The lines under the frame, each as "word: text".
std::vector<std::string> collect_remarks(const Diagnostic& diagnostic, Language language) {
  std::vector<std::string> remarks;
  remarks.reserve(diagnostic.notes.size() + 3);
  for (const Label& note : diagnostic.notes) {
    remarks.push_back(say(label::WordNote{}, language) + ": " + render_label(note, language));
  }
  if (!diagnostic.witnesses.empty()) {
    std::string line;
    for (const Witness& witness : diagnostic.witnesses) {
      line += line.empty() ? "" : ", ";
      line += source::printable(witness.name) + " = " + source::printable(witness.value);
    }
    remarks.push_back(say(label::WordWitness{}, language) + ": " + line);
  }
  if (const std::string hint = render_hint(diagnostic, language); !hint.empty()) {
    remarks.push_back(say(label::WordHint{}, language) + ": " + hint);
  }
  if (!diagnostic.suggestions.empty()) {
    const label::DidYouMean question{.names = {diagnostic.suggestions}};
    remarks.push_back(say(label::WordHint{}, language) + ": " + say(question, language));
  }
  return remarks;
}

std::string indent_example(const std::string& example, std::uint32_t width) {
  std::string out;
  for (std::size_t begin = 0; begin < example.size();) {
    const std::size_t end = std::min(example.find('\n', begin), example.size());
    const std::string line = source::printable(std::string_view(example).substr(begin, end - begin));
    if (!line.empty()) {
      out.append(width + 5, ' ').append(line);
    }
    out += '\n';
    begin = end + 1;
  }
  return out;
}

}  // namespace

std::string render_text(const Diagnostic& diagnostic, const source::SourceSet& sources, Language language, bool colour) {
  const Severity severity = diagnostic.row->severity;
  const Palette palette = choose_palette(severity, colour);
  const std::vector<Mark> marks = collect_marks(diagnostic, language);
  const std::uint32_t width = gutter_width(marks, sources);
  const std::string margin(width + 1, ' ');

  std::string out = palette.severity + severity_word(severity, language) + "[" + std::string(diagnostic.row->code) + "]" +
                    palette.reset + palette.bold + ": " + render_title(diagnostic, language) + palette.reset + "\n";
  out += render_frame(marks, sources, width, palette);
  const std::vector<std::string> remarks = collect_remarks(diagnostic, language);
  if (!marks.empty() && (!remarks.empty() || !diagnostic.example.empty())) {
    out += margin + palette.gutter + "|" + palette.reset + "\n";
  }
  for (const std::string& remark : remarks) {
    out += margin + palette.gutter + "=" + palette.reset + " " + remark + "\n";
  }
  if (!diagnostic.example.empty()) {
    out += margin + palette.gutter + "=" + palette.reset + " " + say(label::WordExample{}, language) + ":\n" +
           indent_example(diagnostic.example, width);
  }
  return out;
}

std::string render_text(const std::vector<Diagnostic>& diagnostics, const source::SourceSet& sources, Language language,
                        bool colour) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) {
    out += out.empty() ? "" : "\n";
    out += render_text(diagnostic, sources, language, colour);
  }
  return out;
}

}  // namespace plumb::diagnostics
