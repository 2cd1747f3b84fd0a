// The arguments of a diagnostic: typed values, never prose. The renderer turns each into the
// reader's language.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace plumb::diagnostics {

// A word that has a spelling in each language: a keyword, a type, a kind of thing.
struct Bilingual {
  std::string zh;
  std::string en;
  friend bool operator==(const Bilingual&, const Bilingual&) = default;
};

// What the user wrote, shown in backticks.
struct Name {
  std::string text;
  Name(std::string t) : text(std::move(t)) {}  // NOLINT: rows are filled from plain strings
  Name(std::string_view t) : text(t) {}        // NOLINT
  Name(const char* t) : text(t) {}             // NOLINT
};

// A value shown as it stands: a path, a date, a cell.
struct Text {
  std::string text;
  Text(std::string t) : text(std::move(t)) {}  // NOLINT
  Text(std::string_view t) : text(t) {}        // NOLINT
  Text(const char* t) : text(t) {}             // NOLINT
};

// An exact number already written out (with its units, if it has any).
struct Number {
  std::string text;
  Number(std::string t) : text(std::move(t)) {}  // NOLINT
  Number(std::string_view t) : text(t) {}        // NOLINT
  Number(const char* t) : text(t) {}             // NOLINT
};

struct Count {
  std::int64_t value;
  Count(std::integral auto v) : value(static_cast<std::int64_t>(v)) {}  // NOLINT
};

// A word in the reader's language.
struct Word {
  Bilingual word;
  Word(Bilingual w) : word(std::move(w)) {}  // NOLINT
  Word(std::string zh, std::string en) : word{std::move(zh), std::move(en)} {}
};

// Lists: words and names are joined by 、 or a comma; a path (a cycle, a chain) by arrows.
struct WordList {
  std::vector<Bilingual> items;
};
struct NameList {
  std::vector<std::string> items;
};
struct NamePath {
  std::vector<std::string> items;
};

using Arg = std::variant<Name, Text, Number, Count, Word, WordList, NameList, NamePath>;

}  // namespace plumb::diagnostics
