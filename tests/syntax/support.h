// What the tests of this room share: parsing texts, rendering what was reported, finding rule
// files.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/render.h"
#include "support/golden_files.h"
#include "syntax/syntax.h"

namespace plumb::syntax::test {

using source::Language;
using support::read_file;
using support::root;

struct Parsed {
  source::SourceSet sources;
  diagnostics::Sink sink;
  Tree tree;
};
[[nodiscard]] Parsed parse_text(const std::string& text, const std::string& name = "test.plumb");

// The dump of an expression, lines joined by blanks in brackets: (+ (number 1) (number 2)).
[[nodiscard]] std::string expr_shape(const std::string& text, Language spelling = Language::Zh);

// The codes that parsing reports, in reading order, joined by blanks.
[[nodiscard]] std::string codes(const std::string& text);
// The texts that are underlined by what parsing reports, joined by `|`.
[[nodiscard]] std::string underlined(const std::string& text);

[[nodiscard]] std::string format_text(const std::string& text, Language spelling);

// Every .plumb file of the repository, sorted.
[[nodiscard]] std::vector<std::filesystem::path> all_rule_files();

}  // namespace plumb::syntax::test
