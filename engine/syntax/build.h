// ANTLR's contexts → our tree: typed functions over the rule contexts, a file for each family of
// constructs.
//
// The generated visitors return a copying any-type; these read a rule's children in the order of
// the grammar instead (Children), so that each function looks like its rule. Contexts are complete:
// a line with a mistake is never built.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <utility>

#include "syntax/antlr_tokens.h"
#include "syntax/filter_tokens.h"
#include "syntax/token_words.h"
#include "syntax/tree.h"

namespace plumb::syntax {

using Rules = PlumbParser;

struct Builder {
  Tree& tree;
  const TokenContext& context;
};

// A walk over the children of a context, left to right.
class Children {
 public:
  explicit Children(antlr4::ParserRuleContext* context) : nodes_(context->children) {}

  [[nodiscard]] bool is_done() const { return at_ >= nodes_.size(); }
  // The token that comes now; null when a rule does, or nothing.
  [[nodiscard]] const Token* token() const;
  [[nodiscard]] std::optional<Keyword> keyword() const;
  // Goes on when the token is the one asked for.
  bool take(TokenKind kind);
  bool take(Keyword keyword);
  [[nodiscard]] std::optional<Keyword> take_any(std::initializer_list<Keyword> keywords);
  // The token that comes now, whatever it is.
  const Token& take_token();
  // The rule that comes now, if it is of this kind; else null and nothing moves.
  template <class Context>
  Context* take() {
    if (is_done()) return nullptr;
    auto* found = dynamic_cast<Context*>(nodes_[at_]);
    if (found != nullptr) ++at_;
    return found;
  }
  void skip() { ++at_; }

