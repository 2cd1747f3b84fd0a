// Sets: a table or a scope, as the members that belong to this row, the whole, or a group (law L2).
#include <algorithm>

#include "check/infer/infer_parts.h"
#include "check/infer/value_word.h"
#include "check/lower/list_choices.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_types.h"

namespace plumb::check {

using program::ColumnId;
using program::PopulationId;
using program::SetMode;
using program::TableId;

namespace {

constexpr size_t ChainLength = 6;
constexpr size_t ChainsShown = 4;

void extend_chains(const program::Program& program, TableId at, TableId to, std::vector<ColumnId>& chain,
                   std::vector<std::vector<ColumnId>>& found) {
  if (chain.size() >= ChainLength || found.size() > ChainsShown) return;
  for (const ColumnId id : program.at(at).columns) {
    const program::Column& column = program.at(id);
    if (column.type.kind != program::TypeKind::Row) continue;
    const TableId next = column.type.table;
    const bool is_round =
        std::ranges::any_of(chain, [&](ColumnId passed) { return program.at(passed).table == next; }) || next == at;
    chain.push_back(id);
    if (next == to) {
      found.push_back(chain);
    } else if (!is_round) {
      extend_chains(program, next, to, chain, found);
    }
    chain.pop_back();
  }
}

std::string chain_text(const program::Program& program, const std::vector<ColumnId>& chain) {
  std::string text;
  for (const ColumnId id : chain) text += (text.empty() ? "" : ".") + program.at(id).name;
  return text;
}

// Where the head of a set's path leads, and how many steps name the set itself.
struct Named {
  TableId table;
  PopulationId population;
  uint32_t rule = UINT32_MAX;
  size_t steps = 1;
};

std::optional<Named> resolve_named(Context& context, const syntax::Tree& tree, const syntax::Path& path, const Scope& scope) {
  const syntax::Name& name = path.steps[0].name;
  // A set's place takes a set: a column of the same name as the table it refers to is not meant.
  const auto found = context.symbols.find(name.text);
  const bool is_set =
      found != context.symbols.end() && (found->second.kind == SymbolKind::Table || found->second.kind == SymbolKind::Population);
  if (!is_set) {
    if (find_head(context, tree, name.text, scope).kind == HeadKind::None) {
      report_unknown(context, tree, name, scope, nullptr);
    } else {
      context.sink.report(diag::NotASet{name.text}, name.span);
    }
    return std::nullopt;
  }
  find_symbol(context, name.text);
  Named named;
  if (found->second.kind == SymbolKind::Table) {
    named.table = TableId{found->second.id};
    return named;
  }
  named.population = PopulationId{found->second.id};
  if (!require_definition(context, context.program.at(named.population).definition, path.span)) return std::nullopt;
  const program::Population& population = context.program.at(named.population);
  named.table = population.table;
  if (!named.table.valid()) return std::nullopt;
  if (path.steps.size() < 2 || !path.steps[1].population_part) return named;
  const syntax::PathStep& step = path.steps[1];
  for (uint32_t i = 0; i < population.rules.size(); ++i) {
    const bool exclusion = step.population_part == syntax::Keyword::K_EXCLUDE;
    if (population.rules[i].name != step.name.text || population.rules[i].is_exclusion != exclusion) continue;
    named.rule = i;
    named.steps = 2;
    return named;
  }
  report_unknown_rule(context, population, step);
  return std::nullopt;
}

// The columns written after 经 lead from the member to the owner.
std::optional<std::vector<ColumnId>> resolve_via(Context& context, const syntax::Path& path, TableId from, TableId to) {
  std::vector<ColumnId> chain;
  TableId at = from;
  for (const syntax::Name& name : path.via) {
    const std::optional<ColumnId> column = find_column(context.program, at, name.text);
    if (column && is_unknown(context.program.at(*column).type)) return std::nullopt;
    if (!column || context.program.at(*column).type.kind != program::TypeKind::Row) {
      context.sink.report(diag::BadVia{name.text, context.program.at(from).name, context.program.at(to).name}, name.span);
      return std::nullopt;
    }
    chain.push_back(*column);
    at = context.program.at(*column).type.table;
  }
  // What is left of the way needs no word when there is only one.
  if (at != to) {
    const auto rest = find_chains(context.program, at, to);
    if (rest.size() != 1) {
      const syntax::Name& last = path.via.back();
      context.sink.report(diag::BadVia{last.text, context.program.at(from).name, context.program.at(to).name}, last.span);
      return std::nullopt;
    }
    chain.insert(chain.end(), rest[0].begin(), rest[0].end());
  }
  return chain;
}

// It might have been the reference that is missed.
bool has_unknown_column(const program::Program& program, TableId table) {
  return std::ranges::any_of(program.at(table).columns, [&](ColumnId id) { return is_unknown(program.at(id).type); });
}

bool resolve_members(Context& context, const syntax::SetRef& set, const Frame& owner, program::SetSource& source) {
  const program::Program& program = context.program;
  if (!set.path.via.empty()) {
    const auto chain = resolve_via(context, set.path, source.table, owner.table);
    if (!chain) return false;
    source.path = *chain;
  } else {
    const auto chains = find_chains(program, source.table, owner.table);
    if (chains.empty() && has_unknown_column(program, source.table)) return false;
    if (chains.empty()) {
      context.sink.report(diag::WholeWanted{set.path.steps[0].name.text, program.at(owner.table).name}, set.span);
      return false;
    }
    if (chains.size() > 1) {
      diagnostics::NameList texts;
      for (const auto& chain : chains) texts.items.push_back(chain_text(program, chain));
      context.sink.report(diag::SeveralChains{program.at(source.table).name, program.at(owner.table).name, std::move(texts)},
                          set.span);
      return false;
    }
    source.path = chains[0];
  }
  source.mode = SetMode::Members;
  return true;
}

// The same values on the member and on this row: each key is seen from one row alone.
bool resolve_group(Context& context, const syntax::Tree& tree, const syntax::SetRef& set, const Scope& scope,
                   program::SetSource& source) {
  source.mode = SetMode::Group;
  if (scope.frames.empty() || scope.frames[0].table != source.table) {
    context.sink.report(diag::NoSuchRow{written(context, set.span), context.program.at(source.table).name}, set.span);
    return false;
  }
  Scope one;
  one.frames.push_back({source.table, source.population, false, {}, {}});
  // Seen from every row of the set and from this one: only what both are is proved.
  if (!source.population.valid() || !is_within(context.program, scope.frames[0].domain, source.population))
    one.frames[0].domain = {};
  bool is_good = true;
  for (const syntax::Path& key : set.keys) {
    const Typed value = need_present(context, infer_path(context, tree, key, one, nullptr), key.span, one);
    is_good = is_good && value.expr.valid();
    source.group_keys.push_back(value.expr);
  }
  return is_good;
}

}  // namespace

std::vector<std::vector<ColumnId>> find_chains(const program::Program& program, TableId from, TableId to) {
  std::vector<std::vector<ColumnId>> found;
  std::vector<ColumnId> chain;
  if (from.valid() && to.valid()) extend_chains(program, from, to, chain, found);
  std::ranges::stable_sort(found, {}, [](const auto& one) { return one.size(); });
  return found;
}

std::optional<SetHead> resolve_set_head(Context& context, const syntax::Tree& tree, const syntax::SetRef& set, Scope& scope) {
  const std::optional<Named> named = resolve_named(context, tree, set.path, scope);
  if (!named) return std::nullopt;
  SetHead head;
  head.source.table = named->table;
  head.source.population = named->population;
  head.source.rule = named->rule;
  const bool has_owner = scope.frames.size() > scope.hidden_frames && scope.frames[0].table.valid();
  bool is_good = true;
  if (set.prefix == syntax::Keyword::K_WHOLE) {
    head.source.mode = SetMode::Whole;
  } else if (set.prefix == syntax::Keyword::K_SAME) {
    is_good = resolve_group(context, tree, set, scope, head.source);
  } else if (has_owner) {
    is_good = resolve_members(context, set, scope.frames[0], head.source);
    head.source.inherited = set.prefix == syntax::Keyword::K_INHERITED;
  } else if (set.prefix == syntax::Keyword::K_INHERITED) {
    context.sink.report(diag::NotOfThisKind{written(context, set.span), value_word::ARow()}, set.span);
    is_good = false;
  }
  if (!is_good) return std::nullopt;
  head.member.table = named->table;
  // Rows that a rule left out are members of what the scope is taken from.
  if (named->population.valid()) {
    const bool is_left_out = named->rule != UINT32_MAX && context.program.at(named->population).rules[named->rule].is_exclusion;
    const bool is_part = named->rule != UINT32_MAX;
    head.member.domain = is_left_out || is_part ? context.program.at(named->population).source : named->population;
  }
  head.member.reaches_outer = head.source.mode == SetMode::Members || scope.frames.empty();
  head.rest = std::span(set.path.steps).subspan(named->steps);
  return head;
}

std::optional<ResolvedSet> resolve_set(Context& context, const syntax::Tree& tree, const syntax::SetRef& set, Scope& scope) {
  std::optional<SetHead> head = resolve_set_head(context, tree, set, scope);
  if (!head) return std::nullopt;
  // Spans of every row stand beside each other: nothing is merged.
  if (set.merging) {
    context.sink.report(diag::MergingUnfit{set.path.steps[0].name.text}, set.span);
    return std::nullopt;
  }
  ResolvedSet resolved;
  resolved.source = std::move(head->source);
  if (head->rest.empty()) return resolved;
  Scope inside = scope;
  inside.frames.insert(inside.frames.begin(), head->member);
  const Typed body = infer_steps(context, tree, row_of_frame(context, inside, 0), head->rest, inside);
  resolved.body = body.type;
  resolved.body_expr = body.expr;
  return resolved;
}

}  // namespace plumb::check
