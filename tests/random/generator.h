// Random rule sets that are right by construction (typed, settled, complete), and rows for their tables.
//
// In: a seed. Out: a rule file in the Chinese spelling, and raw rows for the tables that its program declares. Everything
// that the language must stand occurs with a fixed chance: absence, faults, ties, empty tables, large decimals, ranks, quotas.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "data/build_rows.h"
#include "program/program.h"

namespace plumb::random {

enum class Kind : uint8_t { Points, Money, Hours, Ratio, Count, Truth };
enum class Table : uint8_t { Unit, Instrument, Record };

struct Defined {
  std::string name;
  Table table;
  Kind kind;
};

class Generator {
 public:
  explicit Generator(uint64_t seed) : random_(seed) {}

  [[nodiscard]] std::string rules();
  [[nodiscard]] std::vector<data::RawTable> rows(const program::Program& program);

 private:
  uint64_t pick(uint64_t below) { return random_() % below; }
  bool chance(uint64_t percent) { return pick(100) < percent; }
  std::string one_of(std::initializer_list<const char*> words);

  // generate_expr.cpp: an expression of a kind, seen from a row of a table.
  std::string expr(Table table, Kind kind, int depth);
  std::string literal(Kind kind);
  std::string column(Table table, Kind kind);
  std::string aggregate(Table table, Kind kind, int depth);
  std::string bands(Table table, Kind kind);
  std::string condition(Table table, int depth);
  std::string rounded(Kind kind, const std::string& value);

  // generate_program.cpp
  void add_measures(std::string& text);
  void add_scope(std::string& text);
  void add_score(std::string& text);
  void add_ranking(std::string& text);

  // generate_rows.cpp
  data::RawTable table_rows(const program::Program& program, program::TableId table, size_t count);
  data::RawCell cell(const program::Program& program, const program::Column& column, size_t row, size_t rows_of_parent);

  std::mt19937_64 random_;
  std::vector<Defined> defined_;
  std::vector<size_t> row_counts_;
};

// A name for each kind's type: 分, 元, 小时, %, 整数, 真假.
[[nodiscard]] const char* type_name(Kind kind);
[[nodiscard]] const char* table_name(Table table);

}  // namespace plumb::random
