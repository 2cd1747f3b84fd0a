// What the files of this room share while one explanation is made. Internal to explain.
//
// A Teller knows what was told already, so that a definition is told in full once and afterwards by its value.
#pragma once

#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "eval/inspector.h"
#include "explain/explain.h"
#include "explain/phrase.h"
#include "results/trace.h"

namespace plumb::explain {

using Lines = std::vector<Line>;

// The rows that an expression is seen from: the first is frame 0, the next the row around it.
using Rows = std::vector<program::RowRef>;

// Where an expression stands: whose trace has its aggregates, its rows, and how deep the telling is.
struct Where {
  program::DefinitionId definition;
  uint32_t row = 0;
  Rows rows;
  uint32_t depth = 0;
  uint32_t nesting = 0;  // aggregates around it; each halves the rows that are shown
};

struct Teller {
  const program::Program& program;
  const data::Data& data;
  const results::Results& results;
  const Options& options;
  eval::Inspector& inspector;  // asking changes nothing that can be seen, so a const Teller may ask
  std::map<std::pair<uint32_t, uint32_t>, results::Trace> traces;
  std::set<std::pair<uint32_t, uint32_t>> told;
  std::set<std::string> told_reasons;  // why something is open, each told in full once

  [[nodiscard]] std::string say(const Phrase& phrase, std::initializer_list<std::string_view> arguments = {}) const {
    return explain::say(options.language, phrase, arguments);
  }
};

// --- tell_value.cpp: values, names and places in words ---

[[nodiscard]] std::string name_of(const Teller&, const std::string& name, const std::string& alias);
[[nodiscard]] std::string name_of(const Teller&, program::DefinitionId);
[[nodiscard]] std::string name_of(const Teller&, program::TableId);
[[nodiscard]] std::string name_of(const Teller&, program::ColumnId);
[[nodiscard]] std::string label_name(const Teller&, program::Label);
[[nodiscard]] ShownValue show(const Teller&, const program::Type&, const program::Value&);
[[nodiscard]] ShownValue show_count(uint64_t count);
// With its units, and with an approximation beside a fraction.
[[nodiscard]] std::string plain(source::Language, const ShownValue&);
// A fraction by its approximation, an open value without its reason: inside a formula.
[[nodiscard]] std::string plain_near(source::Language, const ShownValue&);
[[nodiscard]] std::string plain(const Teller&, const program::Type&, const program::Value&);
// "Name (key)", or the key alone.
[[nodiscard]] std::string row_name(const Teller&, program::TableId, uint32_t row);
[[nodiscard]] Origin origin_of(const Teller&, program::TableId, uint32_t row, program::ColumnId column = {});
// The rule file's words on one line; empty if nobody handed them in.
[[nodiscard]] std::string words_at(const Teller&, source::Span);
[[nodiscard]] program::Value evaluate(const Teller&, program::ExprId, const Rows&);
// Absent where the definition has no value for this row.
[[nodiscard]] program::Value value_at(const Teller&, program::DefinitionId, uint32_t row);
[[nodiscard]] bool is_true(const program::Value&);
[[nodiscard]] Line line_of(LineKind kind, std::string text);

// --- explain_basis.cpp ---

[[nodiscard]] std::vector<ShownBasis> show_bases(const Teller&, const std::vector<program::Basis>&);
void add_bases(std::vector<ShownBasis>& all, std::vector<ShownBasis> more);
// A rule's own bases stand before those of the condition that it reads.
void put_bases_first(const Teller&, const std::vector<program::Basis>& own, Line&);
[[nodiscard]] std::string basis_text(source::Language, const ShownBasis&);
[[nodiscard]] Line parameter_line(const Teller&, program::ParameterId, base::Date at);

// --- collect_reach.cpp ---

// Everything that some definitions rest on, by the program's own references, in the program's order.
struct Reach {
  std::set<program::DefinitionId> definitions;
  std::set<program::PopulationId> populations;
  std::set<program::ParameterId> parameters;
  std::set<program::ExprId> exprs;
};
[[nodiscard]] Reach collect_reach(const program::Program&, const std::vector<program::DefinitionId>& roots);
[[nodiscard]] Section parameters_section(const Teller&, const Reach&);
[[nodiscard]] Section assumptions_section(const Teller&, const Reach&);

// --- explain_formula.cpp, explain_reads.cpp, explain_aggregate.cpp, explain_condition.cpp ---

// The formula in the file's words with the values put in: "a / b" → "1380小时 / 1600小时".
[[nodiscard]] std::string with_values(const Teller&, program::ExprId, const Where&);
// True for an expression that is one value read elsewhere: its own line says all.
[[nodiscard]] bool is_read(const program::Program&, program::ExprId);
// "formula = with values = value" and what it read. `value_text` is the end of the chain.
[[nodiscard]] Line formula_line(Teller&, program::ExprId, const Where&, const std::string& value_text);
// Lines for everything that the expression really read: cells, parameters, definitions, sets.
void append_reads(Teller&, program::ExprId, const Where&, Lines&);
[[nodiscard]] Line cell_line(const Teller&, program::ColumnId, program::RowRef row);
[[nodiscard]] Line aggregate_line(Teller&, program::ExprId, const Where&);
// The step of an aggregate in the trace of its definition; null if it was not needed.
[[nodiscard]] const results::Step* find_aggregate_step(Teller&, program::ExprId, const Where&, const results::Trace*& trace);
// The first parts of a condition that keep it from being `wanted`, or that make it so.
void append_reasons(Teller&, program::ExprId, const Where&, bool holds, Lines&);
// A single child that only says the line's own words again gives way to what is below it.
void drop_repeated(const Teller&, const std::string& words, Line& line);
[[nodiscard]] Line condition_line(Teller&, program::ExprId, const Where&, const std::string& name);

// --- explain_definition.cpp, explain_score.cpp, explain_judgement.cpp, explain_open.cpp ---

[[nodiscard]] Line definition_line(Teller&, program::DefinitionId, uint32_t row, uint32_t depth, uint32_t nesting);
// What makes the value, as children of its line.
void append_course(Teller&, program::DefinitionId, const Where&, Lines&);
[[nodiscard]] bool is_score(const program::Program&, program::DefinitionId);
[[nodiscard]] Line score_line(Teller&, program::DefinitionId, uint32_t row, uint32_t depth);
[[nodiscard]] Lines answer_lines(const Teller&, program::JudgementId, const std::string& subject);
[[nodiscard]] Line open_line(const Teller&, const program::Value&);
// The open line, unless its reason was told already; nothing for a value that is not open.
void append_open(Teller&, const program::Value&, Lines&);
[[nodiscard]] std::string open_reason(const Teller&, const program::Value&);

// --- explain_scope.cpp, explain_grade.cpp, explain_ranking.cpp, explain_norm.cpp ---

[[nodiscard]] bool is_member(const Teller&, program::PopulationId, uint32_t row);
[[nodiscard]] Line scope_line(Teller&, program::PopulationId, uint32_t row, bool with_conditions);
// Why a row that is not in a scope is not; nothing if it is in it.
[[nodiscard]] Lines why_outside(Teller&, program::PopulationId, uint32_t row);
// In quarantine without its place kept.
[[nodiscard]] bool is_taken_out(const Teller&, program::TableId, uint32_t row);
[[nodiscard]] Section scope_section(Teller&, program::TableId, uint32_t row);
[[nodiscard]] Section grade_section(Teller&, program::DefinitionId grade, uint32_t row);

struct Standing {  // of a row in a ranking
  uint32_t stratum = 0, index = 0;
  const results::RankedRow* ranked = nullptr;  // null: it is not ranked
};
[[nodiscard]] Standing find_standing(const Teller&, program::RankingId, uint32_t row);
[[nodiscard]] Line ranking_line(Teller&, program::RankingId, uint32_t row);
[[nodiscard]] std::string key_values(const Teller&, program::RankingId, const results::RankedRow&);
[[nodiscard]] Line cut_line(Teller&, program::DefinitionId grade, uint32_t entry, uint32_t stratum);
// The answers to the question about a tie on this line, or what is missing of them; nothing where no judgement decides.
[[nodiscard]] Lines tie_decision(const Teller&, program::DefinitionId grade, uint32_t entry, uint32_t stratum);
// The row was tied on the line, and a judgement has put it above or below.
[[nodiscard]] bool is_decided_tie(const Teller&, program::DefinitionId grade, uint32_t entry, const Standing&);
[[nodiscard]] const results::CutResult* find_cut(const Teller&, program::DefinitionId grade, uint32_t entry, uint32_t stratum);
// The last row of a stratum, in its order, that the entry took; null: none.
[[nodiscard]] const results::RankedRow* last_taken(const Teller&, program::DefinitionId grade, uint32_t entry, uint32_t stratum);
[[nodiscard]] Section norms_section(Teller&, program::TableId, uint32_t row);

}  // namespace plumb::explain
