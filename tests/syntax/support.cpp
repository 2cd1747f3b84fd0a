#include "syntax/support.h"

#include <algorithm>
#include <sstream>

namespace plumb::syntax::test {

Parsed parse_text(const std::string& text, const std::string& name) {
  Parsed parsed;
  const source::FileId file = parsed.sources.add(name, text);
  parsed.tree = parse(parsed.sources, file, parsed.sink);
  return parsed;
}

std::string expr_shape(const std::string& text, Language spelling) {
  source::SourceSet sources;
  diagnostics::Sink sink;
  const source::FileId file = sources.add("expr", text);
  ParsedExpr parsed = parse_expression(sources, file, spelling, sink);
  if (sink.has_errors()) {
    std::string reported = "error";
    for (const diagnostics::Diagnostic& d : sink.sorted()) reported += " " + std::string(d.row->code);
    return reported;
  }
  // An item around it, so that the dump of trees can be used.
  parsed.tree.items.push_back({UnitsItem{DeclName{{"x", {}}, {}, {}}, parsed.root}, {}});
  std::istringstream lines(dump_tree(parsed.tree, sources, false));
  std::string shape;
  std::string line;
  size_t depth = 0;
  std::getline(lines, line);  // units x
  while (std::getline(lines, line)) {
    const size_t indent = line.find_first_not_of(' ') / 2;
    for (; depth >= indent && depth > 0; --depth) shape += ')';
    if (!shape.empty()) shape += ' ';
    shape += "(" + line.substr(indent * 2);
    depth = indent;
  }
  for (; depth > 0; --depth) shape += ')';
  return shape;
}

std::string codes(const std::string& text) {
  std::string all;
  for (const diagnostics::Diagnostic& d : parse_text(text).sink.sorted()) {
    all += (all.empty() ? "" : " ") + std::string(d.row->code);
  }
  return all;
}

std::string underlined(const std::string& text) {
  const Parsed parsed = parse_text(text);
  std::string all;
  for (const diagnostics::Diagnostic& d : parsed.sink.sorted()) {
    all += (all.empty() ? "" : "|") + std::string(parsed.sources.slice(d.span));
  }
  return all;
}

std::string format_text(const std::string& text, Language spelling) {
  source::SourceSet sources;
  diagnostics::Sink sink;
  const source::FileId file = sources.add("test.plumb", text);
  const std::optional<std::string> formatted = format(sources, file, spelling, sink);
  return formatted ? *formatted : "not formatted:\n" + render_text(sink.sorted(), sources, Language::En, false);
}

std::vector<std::filesystem::path> all_rule_files() {
  std::vector<std::filesystem::path> files;
  for (const char* folder : {"rules", "stdlib", "tests", "examples"}) {
    if (!std::filesystem::exists(root() / folder)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root() / folder)) {
      if (entry.is_regular_file() && entry.path().extension() == ".plumb") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace plumb::syntax::test
