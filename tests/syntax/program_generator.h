// Random programs of the Chinese spelling that parse: any construct, any operator, odd blanks,
// comments, line ends and full-width signs. What they mean does not matter here.
#pragma once

#include <random>
#include <string>

#include "syntax/keyword.h"

namespace plumb::syntax::test {

class ProgramGenerator {
 public:
  explicit ProgramGenerator(unsigned seed) : random_(seed) {}
  [[nodiscard]] std::string program(int items);

 private:
  [[nodiscard]] unsigned pick(unsigned count) { return static_cast<unsigned>(random_() % count); }
  [[nodiscard]] bool often() { return pick(3) != 0; }
  [[nodiscard]] bool seldom() { return pick(4) == 0; }
  [[nodiscard]] std::string one_of(std::initializer_list<const char*> texts);

  [[nodiscard]] std::string blank();
  [[nodiscard]] std::string line_end();
  [[nodiscard]] std::string name();
  [[nodiscard]] std::string decl_name();
  [[nodiscard]] std::string path();
  [[nodiscard]] std::string type();
  [[nodiscard]] std::string bases();
  [[nodiscard]] std::string interval();
  [[nodiscard]] std::string primary(int depth);
  [[nodiscard]] std::string operand(int depth);
  [[nodiscard]] std::string sum(int depth);
  [[nodiscard]] std::string condition(int depth);
  [[nodiscard]] std::string expr(int depth = 2);
  [[nodiscard]] std::string settlement();
  [[nodiscard]] std::string argument(int depth);
  [[nodiscard]] std::string lookup(int depth);
  [[nodiscard]] std::string rank_key();
  [[nodiscard]] std::string parts(int depth);
  template <class Entry>
  [[nodiscard]] std::string block(Entry entry);
  [[nodiscard]] std::string item();

  std::mt19937 random_;
};

}  // namespace plumb::syntax::test
