#include "store/used_columns.h"

#include <algorithm>
#include <type_traits>
#include <variant>

#include "store/store.h"

namespace plumb::store {

using program::Column;
using program::ColumnId;
using program::Program;
using program::Role;
using program::TableId;
using program::TypeKind;

namespace {

// Batch and source tell where a row came from; no rule means anything by them.
bool has_engine_role(const Column& column) {
  return std::any_of(column.roles.begin(), column.roles.end(),
                     [](Role role) { return role != Role::Batch && role != Role::Source; });
}

class Finder {
 public:
  explicit Finder(const Program& program) : program_(program) {
    used_.tables.assign(program.tables.size(), false);
    used_.columns.assign(program.columns.size(), false);
  }

  Used find();

 private:
  void use(TableId id);
  void use(ColumnId id);
  void use(const program::SetSource& set);
  void use(const program::Expr& expr);

  const Program& program_;
  Used used_;
};

void Finder::use(TableId id) {
  if (!id.valid() || used_.tables[id.value]) {
    return;
  }
  used_.tables[id.value] = true;
  for (const ColumnId column : program_.at(id).columns) {
    if (program_.at(column).is_key || has_engine_role(program_.at(column))) {
      use(column);
    }
  }
}

void Finder::use(ColumnId id) {
  if (!id.valid() || used_.columns[id.value]) {
    return;
  }
  used_.columns[id.value] = true;
  use(program_.at(id).table);
  if (program_.at(id).type.kind == TypeKind::Row) {
    use(program_.at(id).type.table);
  }
}

void Finder::use(const program::SetSource& set) {
  use(set.table);
  for (const ColumnId column : set.path) {
    use(column);
  }
  for (uint32_t i = 0; set.inherited && i < program_.tables.size(); ++i) {
    if (program_.tables[i].role == program::TableRole::Lineage) {
      use(TableId{i});
    }
  }
}

void Finder::use(const program::Expr& expr) {
  std::visit(
      [this](const auto& node) {
        using Node = std::decay_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, program::ColumnOf>) {
          use(node.column);
        } else if constexpr (std::is_same_v<Node, program::RowByKey>) {
          use(node.table);
        } else if constexpr (std::is_same_v<Node, program::Aggregate>) {
          use(node.set);
        }
      },
      expr.node);
}

Used Finder::find() {
  for (const program::Expr& expr : program_.exprs) {
    use(expr);
  }
  for (const program::Definition& definition : program_.definitions) {
    use(definition.table);
    if (const auto* spans = std::get_if<program::BySpans>(&definition.by)) {
      use(spans->from);
    }
  }
  for (const program::Population& population : program_.populations) {
    use(population.table);
  }
  for (const program::Ranking& ranking : program_.rankings) {
    use(ranking.table);
  }
  for (const program::Judgement& judgement : program_.judgements) {
    use(judgement.table);
    use(judgement.answers);
  }
  return std::move(used_);
}

}  // namespace

Used find_used(const Program& program) { return Finder(program).find(); }

bool reads_the_same(const Program& a, const Program& b) {
  const Used of_a = find_used(a), of_b = find_used(b);
  return of_a.tables == of_b.tables && of_a.columns == of_b.columns;
}

Used use_everything(const Program& program) {
  return {std::vector<bool>(program.tables.size(), true), std::vector<bool>(program.columns.size(), true)};
}

}  // namespace plumb::store
