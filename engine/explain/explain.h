// Why a unit got what it got, and why not more: results and traces → a document in one language.
//
// In: program, data and results of one run (the same that gave the results), a row. Out: an Explanation, a
// tree of lines that end at clauses and at rows of data; render_* only lay it out. Traces are made on demand
// by eval, one definition at a time, so explaining changes nothing and costs a run nothing.
// Missing, pending and faulty values are lines like any other: nothing here fails, and nothing rounds (a
// quotient that does not terminate is shown as a fraction with an approximation beside it).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/data.h"
#include "program/program.h"
#include "results/results.h"
#include "source/language.h"

namespace plumb::explain {

struct Options {
  source::Language language = source::Language::Zh;
  // The rule file's own words at a span; empty: formulas are left out and only names are shown.
  std::function<std::string(source::Span)> source_text;
  bool other_readings = false;  // the program was made with what 另载 says
  bool all_rows = false;        // members of aggregates: all, else the first `row_limit`
  uint32_t row_limit = 5;
  uint32_t depth_limit = 12;  // definitions below definitions; deeper ones are shown with their value only
};

enum class ValueState : uint8_t { Known, Absent, Pending, Faulty };
struct ShownValue {
  ValueState state = ValueState::Known;
  std::string text;       // "21.5625", "250/3", "优秀", the kind of absence, the reason why it is open
  std::string measure;    // "分", "%"; empty for what has none
  bool is_count = false;  // a whole bare number: a number in JSON, everything else is a string
  friend bool operator==(const ShownValue&, const ShownValue&) = default;
};
struct Citation {
  std::string document, number, clause, title;
};
struct ShownBasis {
  program::BasisKind kind = program::BasisKind::Cited;
  std::vector<Citation> clauses;
  std::string reason;
  bool is_taken = false;  // another reading that stands in the place of the figure
};
// Where a value stands in the database. Column fields are empty when the row as a whole is meant.
struct Origin {
  std::string table, stored_table, key, column, stored_column;
  int64_t database_row = -1;  // -1: the row has none (a test's row)
  std::string batch, source;  // of the table's columns with these roles
};

enum class LineKind : uint8_t {
  Statement,
  Value,
  Formula,
  Part,
  Rule,
  Place,
  Key,
  Cut,
  Parameter,
  Aggregate,
  Member,
  LeftOut,
  Cell,
  Settled,
  Answer,
  Norm,
  Basis,
  Open,
  Condition,
  More,
};
struct Line {
  LineKind kind = LineKind::Statement;
  std::string text;
  std::optional<ShownValue> value;
  std::vector<ShownBasis> bases;
  std::optional<Origin> origin;
  std::vector<Line> children;
};
enum class SectionKind : uint8_t {
  Run,
  Scope,
  Grade,
  Ranking,
  Score,
  Checks,
  Judgements,
  Norms,
  Parameters,
  Assumptions,
  Open,
  WhyNot,
  Definition
};
struct Section {
  SectionKind kind = SectionKind::Grade;
  std::string title;
  std::vector<Line> lines;
};
struct Explanation {
  source::Language language = source::Language::Zh;
  std::string title;  // "甲大学（U001）：优秀"
  std::string table, key, name;
  int64_t assessment = 0;
  std::vector<Section> sections;
};

// "rule", "place" …, as the JSON has them.
[[nodiscard]] std::string_view kind_word(LineKind kind);
[[nodiscard]] std::string_view kind_word(SectionKind kind);

// Everything that concerns a row: scope, grades, ranking, score, norms, parameters, assumptions, what is open.
// A row that is in no scope gets the reasons for that. Precondition: row < row count of the table.
[[nodiscard]] Explanation explain_unit(const program::Program&, const data::Data&, const results::Results&, program::TableId,
                                       uint32_t row, const Options&);

// One definition of a row (row 0 for a global one): its tree of reasons.
[[nodiscard]] Explanation explain_definition(const program::Program&, const data::Data&, const results::Results&,
                                             program::DefinitionId, uint32_t row, const Options&);

// A key that no row of the table has: says so, and names rows whose key or name is written nearly so.
[[nodiscard]] Explanation explain_unknown(const program::Program&, const data::Data&, const results::Results&, program::TableId,
                                          std::string_view key, const Options&);

// What keeps the row from a label of a grade; without a label: from the next better one. Says so when the row has
// this label or a better one, when there is none better, when the row is not graded, or when its grade is open.
[[nodiscard]] Explanation why_not(const program::Program&, const data::Data&, const results::Results&,
                                  program::DefinitionId grade, uint32_t row, std::optional<uint16_t> wanted, const Options&);

// The grade that a reader means who names none: the last declared one of the table; not valid if there is none.
[[nodiscard]] program::DefinitionId main_grade(const program::Program&, program::TableId);

// Lines end with \n; children are indented by two blanks a level.
[[nodiscard]] std::string render_text(const Explanation&);
[[nodiscard]] std::string render_markdown(const Explanation&);
// Keys in English, words in the explanation's language; counts and row ids are numbers, quantities strings.
[[nodiscard]] std::string render_json(const Explanation&);

}  // namespace plumb::explain
