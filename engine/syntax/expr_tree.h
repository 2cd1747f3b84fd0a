// The parts that items are made of: names, paths, bases, types, and expressions. See tree.h for the
// whole. Data only. Expressions name each other by ExprId in the arena of their tree; children come
// first.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/id.h"
#include "source/source.h"
#include "syntax/keyword.h"

namespace plumb::syntax {

struct ExprTag;
using ExprId = base::Id<ExprTag>;  // not valid = absent

using source::Span;

struct Name {
  std::string text;
  Span span;
};

// A declared name: 总分 别名 total 原名 「综合得分」.
struct DeclName {
  Name name;
  std::optional<Name> alias;
  std::optional<Name> former;
};

// 通知.三.3: document and clause number ("三.3").
struct ClauseRef {
  Name document;
  std::string clause;
  Span span;
};

enum class BasisKind : uint8_t { Cited, Assumed, NotGiven, OtherReading };

struct Basis {
  BasisKind kind = BasisKind::Cited;
  std::vector<ClauseRef> clauses;  // Cited; OtherReading: none or one
  std::string reason;              // Assumed, NotGiven (may be empty), OtherReading
  ExprId other;                    // OtherReading: the value that is not taken
  Span span;
};

// 元/小时, %, 分/人, 多个 学科, 某 量. Empty factors and not percent: no type was written.
struct TypeFactor {
  Name name;  // a name, or "1" for a bare number
  bool is_divisor = false;
};
struct TypeRef {
  bool is_many = false;
  bool is_percent = false;
  bool is_variable = false;  // 某 量
  std::vector<TypeFactor> factors;
  Span span;
  [[nodiscard]] bool is_written() const { return is_percent || !factors.empty(); }
};

struct Interval {
  ExprId low;  // not valid: no bound
  ExprId high;
  bool low_open = false;
  bool high_open = false;
  Span span;
};

// a.b.排除 c 经 d.e
struct PathStep {
  Name name;
  std::optional<Keyword> population_part;  // K_EXCLUDE or K_INCLUDE before the name
};
struct Path {
  std::vector<PathStep> steps;  // at least one
  std::vector<Name> via;        // empty: no 经
  Span span;
};

// 全体 X · 同 a、b 的 X · 含前身 X · plain path
struct SetRef {
  std::optional<Keyword> prefix;  // K_WHOLE, K_SAME, K_INHERITED
  std::vector<Path> keys;         // K_SAME only
  Path path;
  std::optional<Keyword> merging;  // K_INHERITED only: K_LOWEST, K_HIGHEST, K_ANY_COUNTS, K_ALL_COUNT
  bool own_first = false;
  Span span;
};

// --- expressions ---------------------------------------------------------------------------------

enum class LiteralKind : uint8_t { Number, Quantity, Date, Text, Truth };

struct LiteralExpr {
  LiteralKind kind = LiteralKind::Number;
  // Number "0.25", Quantity "50万元" (half-width digits), Date "2021-06-15" (ISO whatever was
  // written), Text without its marks, Truth "true"/"false".
  std::string text;
};
struct RunContextExpr {
  Keyword word;
};  // K_REFERENCE_DATE, K_PERIOD_START, K_PERIOD_END, K_THIS_ASSESSMENT
struct ModeExpr {
  Keyword word;
};  // a rounding mode or a month-end word, as an argument
struct ReferenceExpr {
  Path path;
};
struct SetExpr {
  SetRef set;
};  // only with a prefix; a plain path is a ReferenceExpr
struct RowExpr {
  Keyword word;
  Path path;
};  // 本.x, 其.x
struct ChooseExpr {
  ExprId condition, then, otherwise;
};
enum class UnaryOp : uint8_t { Negate, Not };
struct UnaryExpr {
  UnaryOp op;
  ExprId operand;
};

enum class BinaryOp : uint8_t {
  Add,
  Subtract,
  Multiply,
  Divide,
  Power,
  And,
  Or,
  Equal,
  NotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  StartsWith,
};
// One value of a settlement: a value, "leave the row out", or "my own definition is absent".
enum class AnswerKind : uint8_t { Value, NotCounted, SelfAbsent };
struct Answer {
  AnswerKind kind = AnswerKind::Value;
  ExprId value;        // Value
  std::string reason;  // SelfAbsent
  Span span;
};
struct BinaryExpr {
  BinaryOp op;
  std::optional<Keyword> word;  // the word that wrote it, where it is not a sign: K_EXCEEDS, K_NOT_LATER, K_OR_MORE …
  ExprId left, right;
  std::optional<Answer> if_zero;  // Divide only
};
struct OneOfExpr {
  bool negated = false;
  ExprId subject;
  std::vector<ExprId> alternatives;
};
struct WithinExpr {
  bool negated = false;
  ExprId subject;
  Interval interval;
};  // x 在 [a, b)
struct MemberExpr {
  bool negated = false;
  ExprId subject;
  SetRef set;
};  // x 在 参评单位
struct InForceExpr {
  bool negated = false;
  Path path;
};
struct PresenceExpr {
  bool lacks = false;
  Path path;
  std::vector<Name> kinds;
};  // 有 x, 缺 x(未填报)
struct AtDateExpr {
  ExprId operand;
  ExprId date;
};
struct KindAnswer {
  std::vector<Name> kinds;
  Answer answer;
};
struct IfAbsentExpr {
  ExprId operand;
  std::optional<Answer> all;
  std::vector<KindAnswer> by_kind;
};
struct IfNoneExpr {
  ExprId operand;
  Answer answer;
};

struct SortKey {
  ExprId value;
  std::optional<Keyword> direction;  // K_ASCENDING, K_DESCENDING
};
struct Argument {
  ExprId value;
  ExprId each;                       // X 各 (body)
  std::optional<Answer> absent_all;  // 缺失时 on the whole argument, after 各
  std::vector<KindAnswer> absent_by_kind;
  ExprId filter;               // 当
  std::optional<SortKey> key;  // 按
  Span span;
};
// A builtin, a rounding mode used as a function, or a 函数 of a rule file.
struct CallExpr {
  Name name;
  std::optional<Keyword> mode;
  std::vector<Argument> arguments;
};

enum class CellKind : uint8_t { Any, Absent, Interval, Values, Compare };
struct Cell {
  CellKind kind = CellKind::Any;
  std::vector<Name> absence_kinds;  // Absent; empty: every kind
  Interval interval;
  std::vector<ExprId> values;     // Values: any of them; Compare: one
  BinaryOp op = BinaryOp::Equal;  // Compare
  std::optional<Keyword> word;    // Compare: the word that wrote it
  Span span;
};
struct TableRow {
  bool is_otherwise = false;
  std::vector<Cell> cells;
  Answer value;
  std::vector<Basis> bases;
  Span span;
};
enum class HitPolicy : uint8_t {
#define PLUMB_HIT_POLICY(value, name) value,
#include "syntax/tree_kinds.def"
};
struct LookupExpr {
  std::vector<ExprId> inputs;
  HitPolicy hits = HitPolicy::Unique;
  std::vector<TableRow> rows;
};

struct LabelRange {
  Name label;
  Interval interval;
  std::vector<Basis> bases;
  Span span;
};
struct JudgementBody {
  std::vector<Name> judges;       // 由; several are levels, lowest first
  std::optional<Interval> range;  // 值域 a 至 b is the closed interval
  ExprId range_label;             // 值域 按 x { label : interval }
  std::vector<LabelRange> label_ranges;
  ExprId grain;
  std::optional<Name> combine;               // 取
  std::optional<std::string> least_answers;  // 至少 n 人
  std::vector<Name> labels;                  // 选项
  std::vector<Name> reasons;                 // 理由项
  std::optional<Path> recorded_in;           // 记于
  ExprId when;                               // asked only when
};
struct JudgementExpr {
  DeclName name;
  TypeRef type;
  JudgementBody body;
};  // inside a score part
struct InvalidExpr {};

struct Expr {
  std::variant<InvalidExpr, LiteralExpr, RunContextExpr, ModeExpr, ReferenceExpr, SetExpr, RowExpr, ChooseExpr, UnaryExpr,
               BinaryExpr, OneOfExpr, WithinExpr, MemberExpr, InForceExpr, PresenceExpr, AtDateExpr, IfAbsentExpr, IfNoneExpr,
               CallExpr, LookupExpr, JudgementExpr>
      node;
  Span span;
};

}  // namespace plumb::syntax
