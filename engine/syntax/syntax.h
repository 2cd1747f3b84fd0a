// The room's doors: text → tree, text → text in either spelling, and two dumps for golden files.
//
// In: a text of a SourceSet. Out: a tree (always; see tree.h for what could not be parsed) and
// R1xxx diagnostics. Refuses before parsing: bad UTF-8, more than SizeLimit bytes, more than
// DepthLimit nested brackets. Nothing of the parser runtime is visible from outside, and no
// exception leaves.
#pragma once

#include <string>

#include "diagnostics/diagnostics.h"
#include "source/source.h"
#include "syntax/tree.h"

namespace plumb::syntax {

inline constexpr size_t SizeLimit = 8u << 20;  // bytes of one rule file
inline constexpr int DepthLimit = 200;         // nested brackets, braces and prefix words
inline constexpr int ChainLimit = 1000;        // operators of one expression (a chain is as deep as it is long)

[[nodiscard]] Tree parse(const source::SourceSet& sources, source::FileId file, diagnostics::Sink& sink);

// A single expression (the calculator, a pinned value); the id of its root is in `root`.
struct ParsedExpr {
  Tree tree;
  ExprId root;
};
[[nodiscard]] ParsedExpr parse_expression(const source::SourceSet& sources, source::FileId file, source::Language spelling,
                                          diagnostics::Sink& sink);

// Which spelling a text is written in: that of its first word that opens an item; if none does,
// En when all its lines begin with Latin words, else Zh.
[[nodiscard]] source::Language detect_spelling(std::string_view text);

// The text laid out anew in a spelling. Comments, line ends and blank lines (at most one) stay;
// names and literals keep their text. Empty when the text has syntax errors (they are in the sink):
// nothing is lost. format(zh→en→zh) gives format(zh) byte for byte.
[[nodiscard]] std::optional<std::string> format(const source::SourceSet& sources, source::FileId file, source::Language spelling,
                                                diagnostics::Sink& sink);

// One token or node a line, with line:col-line:col; the same for both spellings but for names.
[[nodiscard]] std::string dump_tokens(const source::SourceSet& sources, source::FileId file);
[[nodiscard]] std::string dump_tree(const Tree& tree, const source::SourceSet& sources, bool with_positions);

}  // namespace plumb::syntax
