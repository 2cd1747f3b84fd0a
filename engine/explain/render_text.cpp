#include "explain/explain.h"
#include "explain/teller.h"

namespace plumb::explain {

namespace {

std::string origin_text(source::Language language, const Origin& origin) {
  const std::string row = origin.database_row >= 0 ? std::to_string(origin.database_row) : std::string();
  const std::string name = origin.column.empty() ? origin.table : say(language, word::TableColumn, {origin.table, origin.column});
  const std::string stored =
      origin.stored_column.empty() ? origin.stored_table : origin.stored_table + "." + origin.stored_column;
  std::string text = row.empty() ? say(language, word::OriginWithoutRow, {name, origin.key})
                                 : say(language, word::OriginOfRow, {name, origin.key, stored, row});
  if (!origin.batch.empty()) text += say(language, word::OriginBatch, {origin.batch});
  if (!origin.source.empty()) text += say(language, word::OriginSource, {origin.source});
  return say(language, word::OriginFrame, {text});
}

std::string line_text(source::Language language, const Line& line) {
  std::string text = line.text;
  // A gap or a threshold is in the words already; the value stands beside them for programs.
  const bool shows_value = line.value && !(line.kind == LineKind::Key && text.find(line.value->text) != std::string::npos);
  if (shows_value) {
    const bool says_why = !line.children.empty() && line.children.front().kind == LineKind::Open;
    text = say(language, word::NameIsValue, {text, says_why ? plain_near(language, *line.value) : plain(language, *line.value)});
  }
  std::string bases;
  for (const ShownBasis& basis : line.bases) {
    bases += (bases.empty() ? "" : std::string(say(language, word::BasisJoint))) + basis_text(language, basis);
  }
  if (!bases.empty()) {
    text += say(language, word::BasisFrame, {bases});
  }
  return line.origin ? text + origin_text(language, *line.origin) : text;
}

void append_line(source::Language language, const Line& line, size_t level, std::string& text) {
  text.append(2 * level, ' ');
  text += line_text(language, line);
  text += '\n';
  for (const Line& child : line.children) {
    append_line(language, child, level + 1, text);
  }
}

void append_item(source::Language language, const Line& line, size_t level, std::string& text) {
  text.append(2 * level, ' ');
  text += "- ";
  // What a rule file or a database says must not be read as markup.
  for (const char c : line_text(language, line)) {
    const bool is_mark = c == '*' || c == '_' || c == '`' || c == '<' || c == '[' || c == '|' || c == '\\' || c == '#';
    if (is_mark) text += '\\';
    text += c;
  }
  text += '\n';
  for (const Line& child : line.children) {
    append_item(language, child, level + 1, text);
  }
}

}  // namespace

std::string render_text(const Explanation& explanation) {
  std::string text = explanation.title + "\n";
  for (const Section& section : explanation.sections) {
    text += "\n" + say(explanation.language, word::SectionHead, {section.title}) + "\n";
    for (const Line& line : section.lines) {
      append_line(explanation.language, line, 1, text);
    }
  }
  return text;
}

std::string render_markdown(const Explanation& explanation) {
  std::string text = "# " + explanation.title + "\n";
  for (const Section& section : explanation.sections) {
    text += "\n## " + section.title + "\n\n";
    for (const Line& line : section.lines) {
      append_item(explanation.language, line, 0, text);
    }
  }
  return text;
}

}  // namespace plumb::explain
