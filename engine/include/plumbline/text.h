// What can be done with texts alone: laying out and translating, looking things up, calculating, and looking inside. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plumbline/data.h"
#include "plumbline/diagnostic.h"
#include "plumbline/rules.h"

namespace plumbline {

// A rule file's text; refused above the largest size of one.
[[nodiscard]] Result<std::string> read_text(const std::string& path);
// Which spelling a rule text is in.
[[nodiscard]] Language spelling_of(std::string_view text);

// Laid out, and word by word in the wished spelling (none given: its own) with comments and line ends in place. Not with errors
// in its syntax. `name` stands in the diagnostics.
[[nodiscard]] Result<std::string> format(const std::string& name, const std::string& text,
                                         std::optional<Language> spelling = std::nullopt);

struct Calculated {
  std::string line = {};                 // the exact value with its measure, or "error R3001"
  Language read_as = Language::Chinese;  // that of its letters, else `fallback`
  Diagnostics diagnostics = {};
};
[[nodiscard]] Calculated calculate(const std::string& expression, Language fallback = Language::Chinese);

// Words of the language with examples, and what other words for them lead to; empty: all.
[[nodiscard]] Result<std::string> words(const std::string& word, Language language);
// A message code with its texts, hints and an example; empty: all.
[[nodiscard]] Result<std::string> codes(const std::string& code, Language language);
// The JSON Schema of an output: "evaluate", "explain" …; empty: the names, a line each.
[[nodiscard]] Result<std::string> schema(const std::string& name);

// Inside views, for who works on the engine; their form is no promise.
enum class Stage : std::uint8_t { Tokens, Tree, Program, Plan };
// Tokens and tree of one text, also with errors in it.
struct Dump {
  std::string text = {};
  Diagnostics diagnostics = {};
};
[[nodiscard]] Dump dump_text(const std::string& name, const std::string& text, Stage stage);
[[nodiscard]] Dump dump_program(const Rules& rules);
[[nodiscard]] Result<std::string> dump_plan(const Data& data);

}  // namespace plumbline
