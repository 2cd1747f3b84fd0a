// Single mistakes as people make them: a rule file and a seed in, the file with one mistake out.
#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace plumb::check::test {

struct Mutant {
  std::string kind;
  std::string text;
  uint32_t first_line = 0, last_line = 0;  // from 1: where the mistake is, in the new text
  std::string before, after;               // the line that was changed
};

// How many kinds there are.
size_t mistake_kinds();
// A mistake of this kind at a place that the generator picks; none when the text has no place for it.
std::optional<Mutant> make_mistake(size_t kind, const std::string& text, std::mt19937& random);

}  // namespace plumb::check::test
