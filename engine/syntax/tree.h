// The syntax tree: what a rule file says, with nothing resolved.
//
// Made by parse() from text, read by check and by the dump. Data only. Both spellings of a program
// make the same tree: words of the language are Keyword ids, names and literals keep their (NFC)
// text. Parentheses leave no trace. Expressions live in one arena (Tree::exprs) and are named by
// ExprId. INVARIANT: every node has a span that is not empty; children come before their parent in
// the arena. A part that could not be parsed is an Invalid expression or an item that is left out,
// and the sink already has an error for it: later steps stay silent about it.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "source/language.h"
#include "syntax/expr_tree.h"

namespace plumb::syntax {

// --- items ---------------------------------------------------------------------------------------

struct RulesetItem {
  std::string title;
};
struct AssessmentItem {
  std::string number;                                          // "2021"
  std::optional<Name> period_from, period_to, reference_date;  // ISO dates
  std::vector<Basis> bases;
};
struct ClauseEntry {
  std::string id;  // "三.1"
  Span id_span;
  std::string title;
  std::optional<Name> fingerprint;
  std::optional<std::string> no_rule;
  Span span;
};
struct AuthorityItem {
  Name name;
  std::string number;
  std::optional<Name> issued;
  std::vector<ClauseEntry> clauses;
};
struct UseItem {
  Name target;
};
struct UnitsItem {
  DeclName name;
  ExprId factor;
};
struct EnumItem {
  DeclName name;
  bool ordered = false;
  std::vector<DeclName> labels;
};

enum class Control : uint8_t { Unstated, Actionable, Correctable, Fixed };
struct Column {
  bool is_key = false;
  DeclName name;
  TypeRef type;
  std::optional<std::string> stored;
  std::optional<std::string> origin;
  std::optional<std::string> scale;  // decimals
  std::optional<Interval> range;
  std::optional<std::string> length;
  std::vector<Name> absence_kinds;  // 可缺
  bool is_optional = false;         // 可无: the reference may have no parent
  bool is_unique = false;
  Control control = Control::Unstated;
  std::vector<Name> roles;  // 作 名称
  std::vector<Basis> bases;
  Span span;
};
struct TableItem {
  DeclName name;
  std::optional<std::string> stored;
  std::vector<Name> roles;
  std::vector<Column> columns;
};
struct AbsenceEntry {
  Path column;
  std::vector<Name> kinds;
  Answer answer;
  std::vector<Basis> bases;
  Span span;
};
struct AbsenceItem {
  DeclName name;
  std::vector<Basis> bases;
  std::vector<AbsenceEntry> entries;
};

enum class DatedKind : uint8_t { FromTo, Since, Before };
struct DatedValue {
  DatedKind kind = DatedKind::FromTo;
  Name from;                           // FromTo and Since: first day; Before: first day that is no longer in
  std::optional<Name> to;              // FromTo: last day, included
  std::optional<std::string> same_as;  // 同 2020
  ExprId value;                        // not valid: no value (未载) or same_as
  std::vector<Basis> bases;
  Span span;
};
struct ParameterItem {
  DeclName name;
  TypeRef type;
  std::optional<Interval> range;
  ExprId value;
  std::vector<DatedValue> dated;
  std::vector<Basis> bases;
};
struct ParameterDecl {
  Name name;
  bool is_set = false;
  TypeRef type;
};
struct FunctionItem {
  DeclName name;
  std::vector<ParameterDecl> parameters;
  TypeRef type;
  ExprId body;
  std::vector<Basis> bases;
};
struct ConditionItem {
  DeclName name;
  std::optional<Path> of;
  ExprId value;
  std::vector<Basis> bases;
};
struct ChecklistEntry {
  Name rule;
  ExprId condition;
  std::vector<Basis> bases;
  Span span;
};
struct ChecklistItem {
  DeclName name;
  Path of;
  Keyword mode;     // K_ANY_OF, K_ALL_OF, K_AT_LEAST
  ExprId at_least;  // K_AT_LEAST
  std::vector<Basis> bases;
  std::vector<ChecklistEntry> entries;
};
struct SpanItem {
  DeclName name;
  Path of;
  SetRef from_set;
  ExprId start, length;
  std::optional<Keyword> month_end;
  ExprId condition;
  std::vector<Basis> bases;
};
struct ScopeEntry {
  bool is_exclusion = false;
  Name rule;
  std::optional<Name> exception_to;
  ExprId condition;  // not valid: always
  std::vector<Basis> bases;
  Span span;
};
struct ScopeItem {
  DeclName name;
  Path source;
  std::vector<Basis> bases;
  std::vector<ScopeEntry> entries;
};
struct VerifyItem {
  DeclName name;
  std::optional<Path> of;
  ExprId condition;
  std::vector<Basis> bases;
};
struct CaseEntry {
  bool is_otherwise = false;
  Name rule;  // empty text for 否则
  std::optional<Name> exception_to;
  ExprId condition;  // not valid: always
  Answer value;
  std::vector<Basis> bases;
  Span span;
};
struct MeasureItem {
  DeclName name;
  std::optional<Path> of;
  TypeRef type;
  std::optional<Interval> range;
  ExprId value;  // valid: a single value; else cases
  bool in_order = false;
  std::vector<CaseEntry> cases;
  std::vector<Basis> bases;
};

enum class GroupKind : uint8_t {
#define PLUMB_PART_GROUP(value, name) value,
#include "syntax/tree_kinds.def"
};
struct NotApplicable {
  ExprId condition;
  Keyword points;
};  // K_LOST, K_FULL, K_SHARED_OUT
struct Part {
  DeclName name;
  std::optional<Name> mark;  // "40分"
  ExprId weight;             // 权重
  ExprId out_of;             // 满分 (the root; a part may have it instead of a mark)
  ExprId cap;                // 封顶于
  ExprId precondition, otherwise;
  std::vector<NotApplicable> not_applicable;
  ExprId value;  // a line; else a group
  GroupKind group = GroupKind::Sum;
  std::vector<Part> parts;
  std::vector<Basis> bases;
  Span span;
};
struct ScoreItem {
  Path of;
  Part root;
};
struct JudgementItem {
  DeclName name;
  Path of;
  TypeRef type;
  JudgementBody body;
  std::vector<Basis> bases;
};

struct RankKey {
  ExprId value;
  bool exact = false;
  ExprId rounding_place;  // not exact: 取 0.01分 四舍五入
  std::optional<Keyword> rounding_mode;
  bool descending = false;
  Span span;
};
struct TiePolicy {
  Keyword word;
  std::optional<Name> judgement;
};  // K_SHARE_PLACE … K_NO_TIES; K_REFER names a judgement
struct RankingItem {
  DeclName name;
  Path of;
  ExprId without;
  std::vector<Path> strata;
  std::vector<RankKey> keys;
  TiePolicy ties;
  std::vector<Basis> bases;
};

enum class GradeFormKind : uint8_t {
#define PLUMB_GRADE_FORM(value, name) value,
#include "syntax/tree_kinds.def"
};
struct GradeEntry {
  Name label, rule;
  bool is_veto = false;
  bool no_better = false;  // veto: 不优于 instead of 定为
  bool after_cut = false;  // veto: 切档后
  GradeFormKind form = GradeFormKind::When;
  ExprId condition;             // When, veto
  std::optional<Path> ranking;  // Top, Next
  ExprId size;                  // a count or a share
  std::optional<Keyword> size_rounding;
  std::optional<bool> vacancy_filled;
  std::optional<bool> overflow_in;
  std::optional<bool> shrinks_next;
  std::optional<Path> base;
  std::optional<Span> repeated;  // a clause of a cut that says again what one before it has said
  std::vector<Basis> bases;
  Span span;
};
struct GradeItem {
  DeclName name;
  Path of;
  bool in_order = false;
  std::vector<Basis> bases;
  std::vector<GradeEntry> entries;
};

struct AllotmentItem {
  DeclName name;
  Path of;
  ExprId amount, weight, grain;
  bool largest_remainder = false;
  std::vector<RankKey> remainder_keys;
  std::vector<RankKey> tie_keys;
  std::optional<Name> tie_judgement;
  ExprId minimum, maximum;
  std::optional<Keyword> zero_weight;  // K_LOST: gets nothing; K_REFUSE: an error
  std::vector<Basis> bases;
};

struct NormItem {
  bool is_duty = false;
  DeclName name;
  Keyword force;  // K_MUST, K_MAY, K_MUST_NOT, K_SERVES_AS_BASIS, K_AT_DISCRETION
  std::vector<Name> menu;
  std::optional<Name> actor;
  std::optional<Path> of;
  ExprId condition;
  ExprId term;  // a date (deadline) or a length
  ExprId term_start;
  std::optional<Keyword> month_end;
  bool term_inclusive = false;
  ExprId fulfilled;
  std::optional<Name> if_unfulfilled;
  std::optional<Name> bars;
  ExprId amount;
  std::vector<Basis> bases;
};

struct GivenCell {
  Name column;
  bool is_absent = false;
  std::optional<Name> absence_kind;
  ExprId value;
};
struct GivenRow {
  Name table;
  std::optional<Name> row;
  std::vector<GivenCell> cells;
  Span span;
};
struct RuleRef {
  Name rule;
  std::optional<Keyword> part;
};  // K_INCLUDE, K_EXCLUDE
enum class Expected : uint8_t {
#define PLUMB_EXPECTED(value, name) value,
#include "syntax/tree_kinds.def"
};
struct TestStep {
  enum class Kind : uint8_t {
#define PLUMB_TEST_STEP(value, name) value,
#include "syntax/tree_kinds.def"
  } kind = Kind::Given;
  std::vector<GivenRow> rows;  // Given
  std::optional<Path> path;    // Pin; Expect absent/pending/faulty
  ExprId value;                // Pin (not valid: pending); Expect Holds: a condition
  Expected expected = Expected::Holds;
  std::optional<RuleRef> because;
  std::vector<RuleRef> and_not;
  Span span;
};
struct TestItem {
  std::string title;
  std::optional<Name> reference_date;
  std::vector<TestStep> steps;
};

struct Item {
  std::variant<RulesetItem, AssessmentItem, AuthorityItem, UseItem, UnitsItem, EnumItem, TableItem, AbsenceItem, ParameterItem,
               FunctionItem, ConditionItem, ChecklistItem, SpanItem, ScopeItem, VerifyItem, MeasureItem, ScoreItem, JudgementItem,
               RankingItem, GradeItem, AllotmentItem, NormItem, TestItem>
      node;
  Span span;
};

struct Tree {
  source::FileId file = 0;
  source::Language spelling = source::Language::Zh;
  std::vector<Item> items;
  std::vector<Expr> exprs;
  [[nodiscard]] const Expr& at(ExprId id) const { return exprs[id.value]; }
};

}  // namespace plumb::syntax
