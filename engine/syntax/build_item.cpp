#include "syntax/build.h"

namespace plumb::syntax {

void build_item(Builder& builder, Rules::ItemContext* context) {
  auto* inner = static_cast<antlr4::ParserRuleContext*>(context->children[0]);
  Item item;
  item.span = span_of(builder, context);
  switch (inner->getRuleIndex()) {
    case Rules::RuleRulesetItem: item.node = build_ruleset(builder, static_cast<Rules::RulesetItemContext*>(inner)); break;
    case Rules::RuleAssessmentItem:
      item.node = build_assessment(builder, static_cast<Rules::AssessmentItemContext*>(inner));
      break;
    case Rules::RuleAuthorityItem: item.node = build_authority(builder, static_cast<Rules::AuthorityItemContext*>(inner)); break;
    case Rules::RuleUseItem: item.node = build_use(builder, static_cast<Rules::UseItemContext*>(inner)); break;
    case Rules::RuleUnitsItem: item.node = build_units(builder, static_cast<Rules::UnitsItemContext*>(inner)); break;
    case Rules::RuleEnumItem: item.node = build_enum(builder, static_cast<Rules::EnumItemContext*>(inner)); break;
    case Rules::RuleTableItem: item.node = build_table(builder, static_cast<Rules::TableItemContext*>(inner)); break;
    case Rules::RuleAbsenceItem: item.node = build_absence(builder, static_cast<Rules::AbsenceItemContext*>(inner)); break;
    case Rules::RuleParameterItem: item.node = build_parameter(builder, static_cast<Rules::ParameterItemContext*>(inner)); break;
    case Rules::RuleFunctionItem: item.node = build_function(builder, static_cast<Rules::FunctionItemContext*>(inner)); break;
    case Rules::RuleConditionItem: item.node = build_condition(builder, static_cast<Rules::ConditionItemContext*>(inner)); break;
    case Rules::RuleChecklistItem: item.node = build_checklist(builder, static_cast<Rules::ChecklistItemContext*>(inner)); break;
    case Rules::RuleSpanItem: item.node = build_span(builder, static_cast<Rules::SpanItemContext*>(inner)); break;
    case Rules::RuleScopeItem: item.node = build_scope(builder, static_cast<Rules::ScopeItemContext*>(inner)); break;
    case Rules::RuleVerifyItem: item.node = build_verify(builder, static_cast<Rules::VerifyItemContext*>(inner)); break;
    case Rules::RuleMeasureItem: item.node = build_measure(builder, static_cast<Rules::MeasureItemContext*>(inner)); break;
    case Rules::RuleScoreItem: item.node = build_score(builder, static_cast<Rules::ScoreItemContext*>(inner)); break;
    case Rules::RuleJudgementItem: item.node = build_judgement(builder, static_cast<Rules::JudgementItemContext*>(inner)); break;
    case Rules::RuleRankingItem: item.node = build_ranking(builder, static_cast<Rules::RankingItemContext*>(inner)); break;
    case Rules::RuleGradeItem: item.node = build_grade(builder, static_cast<Rules::GradeItemContext*>(inner)); break;
    case Rules::RuleAllotmentItem: item.node = build_allotment(builder, static_cast<Rules::AllotmentItemContext*>(inner)); break;
    case Rules::RuleNormItem: item.node = build_norm(builder, static_cast<Rules::NormItemContext*>(inner)); break;
    case Rules::RuleTestItem: item.node = build_test(builder, static_cast<Rules::TestItemContext*>(inner)); break;
    default: return;
  }
  builder.tree.items.push_back(std::move(item));
}

}  // namespace plumb::syntax
