// Random rule sets that are right by construction (typed, settled, complete), and rows for their tables.
//
// In: a seed. Out: a rule file in the Chinese spelling, raw rows for the tables that its program declares, rows that are
// quarantined, and answers to questions that a run has asked. Everything that the language must stand occurs with a fixed
// chance: absence, faults, ties, empty tables, large decimals, ranks, quotas, merged histories, answers that are late, stale
// or out of bounds.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "data/build_rows.h"
#include "program/program.h"
#include "results/results.h"

namespace plumb::random {

enum class Kind : uint8_t { Points, Money, Hours, Ratio, Count, Truth, Grade, Date };
// What an expression is seen from: a row of a table or of a scope (Member: 参评, Listed: 在册仪器), or nothing (None).
enum class Table : uint8_t { Unit, Instrument, Record, Member, Listed, Deal, Paper, Past, None };

struct Defined {
  std::string name;
  Table table;
  Kind kind;
  bool may_lack = false;
};

class Generator {
 public:
  explicit Generator(uint64_t seed) : random_(seed) {}

  [[nodiscard]] std::string rules();
  [[nodiscard]] std::vector<data::RawTable> rows(const program::Program& program);
  // Some rows of `data`, in or out of their place; mostly none.
  [[nodiscard]] std::vector<results::RunInputs::Quarantine> quarantine(const program::Program& program, const data::Data& data);
  // Rows behind those of the tables of answers, to some of what a run has asked: ties in some order, judgements under the right
  // fingerprint, some under a wrong one.
  void answer(const program::Program& program, const std::vector<results::Question>& questions,
              std::vector<data::RawTable>& rows);

 private:
  uint64_t pick(uint64_t below) { return random_() % below; }
  bool chance(uint64_t percent) { return pick(100) < percent; }
  std::string one_of(std::initializer_list<const char*> words);

  // generate_expr.cpp: an expression of a kind, seen from a row of a table.
  std::string expr(Table table, Kind kind, int depth);
  std::string literal(Kind kind);
  std::string column(Table table, Kind kind);
  std::string known(Table table, Kind kind);
  std::string bands(Table table, Kind kind);
  std::string rounded(Kind kind, const std::string& value);
  std::string plain_number(Table table, Kind kind, int depth);

  // generate_condition.cpp
  std::string condition(Table table, int depth);
  std::string date(Table table, int depth);
  std::string grade(Table table, int depth);

  // generate_aggregate.cpp
  struct Set {
    std::string text;
    Table member;
    std::string key;
    bool is_group = false;
  };
  Set set(Table owner);
  std::string aggregate(Table table, Kind kind, int depth);
  std::string extreme(Table table, Kind kind, int depth);
  std::string history(Kind kind, int depth);

  // generate_program.cpp
  void add_measure(std::string& text, Table table, Kind kind, const std::string& name);
  void add_measures(std::string& text);
  void add_late_measures(std::string& text);
  void add_scope(std::string& text);
  void add_checklist(std::string& text);
  void define(const std::string& name, Table table, Kind kind, bool may_lack = false) {
    defined_.push_back({name, table, kind, may_lack});
  }

  // generate_score.cpp
  void add_judgements(std::string& text);
  void add_score(std::string& text);

  // generate_ranking.cpp
  void add_ranking(std::string& text);
  void add_grade(std::string& text, const std::string& ties);
  void add_second_grade(std::string& text);
  void add_allotments(std::string& text);
  void add_norms(std::string& text);

  // generate_rows.cpp
  data::RawTable table_rows(const program::Program& program, program::TableId table, size_t count);
  data::RawCell cell(const program::Program& program, const program::Column& column, size_t row, size_t rows_of_parent);

  // generate_answers.cpp
  void add_answers(const program::Program& program, const program::Judgement& judgement, std::vector<data::RawTable>& rows);
  std::string answer_text(const program::Program& program, const program::Judgement& judgement);

  std::mt19937_64 random_;
  std::vector<Defined> defined_;
  std::vector<size_t> row_counts_;
  bool has_scope_ = false;  // 参评 is declared
  bool has_spans_ = false;  // 整改期 is declared
};

// A name for each kind's type: 分, 元, 小时, %, 整数, 真假, 档, 日期.
[[nodiscard]] const char* type_name(Kind kind);
[[nodiscard]] const char* table_name(Table table);

}  // namespace plumb::random
