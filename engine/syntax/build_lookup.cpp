#include "syntax/build.h"

namespace plumb::syntax {

namespace {

using enum Keyword;

Cell build_cell(Builder& builder, Rules::CellContext* context) {
  Children children(context);
  Cell cell;
  cell.span = span_of(builder, context);
  if (auto* interval = children.take<Rules::IntervalContext>()) {
    cell.kind = CellKind::Interval;
    cell.interval = build_interval(builder, interval);
    return cell;
  }
  if (children.take(TokenKind::Minus)) return cell;
  if (children.take(K_ABSENT_CELL)) {
    cell.kind = CellKind::Absent;
    cell.absence_kinds = build_kinds(builder, children);
    return cell;
  }
  const Token* sign = children.token();
  if (sign != nullptr) children.skip();
  while (auto* value = children.take<Rules::AdditiveContext>()) {
    cell.values.push_back(build_expr(builder, value));
    children.take(TokenKind::ListSep);
  }
  if (sign == nullptr) sign = children.token();
  cell.kind = sign == nullptr ? CellKind::Values : CellKind::Compare;
  if (sign != nullptr) {
    cell.op = *comparison_of(*sign);
    if (sign->is(TokenKind::LanguageWord)) cell.word = sign->keyword;
  }
  return cell;
}

TableRow build_row(Builder& builder, Rules::TableRowContext* context) {
  Children children(context);
  TableRow row;
  row.span = span_of(builder, context);
  row.is_otherwise = children.take(K_OTHERWISE);
  while (auto* cell = children.take<Rules::CellContext>()) {
    row.cells.push_back(build_cell(builder, cell));
    children.take(TokenKind::Comma);
  }
  children.skip();  // :
  auto* value = children.take<Rules::CaseValueContext>();
  Children inside(value);
  row.value = build_answer(builder, inside, value);
  row.bases = build_bases(builder, children);
  return row;
}

}  // namespace

ExprId build_lookup(Builder& builder, Rules::LookupContext* context) {
  Children children(context);
  LookupExpr lookup;
  children.skip();  // 查表
  while (auto* input = children.take<Rules::LookupInputContext>()) {
    lookup.inputs.push_back(build_expr(builder, input->additive()));
    children.take(TokenKind::Comma);
  }
  if (const std::optional<Keyword> hits = children.take_any({K_IN_ORDER, K_UNIQUE, K_ALL_HITS})) {
    lookup.hits = *hits == K_IN_ORDER ? HitPolicy::InOrder : *hits == K_ALL_HITS ? HitPolicy::AllHits : HitPolicy::Unique;
  }
  for (Rules::TableRowContext* row : context->tableRow()) lookup.rows.push_back(build_row(builder, row));
  return add_expr(builder, std::move(lookup), span_of(builder, context));
}

}  // namespace plumb::syntax
