// Conditions tried out on every combination of values that they tell apart (law L11). Internal to check.
//
// A subject is what conditions speak of: a column or a definition of the row, membership of a scope, or an expression that is
// not looked into. Its values are cut at the constants that it is compared with, one value for each piece. What a test cannot
// set freely is soft: an opaque expression, and a definition that rests on what another subject rests on. What holds with
// the soft ones left open holds of some row; what holds of no combination at all holds of no row.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "check/context.h"

namespace plumb::check {

enum class SubjectKind : uint8_t { Column, Definition, Membership, Opaque };

struct Subject {
  SubjectKind kind = SubjectKind::Opaque;
  std::string key;       // equal keys: the same value of the same row
  program::ExprId expr;  // one reading of it
  program::Type type;
  program::Number grid;              // its numbers are multiples of this; zero: any number
  std::set<program::Number> points;  // numbers and dates that it is compared with
  std::vector<std::string> texts;
  std::vector<program::Value> values;  // empty: nothing is known of it
  bool is_soft = false;
  bool is_of_scope = false;  // only the rules of the scope speak of it
};

// The pieces of a domain: one value for each stretch between points, each label, each kind of absence. False: such values are
// not listed.
[[nodiscard]] bool list_values(const Context&, const program::Type&, std::set<program::Number> points,
                               std::vector<std::string> texts, const program::Number& grid, std::vector<program::Value>& values);
// The step of a column's numbers, in base units; zero: none.
[[nodiscard]] program::Number grid_of(const Context&, program::ExprId);
// Values that an expression can have at all, where they are few and written out; empty: not known.
[[nodiscard]] std::vector<program::Value> written_values(const Context&, program::ExprId);
[[nodiscard]] std::vector<program::Value> written_values(const Context&, program::DefinitionId);
// How two values of one kind are ordered; empty: they cannot be compared.
[[nodiscard]] std::optional<std::strong_ordering> order_of(const program::Value&, const program::Value&);
// A parameter at the file's reference date, constants; empty: not known before a run.
[[nodiscard]] std::optional<program::Value> known_value(const Context&, program::ExprId);

class Sweep {
 public:
  static constexpr size_t Limit = 20'000;

  explicit Sweep(const Context& context) : context_(context) {}

  // What a condition or a value reads of its row. Before close().
  void add(program::ExprId);
  void add(program::DefinitionId);          // its guards and values
  void add_members(program::PopulationId);  // its rules
  // Rows are members of this scope: rules of it that speak of the same subjects limit the combinations.
  void keep_within(program::PopulationId);
  // This subject, if there is one, has no other values.
  void set_values(const std::string& key, std::vector<program::Value>);
  void add_points(const std::string& key, const std::vector<program::Number>&);
  // False: more combinations than the limit; nothing can be asked then.
  [[nodiscard]] bool close(size_t limit = Limit);

  // for (bool more = sweep.first(); more; more = sweep.next())
  bool first();
  bool next();
  // One subject alone, whatever the others are, keeps the two conditions from holding together. After close(), even of too many.
  [[nodiscard]] bool exclude_each_other(program::ExprId, program::ExprId);
  // How many combinations there are, the limit and one where they are more.
  [[nodiscard]] size_t combinations() const { return combinations_; }
  // This subject has this value in every combination from now on.
  void fix(size_t subject, program::Value);

  [[nodiscard]] const std::vector<Subject>& subjects() const { return subjects_; }
  [[nodiscard]] const Subject* find(const std::string& key) const;
  [[nodiscard]] const program::Value* at(size_t subject) const;
  // A subject and the value of it that makes an expression have this one; empty: it is not a multiple of one subject.
  [[nodiscard]] std::optional<std::pair<Subject, program::Value>> solve(program::ExprId, const program::Value&) const;
  // Of the combination at hand. `soft`: soft subjects have their values, too; else what rests on them is empty.
  [[nodiscard]] std::optional<program::Value> value(program::ExprId, bool soft) const;
  [[nodiscard]] std::optional<bool> holds(program::ExprId, bool soft) const;  // not valid: true
  [[nodiscard]] std::optional<program::Value> value(program::DefinitionId, bool soft) const;
  // The most that a number can be anywhere on the pieces at hand, not only at the values that stand for them; empty: no limit is
  // known.
  [[nodiscard]] std::optional<program::Number> ceiling(program::ExprId) const;
  [[nodiscard]] std::optional<bool> is_member(program::PopulationId, bool soft) const;

 private:
  struct Linear;
  [[nodiscard]] std::optional<Linear> linear(program::ExprId) const;
  [[nodiscard]] std::optional<Subject> plain(program::ExprId) const;
  size_t take(Subject, program::ExprId reading);
  void take_opaque(program::ExprId);
  void take_comparison(program::ExprId whole, program::ExprId left, program::ExprId right);
  void take_number_points(program::ExprId whole, program::ExprId left, const std::vector<program::ExprId>& bounds);
  bool inline_condition(program::ExprId, program::DefinitionId);
  void add_lookup(const program::Lookup&);
  void mark_soft();
  bool is_allowed() const;
  bool step();

  [[nodiscard]] std::optional<program::Number> end_of_piece(size_t subject, bool is_upper) const;
  [[nodiscard]] std::optional<program::Value> binary_value(const program::BinaryExpr&, bool soft) const;
  [[nodiscard]] std::optional<program::Value> call_value(const program::CallExpr&, bool soft) const;
  [[nodiscard]] std::optional<program::Value> lookup_value(const program::Lookup&, bool soft) const;
  [[nodiscard]] std::optional<program::Value> absent_value(const program::IfAbsent&, bool soft) const;
  [[nodiscard]] std::optional<program::Value> answer_value(const program::Answer&, bool soft) const;
  [[nodiscard]] std::optional<bool> cell_holds(const program::Cell&, const program::Value&) const;

  const Context& context_;
  std::vector<Subject> subjects_;
  std::map<std::string, size_t> by_key_;
  std::unordered_map<uint32_t, size_t> reading_of_;           // expression → subject
  std::unordered_map<uint32_t, program::ExprId> inlined_;     // expression → the condition that it reads
  std::vector<program::ExprId> members_hold_, members_lack_;  // of the scope that rows are in
  std::vector<size_t> at_;
  size_t combinations_ = 1;
  std::optional<size_t> only_;  // the others are not known
  int depth_ = 0;
};

}  // namespace plumb::check
