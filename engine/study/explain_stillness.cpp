#include <algorithm>
#include <iterator>

#include "study/stand_in_field.h"
#include "study/work.h"

namespace plumb::study {

namespace {

using namespace program;
using results::RankedRow;

void keep_nearest(Comparison& out, Margin margin) {
  for (Margin& known : out.stillness.margins) {
    if (known.in_class != margin.in_class) continue;
    if (margin.gap < known.gap) known = std::move(margin);
    return;
  }
  out.stillness.margins.push_back(std::move(margin));
}

uint32_t class_of(const Comparison& out, const std::string& label) {
  const auto found = std::find(out.classes.begin(), out.classes.end(), GradeClass{ClassKind::Label, label});
  return static_cast<uint32_t>(found - out.classes.begin());
}

// Between the last that a cut took and the first behind it.
void add_cut_margins(Work& work) {
  const Side& side = work.after.side;
  const Field field(side);
  for (size_t i = 0; i < field.lines().size(); ++i) {
    const Ranking& ranking = side.program.at(field.lines()[i].ranking);
    for (const results::Stratum& stratum : side.results.rankings[field.lines()[i].ranking.value].strata) {
      if (stratum.rows.empty()) continue;
      const Contest* contest = field.contest(i, field.stratum_of(i, stratum.rows.front().row));
      if (contest == nullptr) continue;
      // Rivals are taken from the top; a tie that was let in goes beyond the places.
      const uint32_t in_class = class_of(work.out, field.lines()[i].name);
      const auto first_left = std::find_if(contest->rivals.begin(), contest->rivals.end(), [&](const RankedRow* rival) {
        const uint32_t unit = work.after.units[rival->row];
        return unit == UINT32_MAX || rank_of(work.out, work.out.units[unit].after.in_class) > in_class;
      });
      if (first_left == contest->rivals.begin() || first_left == contest->rivals.end()) continue;
      const RankedRow& inside = **std::prev(first_left);
      const RankedRow& outside = **first_left;
      for (size_t k = 0; k < ranking.keys.size(); ++k) {
        const auto* mine = std::get_if<base::Number>(&inside.keys[k]);
        const auto* theirs = std::get_if<base::Number>(&outside.keys[k]);
        if (mine == nullptr || theirs == nullptr) break;
        const bool is_last = k + 1 == ranking.keys.size();
        if (*mine == *theirs && !is_last) continue;
        keep_nearest(work.out, {in_class, work.after.units[inside.row], work.after.units[outside.row], (*mine - *theirs).abs(),
                                side.program.at(ranking.keys[k].value).type});
        break;
      }
    }
  }
}

// Comparisons of numbers that a condition is made of.
void collect_bounds(const Program& program, ExprId id, std::vector<std::pair<ExprId, ExprId>>& out) {
  if (!id.valid()) return;
  const auto add = [&](ExprId left, ExprId right) {
    if (left.valid() && right.valid() && program.at(left).type.kind == TypeKind::Number) out.emplace_back(left, right);
  };
  const Expr& expr = program.at(id);
  if (const auto* within = std::get_if<WithinExpr>(&expr.node)) {
    add(within->subject, within->low);
    add(within->subject, within->high);
  } else if (const auto* inverse = std::get_if<NotExpr>(&expr.node)) {
    collect_bounds(program, inverse->operand, out);
  } else if (const auto* binary = std::get_if<BinaryExpr>(&expr.node)) {
    if (binary->op == Op::And || binary->op == Op::Or) {
      collect_bounds(program, binary->left, out);
      collect_bounds(program, binary->right, out);
    } else if (binary->op == Op::Less || binary->op == Op::LessEqual || binary->op == Op::Greater ||
               binary->op == Op::GreaterEqual) {
      add(binary->left, binary->right);
    }
  }
}

void add_bound_margins(Work& work) {
  const Side& side = work.after.side;
  if (!side.graded.grade.valid()) return;
  const Definition& grade = side.program.at(side.graded.grade);
  const auto* by = std::get_if<ByGradeEntries>(&grade.by);
  for (size_t i = 0; by != nullptr && i < by->entries.size(); ++i) {
    const GradeEntry& entry = by->entries[i];
    if (entry.is_veto || entry.form != GradeForm::When) continue;
    std::vector<std::pair<ExprId, ExprId>> bounds;
    collect_bounds(side.program, entry.condition, bounds);
    for (uint32_t u = 0; u < work.out.units.size(); ++u) {
      const UnitPair& unit = work.out.units[u];
      if (work.out.classes[unit.after.in_class].kind != ClassKind::Label) continue;
      for (const auto& [left, right] : bounds) {
        const RowRef frame{side.graded.table, unit.after.row};
        const Value mine = work.after.inspector.value(left, std::span(&frame, 1));
        const Value theirs = work.after.inspector.value(right, std::span(&frame, 1));
        const auto* own = std::get_if<base::Number>(&mine);
        const auto* bound = std::get_if<base::Number>(&theirs);
        if (own == nullptr || bound == nullptr) continue;
        const bool is_inside = unit.after.rule == entry.rule;
        keep_nearest(work.out,
                     {class_of(work.out, side.program.at(grade.type.enumeration).labels[entry.label]), is_inside ? u : UINT32_MAX,
                      is_inside ? UINT32_MAX : u, (*own - *bound).abs(), side.program.at(left).type});
      }
    }
  }
}

}  // namespace

void explain_stillness(Work& work) {
  Comparison& out = work.out;
  Stillness& still = out.stillness;
  still.is_still = out.moves.empty();
  if (!still.is_still) return;
  const auto is_meant = [](const RuleChange& rule) { return rule.kind != RuleChangeKind::Reworded; };
  const bool any_rule = std::any_of(out.rules.begin(), out.rules.end(), is_meant);
  still.is_identical = out.rules.empty() && out.parameters.empty() && out.definitions.empty() && !out.dates_differ;
  still.only_words = !out.rules.empty() && !any_rule && out.parameters.empty() && out.definitions.empty();
  bool is_reached = out.dates_differ;
  for (const RuleChange& rule : out.rules) {
    if (!is_meant(rule)) continue;
    (rule.is_reached ? is_reached : still.has_unreached) = true;
  }
  for (const ParameterChange& parameter : out.parameters) {
    if (!parameter.value_differs)
      still.has_dated_elsewhere = true;
    else
      (parameter.is_reached ? is_reached : still.has_unreached) = true;
  }
  still.has_reached_moved =
      std::any_of(out.definitions.begin(), out.definitions.end(), [](const DefinitionChange& one) { return one.is_reached; });
  still.has_reached_same = is_reached && !still.has_reached_moved;
  add_cut_margins(work);
  add_bound_margins(work);
  std::sort(still.margins.begin(), still.margins.end(), [](const Margin& a, const Margin& b) { return a.in_class < b.in_class; });
}

}  // namespace plumb::study
