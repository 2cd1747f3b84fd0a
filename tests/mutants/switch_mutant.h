// Which mutant lives: its number in the list stands in PLUMB_MUTANT; without it none does. Put into a copy of the tree by
// run_mutants, and into nothing else.
#pragma once

#include <cstdlib>

[[nodiscard]] inline bool plumb_mutant(int number) {
  static const int alive = [] {
    const char* text = std::getenv("PLUMB_MUTANT");
    return text == nullptr ? 0 : std::atoi(text);
  }();
  return alive == number;
}
