// Keys that order the members of a set: unique in it, or the choice is not determined (law L10).
#include <algorithm>

#include "check/infer/infer_set.h"

namespace plumb::check {

using program::ExprId;

namespace {

bool depends_on_member(const program::Program& program, ExprId id) {
  const auto& node = program.at(id).node;
  if (const auto* frame = std::get_if<program::FrameRow>(&node)) return frame->depth == 0;
  if (const auto* column = std::get_if<program::ColumnOf>(&node)) return depends_on_member(program, column->row);
  if (const auto* definition = std::get_if<program::DefinitionOf>(&node)) {
    return definition->row.valid() && depends_on_member(program, definition->row);
  }
  return !is_constant_like(program, id) && !std::holds_alternative<program::RunDate>(node);
}

program::ColumnId member_column(const program::Program& program, ExprId id) {
  const auto* column = std::get_if<program::ColumnOf>(&program.at(id).node);
  if (column == nullptr) return {};
  const auto* frame = std::get_if<program::FrameRow>(&program.at(column->row).node);
  return frame != nullptr && frame->depth == 0 ? column->column : program::ColumnId{};
}

// Columns that the filter holds to one value.
void add_fixed(const program::Program& program, ExprId filter, std::vector<program::ColumnId>& fixed) {
  if (!filter.valid()) return;
  const auto* binary = std::get_if<program::BinaryExpr>(&program.at(filter).node);
  if (binary == nullptr) return;
  if (binary->op == program::Op::And) {
    add_fixed(program, binary->left, fixed);
    add_fixed(program, binary->right, fixed);
  } else if (binary->op == program::Op::Equal) {
    if (!depends_on_member(program, binary->right)) fixed.push_back(member_column(program, binary->left));
    if (!depends_on_member(program, binary->left)) fixed.push_back(member_column(program, binary->right));
  }
}

}  // namespace

bool is_unique_key(const program::Program& program, const Members& members, ExprId key) {
  const program::ColumnId column = member_column(program, key);
  if (!column.valid()) return false;
  const program::Table& table = program.at(members.source.table);
  if (program.at(column).is_unique) return true;
  std::vector<program::ColumnId> fixed{column};
  add_fixed(program, members.filter, fixed);
  // The rows of one owner share the reference to it; those of its predecessors don't.
  if (members.source.mode == program::SetMode::Members && members.source.path.size() == 1 && !members.source.inherited) {
    fixed.push_back(members.source.path[0]);
  }
  for (const ExprId group : members.source.group_keys) fixed.push_back(member_column(program, group));
  return std::ranges::all_of(table.keys, [&](program::ColumnId one) { return std::ranges::find(fixed, one) != fixed.end(); });
}

}  // namespace plumb::check
