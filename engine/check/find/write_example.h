// A finding's example as a test case of the language, in the spelling of the file (law L18). Internal to check.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "check/find/sweep.h"
#include "syntax/keyword.h"

namespace plumb::check {

namespace example_word {

struct Row {
  std::string_view zh, en;
};
#define PLUMB_EXAMPLE_WORD(name, zh, en) inline constexpr Row name{zh, en};
#include "check/find/example_words.def"

}  // namespace example_word

// One row that the finding is about, the rows that it refers to, what is pinned, what is expected. What a test cannot say
// makes it impossible: its text is empty then.
class Example {
 public:
  // The row is one of this table and, where there is one, of this scope.
  Example(const Context&, program::TableId, program::PopulationId);
  // The row that a definition is about; none for a definition without rows.
  Example(const Context&, const program::Definition&);

  // The row is a member of this scope.
  void be_in(program::PopulationId);
  // What the sweep's combination at hand says of the row. Opaque subjects make the example impossible.
  void set(const Sweep&);
  void set(program::ExprId reading, SubjectKind, const program::Value&);
  void pin(program::DefinitionId, const program::Value&);
  void give_up() { is_possible_ = false; }

  void expect_value(program::DefinitionId, const program::Value&, std::string_view because = {});
  void expect_truth(program::DefinitionId, bool);
  void expect_more(program::DefinitionId, const program::Number&);  // than this
  void expect_member(program::PopulationId, bool);
  void expect_faulty(program::DefinitionId);

  [[nodiscard]] bool is_possible() const { return is_possible_; }
  // 「name:about」
  [[nodiscard]] std::string text(std::string_view name, example_word::Row about) const;

 private:
  struct Given {
    program::TableId table;
    std::string name;
    std::vector<std::pair<program::ColumnId, std::string>> cells;
  };

  [[nodiscard]] std::string word(syntax::Keyword) const;
  [[nodiscard]] std::string row_name();
  [[nodiscard]] std::string definition_path(program::DefinitionId);
  size_t add_row(program::TableId);
  size_t row_of(program::ExprId);
  void set_cell(size_t row, program::ColumnId, std::string text);
  void add_pin(std::string);

  const Context& context_;
  bool is_possible_ = true;
  size_t next_name_ = 0;
  std::vector<Given> rows_;  // the first is the finding's own
  std::vector<std::string> pins_, expectations_;
};

// A value as it is written in a rule file; empty: it cannot be written.
[[nodiscard]] std::string write_value(const Context&, const program::Type&, const program::Value&);
// What was read, and the value that makes a finding true, as a witness; the same for a sweep's combination at hand.
void show_value_of(const Context&, program::ExprId reading, const program::Value&, diagnostics::Diagnostic&);
void show_row(const Context&, const Sweep&, diagnostics::Diagnostic&);

}  // namespace plumb::check
