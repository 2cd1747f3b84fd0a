#include "syntax/build.h"

namespace plumb::syntax {

namespace {

using enum Keyword;

GivenCell build_cell(Builder& builder, Rules::GivenCellContext* context) {
  Children children(context);
  GivenCell cell;
  cell.column = build_name(builder, children.take<Rules::NameContext>());
  if (children.take(K_ABSENT_CELL)) {
    cell.is_absent = true;
    if (auto* kind = children.take<Rules::AbsenceKindContext>()) cell.absence_kind = build_name(builder, kind);
  } else {
    cell.value = build_expr(builder, children.take<Rules::ExprContext>());
  }
  return cell;
}

GivenRow build_row(Builder& builder, Rules::GivenRowContext* context) {
  Children children(context);
  GivenRow row;
  row.span = span_of(builder, context);
  row.table = build_name(builder, children.take<Rules::NameContext>());
  if (auto* key = children.take<Rules::NameContext>()) row.row = build_name(builder, key);
  for (Rules::GivenCellContext* cell : context->givenCell()) row.cells.push_back(build_cell(builder, cell));
  return row;
}

RuleRef build_rule_ref(Builder& builder, Rules::RuleRefContext* context) {
  Children children(context);
  RuleRef ref;
  ref.part = children.take_any({K_INCLUDE, K_EXCLUDE});
  ref.rule = build_name(builder, children.take<Rules::NameContext>());
  return ref;
}

void build_pin(Builder& builder, Rules::TestPinContext* context, TestStep& step) {
  step.kind = TestStep::Kind::Pin;
  step.path = build_path(builder, context->path());
  antlr4::ParserRuleContext* value = context->expr();
  auto* reason = context->TEXT();
  if (is_pending(value)) {
    step.expected = Expected::Pending;
    return;
  }
  step.value = build_expr(builder, value);
  if (reason != nullptr) report_unexpected(builder, token_of(reason->getSymbol()), TokenWord::LineEnd);
}

void build_expect(Builder& builder, Rules::TestExpectContext* context, TestStep& step) {
  step.kind = TestStep::Kind::Expect;
  Children children(context->expectation());
  const ExprId value = build_expr(builder, children.take<Rules::ExprContext>());
  if (const Token* word = children.token()) {
    step.path = need_path(builder, value, *word);
    step.expected = word->is(K_ABSENT_CELL) ? Expected::Absent : word->is(K_PENDING) ? Expected::Pending : Expected::Faulty;
    if (!step.path) step.expected = Expected::Holds;
  }
  if (step.expected == Expected::Holds) step.value = value;
  Children clauses(context);
  std::optional<Keyword> lead;
  while (!clauses.is_done()) {
    if (const std::optional<Keyword> word = clauses.take_any({K_BECAUSE, K_AND_NOT})) {
      lead = word;
    } else if (auto* ref = clauses.take<Rules::RuleRefContext>()) {
      RuleRef built = build_rule_ref(builder, ref);
      if (lead == K_BECAUSE) {
        step.because = std::move(built);
      } else {
        step.and_not.push_back(std::move(built));
      }
    } else {
      clauses.skip();
    }
  }
}

TestStep build_step(Builder& builder, Rules::TestStepContext* context) {
  TestStep step;
  step.span = span_of(builder, context);
  if (auto* given = dynamic_cast<Rules::TestGivenContext*>(context)) {
    for (Rules::GivenRowContext* row : given->givenRow()) step.rows.push_back(build_row(builder, row));
  } else if (auto* pin = dynamic_cast<Rules::TestPinContext*>(context)) {
    build_pin(builder, pin, step);
  } else if (auto* expect = dynamic_cast<Rules::TestExpectContext*>(context)) {
    build_expect(builder, expect, step);
  }
  return step;
}

}  // namespace

bool is_pending(antlr4::ParserRuleContext* value) { return value->start == value->stop && token_of(value->start).is(K_PENDING); }

TestItem build_test(Builder& builder, Rules::TestItemContext* context) {
  Children children(context);
  TestItem item;
  children.skip();  // 用例
  item.title = inner_text(builder, children.take_token());
  if (children.take(K_REFERENCE_DATE)) {
    const Token& date = children.take_token();
    item.reference_date = named(builder, date_text(builder, date), date);
  }
  for (Rules::TestStepContext* step : context->testStep()) item.steps.push_back(build_step(builder, step));
  return item;
}

}  // namespace plumb::syntax