 private:
  const std::vector<antlr4::tree::ParseTree*>& nodes_;
  size_t at_ = 0;
};

// --- tokens and names (build_name.cpp)
[[nodiscard]] const Token& token_of(antlr4::Token* token);
[[nodiscard]] Span span_of(const Builder& builder, antlr4::ParserRuleContext* context);
// The text in NFC; numbers, dates and texts in their normal form (see tree.h).
[[nodiscard]] std::string word_text(const Builder& builder, const Token& token);
[[nodiscard]] std::string number_text(const Builder& builder, const Token& token);
[[nodiscard]] std::string date_text(const Builder& builder, const Token& token);
[[nodiscard]] std::string inner_text(const Builder& builder, const Token& token);
[[nodiscard]] Name named(const Builder& builder, std::string text, const Token& token);
[[nodiscard]] Name build_name(Builder& builder, antlr4::ParserRuleContext* name);
// Of a declName or an enumLabel.
[[nodiscard]] DeclName build_decl_name(Builder& builder, antlr4::ParserRuleContext* context);
[[nodiscard]] Path build_path(Builder& builder, Rules::PathContext* context);
[[nodiscard]] Path build_bound_path(Builder& builder, Rules::BoundPathContext* context);
[[nodiscard]] SetRef build_set(Builder& builder, Rules::SetExprContext* context);
[[nodiscard]] SetRef build_marked_set(Builder& builder, Rules::MarkedSetContext* context);
// A path wrapped in one more rule, and lists of names: a 、 b 、 c.
[[nodiscard]] std::vector<Name> build_kinds(Builder& builder, Children& children);
[[nodiscard]] std::vector<Name> build_names(Builder& builder, Children& children);

// --- bases, types, ranges (build_basis.cpp)
[[nodiscard]] std::vector<Basis> build_bases(Builder& builder, Children& children);
void add_bases(Builder& builder, Children& children, std::vector<Basis>& bases);
[[nodiscard]] TypeRef build_type(Builder& builder, Rules::TypeContext* context);
[[nodiscard]] Interval build_range(Builder& builder, Rules::RangeContext* context);
[[nodiscard]] Interval build_interval(Builder& builder, Rules::IntervalContext* context);

// --- expressions (build_expr.cpp, build_operand.cpp, build_lookup.cpp, build_judgement.cpp)
template <class Node>
ExprId add_expr(Builder& builder, Node node, Span span) {
  builder.tree.exprs.push_back(Expr{std::move(node), span});
  return ExprId{static_cast<uint32_t>(builder.tree.exprs.size() - 1)};
}
// Any rule from expr down to settled.
[[nodiscard]] ExprId build_expr(Builder& builder, antlr4::ParserRuleContext* context);
[[nodiscard]] ExprId build_settled(Builder& builder, Rules::SettledContext* context);
[[nodiscard]] ExprId build_primary(Builder& builder, Rules::PrimaryContext* context);
// A factor of what stands before 以上.
[[nodiscard]] ExprId build_bound(Builder& builder, Rules::BoundFactorContext* context);
[[nodiscard]] ExprId build_judgement_expr(Builder& builder, Rules::JudgementExprContext* context);
[[nodiscard]] ExprId build_lookup(Builder& builder, Rules::LookupContext* context);
[[nodiscard]] JudgementBody build_judgement_body(Builder& builder, Children& children);
// What may stand for a value: 不计, 本项缺失 「…」, or a value, as the children that come now.
[[nodiscard]] Answer build_answer(Builder& builder, Children& children, antlr4::ParserRuleContext* whole);
void build_settlement(Builder& builder, Rules::SettlementContext* context, std::optional<Answer>& all,
                      std::vector<KindAnswer>& by_kind);
[[nodiscard]] std::optional<BinaryOp> comparison_of(const Token& token);
[[nodiscard]] Keyword mode_of(antlr4::ParserRuleContext* mode);
// Reports when an operand must be a plain path and is not.
[[nodiscard]] std::optional<Path> need_path(Builder& builder, ExprId operand, const Token& reason);
void report_unexpected(Builder& builder, const Token& found, TokenWord expected);

// The lone word 待定, which is no reference where a definition is pinned.
[[nodiscard]] bool is_pending(antlr4::ParserRuleContext* value);

// --- items
void build_item(Builder& builder, Rules::ItemContext* context);
[[nodiscard]] RulesetItem build_ruleset(Builder& builder, Rules::RulesetItemContext* context);
[[nodiscard]] AssessmentItem build_assessment(Builder& builder, Rules::AssessmentItemContext* context);
[[nodiscard]] AuthorityItem build_authority(Builder& builder, Rules::AuthorityItemContext* context);
[[nodiscard]] UseItem build_use(Builder& builder, Rules::UseItemContext* context);
[[nodiscard]] UnitsItem build_units(Builder& builder, Rules::UnitsItemContext* context);
[[nodiscard]] EnumItem build_enum(Builder& builder, Rules::EnumItemContext* context);
[[nodiscard]] TableItem build_table(Builder& builder, Rules::TableItemContext* context);
[[nodiscard]] AbsenceItem build_absence(Builder& builder, Rules::AbsenceItemContext* context);
[[nodiscard]] ParameterItem build_parameter(Builder& builder, Rules::ParameterItemContext* context);
[[nodiscard]] FunctionItem build_function(Builder& builder, Rules::FunctionItemContext* context);
[[nodiscard]] ConditionItem build_condition(Builder& builder, Rules::ConditionItemContext* context);
[[nodiscard]] ChecklistItem build_checklist(Builder& builder, Rules::ChecklistItemContext* context);
[[nodiscard]] SpanItem build_span(Builder& builder, Rules::SpanItemContext* context);
[[nodiscard]] ScopeItem build_scope(Builder& builder, Rules::ScopeItemContext* context);
[[nodiscard]] VerifyItem build_verify(Builder& builder, Rules::VerifyItemContext* context);
[[nodiscard]] MeasureItem build_measure(Builder& builder, Rules::MeasureItemContext* context);
[[nodiscard]] ScoreItem build_score(Builder& builder, Rules::ScoreItemContext* context);
[[nodiscard]] JudgementItem build_judgement(Builder& builder, Rules::JudgementItemContext* context);
[[nodiscard]] RankingItem build_ranking(Builder& builder, Rules::RankingItemContext* context);
[[nodiscard]] RankKey build_rank_key(Builder& builder, Rules::RankKeyContext* context);
[[nodiscard]] std::vector<RankKey> build_rank_keys(Builder& builder, Children& children);
[[nodiscard]] GradeItem build_grade(Builder& builder, Rules::GradeItemContext* context);
[[nodiscard]] AllotmentItem build_allotment(Builder& builder, Rules::AllotmentItemContext* context);
[[nodiscard]] NormItem build_norm(Builder& builder, Rules::NormItemContext* context);
[[nodiscard]] TestItem build_test(Builder& builder, Rules::TestItemContext* context);

}  // namespace plumb::syntax
