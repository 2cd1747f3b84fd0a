// What a guard proves: 有 x 且 … makes x present, x 在 范围 且 … makes the row a member, right of it and in its branch.
#include <algorithm>

#include "check/infer/infer_parts.h"

namespace plumb::check {

using program::ExprId;
using program::PopulationId;

namespace {

std::vector<std::string>* proofs_of(Scope& scope, const PresenceKey& key) {
  if (!key.depth) return &scope.present;
  return *key.depth < scope.frames.size() ? &scope.frames[*key.depth].present : nullptr;
}
const std::vector<std::string>* proofs_of(const Scope& scope, const PresenceKey& key) {
  if (!key.depth) return &scope.present;
  return *key.depth < scope.frames.size() ? &scope.frames[*key.depth].present : nullptr;
}

void prove(Scope& scope, const PresenceKey& key) {
  if (std::vector<std::string>* proofs = proofs_of(scope, key)) proofs->push_back(key.text);
}

// x is there only if every row on its way is.
void prove_with_rows(const program::Program& program, Scope& scope, ExprId expr) {
  for (ExprId now = expr; now.valid();) {
    const std::optional<PresenceKey> key = presence_key(program, now);
    if (!key) return;
    prove(scope, *key);
    const auto& node = program.at(now).node;
    if (const auto* column = std::get_if<program::ColumnOf>(&node)) {
      now = column->row;
    } else if (const auto* definition = std::get_if<program::DefinitionOf>(&node)) {
      now = definition->row;
    } else {
      return;
    }
  }
}

std::string member_key(const std::string& row, PopulationId population) { return row + "@" + std::to_string(population.value); }

void prove_from(const program::Program& program, ExprId id, bool holds, Scope& scope) {
  if (!id.valid()) return;
  const auto& node = program.at(id).node;
  if (const auto* negation = std::get_if<program::NotExpr>(&node)) {
    prove_from(program, negation->operand, !holds, scope);
  } else if (const auto* binary = std::get_if<program::BinaryExpr>(&node)) {
    // Both sides of 且 that holds, both sides of 或 that fails.
    if ((binary->op == program::Op::And && holds) || (binary->op == program::Op::Or && !holds)) {
      prove_from(program, binary->left, holds, scope);
      prove_from(program, binary->right, holds, scope);
    }
  } else if (const auto* has = std::get_if<program::HasValue>(&node)) {
    // 有 x says that no kind applies; of 缺 x(kind) that fails nothing is known but that kind.
    const program::AbsenceSet possible = program.at(has->operand).type.absence;
    if (holds && (has->kinds & possible) == possible) prove_with_rows(program, scope, has->operand);
  } else if (const auto* member = std::get_if<program::InPopulation>(&node)) {
    if (!holds) return;
    const std::optional<PresenceKey> row = presence_key(program, member->row);
    if (row) prove(scope, {row->depth, member_key(row->text, member->population)});
  }
}

// What the rules of a scope say of each of its members, as proofs on a row of it: no exclusion that nothing excepts
// held, and one of the inclusions did.
std::vector<std::string> member_proofs(const program::Program& program, PopulationId id) {
  std::vector<std::string> proofs;
  for (; id.valid(); id = program.at(id).source) {
    const std::vector<program::PopulationRule>& rules = program.at(id).rules;
    std::optional<std::vector<std::string>> included;
    for (size_t i = 0; i < rules.size(); ++i) {
      Scope one;
      one.frames.push_back({program.at(id).table, {}, false, {}, {}});
      const auto excepts = [&](const program::PopulationRule& rule) { return rule.exception_to == static_cast<int32_t>(i); };
      if (rules[i].is_exclusion) {
        // One that only lifts an inclusion is not asked of rows that another inclusion lets in.
        if (std::ranges::any_of(rules, excepts) || rules[i].exception_to >= 0) continue;
        prove_from(program, rules[i].condition, false, one);
        proofs.insert(proofs.end(), one.frames[0].present.begin(), one.frames[0].present.end());
        continue;
      }
      prove_from(program, rules[i].condition, true, one);
      std::vector<std::string>& found = one.frames[0].present;
      if (included) {
        std::erase_if(*included, [&](const std::string& proof) { return std::ranges::find(found, proof) == found.end(); });
      } else {
        included = std::move(found);
      }
    }
    if (included) proofs.insert(proofs.end(), included->begin(), included->end());
  }
  return proofs;
}

// Proofs that hold on a row of a frame: by guards around this place, and because of its scope.
std::vector<std::string> all_proofs(const program::Program& program, const Scope& scope, const PresenceKey& key) {
  const std::vector<std::string>* written = proofs_of(scope, key);
  std::vector<std::string> proofs = written == nullptr ? std::vector<std::string>{} : *written;
  if (!key.depth || *key.depth >= scope.frames.size()) return proofs;
  const std::vector<std::string> by_scope = member_proofs(program, scope.frames[*key.depth].domain);
  proofs.insert(proofs.end(), by_scope.begin(), by_scope.end());
  return proofs;
}

}  // namespace

std::optional<PresenceKey> presence_key(const program::Program& program, ExprId id) {
  const auto& node = program.at(id).node;
  if (const auto* frame = std::get_if<program::FrameRow>(&node)) return PresenceKey{frame->depth, {}};
  std::optional<PresenceKey> key;
  if (const auto* column = std::get_if<program::ColumnOf>(&node)) {
    key = presence_key(program, column->row);
    if (key) key->text += ".c" + std::to_string(column->column.value);
  } else if (const auto* definition = std::get_if<program::DefinitionOf>(&node)) {
    key = definition->row.valid() ? presence_key(program, definition->row) : PresenceKey{};
    if (key) key->text += ".d" + std::to_string(definition->definition.value);
  } else if (const auto* place = std::get_if<program::PlaceOf>(&node)) {
    key = presence_key(program, place->row);
    if (key) key->text += ".p" + std::to_string(place->ranking.value);
  }
  return key;
}

bool is_within(const program::Program& program, PopulationId inner, PopulationId outer) {
  while (inner.valid()) {
    if (inner == outer) return true;
    inner = program.at(inner).source;
  }
  return false;
}

bool is_proved_present(const Context& context, const Scope& scope, ExprId expr) {
  const std::optional<PresenceKey> key = presence_key(context.program, expr);
  if (!key) return false;
  const std::vector<std::string> proofs = all_proofs(context.program, scope, *key);
  return std::ranges::find(proofs, key->text) != proofs.end();
}

bool is_proved_member(const Context& context, const Scope& scope, ExprId row, PopulationId population) {
  const std::optional<PresenceKey> key = presence_key(context.program, row);
  if (!key || !key->depth || *key->depth >= scope.frames.size()) return false;
  const Frame& frame = scope.frames[*key->depth];
  if (key->text.empty()) {
    if (is_within(context.program, frame.domain, population)) return true;
    for (const PopulationId proved : frame.proved) {
      if (is_within(context.program, proved, population)) return true;
    }
  }
  const std::string prefix = key->text + "@";
  const std::vector<std::string> proofs = all_proofs(context.program, scope, *key);
  return std::ranges::any_of(proofs, [&](const std::string& proof) {
    if (!proof.starts_with(prefix)) return false;
    const PopulationId proved{static_cast<uint32_t>(std::stoul(proof.substr(prefix.size())))};
    return is_within(context.program, proved, population);
  });
}

void add_proofs(const syntax::Tree& tree, syntax::ExprId condition, bool holds, Scope& scope, Context& context) {
  if (!condition.valid()) return;
  // Inferred once more: its mistakes were reported before and are kept once.
  Scope inside = scope;
  const Typed typed = infer_expr(context, tree, condition, inside);
  prove_from(context.program, typed.expr, holds, scope);
}

void prove_expr(const Context& context, ExprId condition, bool holds, Scope& scope) {
  prove_from(context.program, condition, holds, scope);
}

}  // namespace plumb::check
