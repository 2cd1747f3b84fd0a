// What the dump_*.cpp files share. Internal to program.
#pragma once

#include <string>

#include <fmt/format.h>

#include "program/dump_program.h"
#include "program/name_kind.h"

namespace plumb::program {

struct DumpWriter {
  const Program& program;
  std::string text;
  int depth = 0;

  void line(std::string_view words) {
    text.append(static_cast<size_t>(depth) * 2, ' ');
    text += words;
    text += '\n';
  }
  template <class Body>
  void block(std::string_view words, Body&& body) {
    line(words);
    ++depth;
    body();
    --depth;
  }
};

// "元 [0, 100]", with the kinds of absence behind it.
[[nodiscard]] std::string dump_type(const Program&, const Type&);
[[nodiscard]] std::string dump_absence(const Program&, AbsenceSet);
[[nodiscard]] std::string dump_bases(const Program&, const std::vector<Basis>&);

void dump_expr(DumpWriter&, ExprId, std::string_view role = {});
void dump_answer(DumpWriter&, const Answer&, std::string_view role);
void dump_set(DumpWriter&, const SetSource&);
void dump_keys(DumpWriter&, const std::vector<SortKey>&, std::string_view role);

void dump_definition(DumpWriter&, DefinitionId);
void dump_test(DumpWriter&, const TestCase&);

}  // namespace plumb::program
