#include "eval/eval.h"
#include "report/evaluation.h"
#include "report/summary.h"

namespace plumb::report {

using namespace program;

std::optional<VerifySides> verify_sides(const Evaluation& evaluation, DefinitionId id, uint32_t row) {
  const Program& program = evaluation.program();
  const Definition& definition = program.at(id);
  const auto* cases = std::get_if<ByCases>(&definition.by);
  if (cases == nullptr || cases->mode != CaseMode::Single || cases->cases.size() != 1) return std::nullopt;
  const ExprId whole = cases->cases.front().value.value;
  const auto* compared = whole.valid() ? std::get_if<BinaryExpr>(&program.at(whole).node) : nullptr;
  if (compared == nullptr || compared->op == Op::And || compared->op == Op::Or) return std::nullopt;
  const auto value_of = [&](ExprId side) {
    if (!definition.table.valid()) return eval::evaluate_expression(program, evaluation.data(), evaluation.results, side);
    const RowRef rows[] = {{definition.table, row}};
    return eval::evaluate_on_rows(program, evaluation.data(), evaluation.results, side, rows);
  };
  VerifySides sides{program.at(compared->left).type, program.at(compared->right).type, value_of(compared->left),
                    value_of(compared->right)};
  if (!is_known(sides.left) || !is_known(sides.right)) return std::nullopt;
  return sides;
}

}  // namespace plumb::report
