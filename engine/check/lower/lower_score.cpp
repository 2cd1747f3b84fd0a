// 评分 (law L14): every part is a definition of its own. A share counts against the part's mark, points count as they are.
#include <algorithm>

#include "check/infer/infer_parts.h"
#include "check/infer/quantity.h"
#include "check/lower/lower.h"
#include "diagnostics/catalogue_structure.h"

namespace plumb::check {

using program::DefinitionId;
using program::ExprId;
using program::Number;
using program::Op;
using program::Type;
using program::TypeKind;

namespace {

// The full mark of a part and how points are measured.
struct Mark {
  Number value;
  Type type;
  source::Span span;
};

struct ScoreLowering {
  Context& context;
  DefinitionId id;
  const syntax::Tree& tree;
  const syntax::Part& part;
  source::Span span;
  std::optional<Mark> full;
  bool is_good = true;

  static Type open_ended(Type type) {
    type.low.reset();
    type.high.reset();
    type.is_whole = false;
    return type;
  }

  // In a dry run with the other readings, points that another copy states are the line's mark.
  std::optional<Mark> other_mark(const syntax::Part& of) {
    if (!context.options.take_other_readings) return std::nullopt;
    for (const syntax::Basis& basis : of.bases) {
      if (!basis.other.valid()) continue;
      Scope global;
      const Typed typed = infer_expr(context, tree, basis.other, global);
      const auto folded = typed.expr.valid() ? fold_constant(context, typed.expr) : std::nullopt;
      const auto* number = folded ? std::get_if<Number>(&*folded) : nullptr;
      if (number != nullptr && !typed.type.is_ratio) return Mark{*number, open_ended(typed.type), tree.at(basis.other).span};
    }
    return std::nullopt;
  }

  std::optional<Mark> mark_of(const syntax::Part& of) {
    const bool has_mark = of.mark || of.out_of.valid();
    if (const std::optional<Mark> other = has_mark ? other_mark(of) : std::nullopt) return other;
    if (of.mark) {
      const std::optional<Quantity> quantity = parse_quantity(context, of.mark->text, of.mark->span);
      const auto* number = quantity ? std::get_if<Number>(&quantity->value) : nullptr;
      if (number == nullptr) return is_good = false, std::nullopt;
      return Mark{*number, open_ended(quantity->type), of.mark->span};
    }
    if (!of.out_of.valid()) return std::nullopt;
    Scope global;
    const Typed typed = infer_value(context, tree, of.out_of, global, {});
    const auto folded = typed.expr.valid() ? fold_constant(context, typed.expr) : std::nullopt;
    const auto* number = folded ? std::get_if<Number>(&*folded) : nullptr;
    if (number != nullptr) return Mark{*number, open_ended(typed.type), tree.at(of.out_of).span};
    if (typed.expr.valid()) context.sink.report(diag::ConstantWanted{}, tree.at(of.out_of).span);
    return is_good = false, std::nullopt;
  }

  // A part without a mark of its own, in a weighted group or one that takes the best, is on the group's scale.
  std::optional<Mark> full_mark(DefinitionId of) {
    const DefinitionSource& source = context.sources_of[of.value];
    if (std::optional<Mark> own = mark_of(*source.part)) return own;
    if (!source.owner.valid()) return std::nullopt;
    const syntax::Part& parent = *context.sources_of[source.owner.value].part;
    return parent.group == syntax::GroupKind::Sum ? std::nullopt : full_mark(source.owner);
  }

  // Points of a value that is points, or a share of the full mark.
  Typed in_points(const Typed& value, source::Span at) {
    if (!value.expr.valid() || !full) return value;
    const bool is_share = value.type.kind == TypeKind::Number && value.type.is_ratio && !full->type.is_ratio;
    if (is_share) {
      Type type = full->type;
      const ExprId mark = literal(context, full->value, full->type, at);
      range_of_product(context.program.at(mark).type, value.type, type);
      type.is_bounded = value.type.is_bounded;
      return {binary(context, Op::Multiply, mark, value.expr, type, at), type};
    }
    Type wanted = full->type;
    wanted.absence = value.type.absence;
    if (!require_fit(context, value, wanted, at)) return {{}, {}};
    return {value.expr, narrowed(full->type, value.type)};
  }

  // 否则 0 needs no dimension.
  Typed points_or_zero(syntax::ExprId value, Scope& scope) {
    const auto* written = std::get_if<syntax::LiteralExpr>(&tree.at(value).node);
    if (written != nullptr && written->kind == syntax::LiteralKind::Number && full) {
      const std::optional<Number> number = parse_plain_number(written->text);
      if (number && number->is_zero()) {
        const ExprId zero = literal(context, 0, full->type, tree.at(value).span);
        return {zero, context.program.at(zero).type};
      }
    }
    return in_points(infer_value(context, tree, value, scope, {}), tree.at(value).span);
  }

  Typed joined(ExprId condition, const Typed& then, const Typed& otherwise) {
    if (!condition.valid() || !then.expr.valid() || !otherwise.expr.valid()) return {{}, {}};
    const Type type = join(then.type, otherwise.type);
    return {choose(context, condition, then.expr, otherwise.expr, type, span), type};
  }

  Typed zero_points(const Type& like) {
    const ExprId zero = literal(context, 0, full ? full->type : open_ended(like), span);
    return {zero, context.program.at(zero).type};
  }

  Typed capped(const Typed& value, Scope& scope) {
    const Typed cap = in_points(infer_value(context, tree, part.cap, scope, {}), tree.at(part.cap).span);
    if (!value.expr.valid() || !cap.expr.valid()) return {{}, {}};
    if (!require_fit(context, cap, open_ended(value.type), tree.at(part.cap).span)) return {{}, {}};
    Type type = join(value.type, cap.type);
    range_of_larger(value.type, cap.type, false, type);
    return {context.add({program::CallExpr{program::Function::Smaller, {value.expr, cap.expr}}, type, span}), type};
  }

  // --- groups

  Typed sum(const std::vector<Typed>& values) {
    Typed total = values.front();
    for (size_t i = 1; i < values.size(); ++i) {
      Type type = join(total.type, values[i].type);
      range_of_sum(total.type, values[i].type, false, type);
      type.is_whole = total.type.is_whole && values[i].type.is_whole;
      total = {binary(context, Op::Add, total.expr, values[i].expr, type, span), type};
    }
    return total;
  }

  Typed best(const std::vector<Typed>& values) {
    Typed most = values.front();
    for (size_t i = 1; i < values.size(); ++i) {
      Type type = join(most.type, values[i].type);
      range_of_larger(most.type, values[i].type, true, type);
      most = {context.add({program::CallExpr{program::Function::Larger, {most.expr, values[i].expr}}, type, span}), type};
    }
    return most;
  }

  Typed weighted(const Typed& value, const syntax::Part& of, size_t index, Scope& scope) {
    if (!of.weight.valid()) {
      context.sink.report(diag::WeightMissing{of.name.name.text}, of.name.name.span);
      return {{}, {}};
    }
    const Typed weight = infer_value(context, tree, of.weight, scope, ratio_type());
    if (!weight.expr.valid()) return {{}, {}};
    for (program::ScorePart& record : context.program.score_parts) {
      if (record.definition == context_part(index)) record.weight = weight.expr;
    }
    Type type = open_ended(value.type);
    range_of_product(value.type, weight.type, type);
    type.is_bounded = value.type.is_bounded && weight.type.is_bounded;
    return {binary(context, Op::Multiply, weight.expr, value.expr, type, tree.at(of.weight).span), type};
  }

  DefinitionId context_part(size_t index) {
    for (const program::ScorePart& record : context.program.score_parts) {
      if (record.definition == id) return record.parts[index];
    }
    return {};
  }

  // Not valid: the group adds its parts as they are.
  ExprId weight_of(size_t index) {
    for (const program::ScorePart& record : context.program.score_parts) {
      if (part.group == syntax::GroupKind::Weighted && record.definition == context_part(index)) return record.weight;
    }
    return {};
  }

  // No part is above its mark, and the marks (by their weights) are together no more than the group's.
  bool are_within_marks() {
    Number marks;
    for (size_t i = 0; i < part.parts.size(); ++i) {
      const std::optional<Mark> mark = full_mark(context_part(i));
      const std::optional<program::Bound>& high = context.program.at(context_part(i)).type.high;
      if (!mark || !high || high->value > mark->value) return false;
      const ExprId weight = weight_of(i);
      if (weight.valid() && !context.program.at(weight).type.high) return false;
      marks += weight.valid() ? context.program.at(weight).type.high->value * mark->value : mark->value;
    }
    return full && marks <= full->value;
  }

  // The mark of a part where its points are shared out, else 0; not valid: they never are. As in value_of, the first
  // rule that holds decides, and a precondition that fails comes before all.
  ExprId mark_shared_out(const syntax::Part& of, ExprId mark, const Type& type, const Scope& scope) {
    const auto shares = [](const syntax::NotApplicable& rule) { return rule.points == syntax::Keyword::K_SHARED_OUT; };
    if (std::none_of(of.not_applicable.begin(), of.not_applicable.end(), shares)) return {};
    Scope inside = scope;
    ExprId precondition;
    if (of.precondition.valid()) {
      precondition = infer_condition(context, tree, of.precondition, inside).expr;
      if (precondition.valid()) add_proofs(tree, of.precondition, true, inside, context);
    }
    std::vector<ExprId> conditions;
    for (const syntax::NotApplicable& rule : of.not_applicable) {
      conditions.push_back(infer_condition(context, tree, rule.condition, inside).expr);
      if (!conditions.back().valid()) return {};
      add_proofs(tree, rule.condition, false, inside, context);
    }
    const ExprId zero = literal(context, 0, type, span);
    ExprId lost = zero;
    for (size_t i = conditions.size(); i-- > 0;) {
      lost = choose(context, conditions[i], shares(of.not_applicable[i]) ? mark : zero, lost, type, span);
    }
    return precondition.valid() ? choose(context, precondition, lost, zero, type, span) : lost;
  }

  // Points of a part that does not apply go to its neighbours, in proportion to their marks:
  // group × full / (full − marks that do not apply). In a weighted group a mark counts by its weight.
  Typed shared_out(const Typed& total, Scope& scope) {
    ExprId lost;
    const Type type = full ? full->type : Type{};
    for (size_t i = 0; i < part.parts.size(); ++i) {
      const auto rule =
          std::find_if(part.parts[i].not_applicable.begin(), part.parts[i].not_applicable.end(),
                       [](const syntax::NotApplicable& one) { return one.points == syntax::Keyword::K_SHARED_OUT; });
      if (rule == part.parts[i].not_applicable.end()) continue;
      const std::string& name = part.parts[i].name.name.text;
      if (part.group == syntax::GroupKind::BestOf) {
        context.sink.report(diag::SharedOutNowhere{name}, tree.at(rule->condition).span);
        return {{}, {}};
      }
      const std::optional<Mark> mark = full_mark(context_part(i));
      if (!mark || !full) {
        context.sink.report(diag::SharedOutWithoutMark{name}, tree.at(rule->condition).span);
        return {{}, {}};
      }
      ExprId counted = literal(context, mark->value, type, mark->span);
      if (const ExprId weight = weight_of(i); weight.valid())
        counted = binary(context, Op::Multiply, weight, counted, type, span);
      const ExprId share = mark_shared_out(part.parts[i], counted, type, scope);
      if (!share.valid()) return {{}, {}};
      lost = lost.valid() ? binary(context, Op::Add, lost, share, type, span) : share;
    }
    if (!lost.valid()) return total;
    const ExprId all = literal(context, full->value, type, span);
    const ExprId rest = binary(context, Op::Subtract, all, lost, type, span);
    Type factor = ratio_type();
    program::BinaryExpr quotient{Op::Divide, all, rest, answer_of(literal(context, 1, ratio_type(), span))};
    const ExprId scale = context.add({quotient, factor, span});
    // Parts within their marks stay within the group's when they are stretched; else nothing is known.
    Type scaled = type;
    scaled.is_bounded = false;
    if (total.type.low && total.type.low->value.sign() >= 0) scaled.low = total.type.low;
    if (are_within_marks()) scaled.high = program::Bound{full->value, false};
    return {binary(context, Op::Multiply, total.expr, scale, scaled, span), scaled};
  }

  Typed group(Scope& scope) {
    std::vector<Typed> values;
    for (size_t i = 0; i < part.parts.size(); ++i) {
      const DefinitionId inner = context_part(i);
      if (!require_definition(context, inner, part.parts[i].name.name.span)) {
        is_good = false;
        continue;
      }
      Typed value{same_row_value(context, inner, part.parts[i].name.name.span), context.program.at(inner).type};
      if (part.group == syntax::GroupKind::Weighted) value = weighted(value, part.parts[i], i, scope);
      if (!value.expr.valid())
        is_good = false;
      else if (!values.empty() && !require_fit(context, value, open_ended(values.front().type), part.parts[i].name.name.span))
        is_good = false;
      else
        values.push_back(value);
    }
    if (!is_good || values.empty()) return {{}, {}};
    const Typed total = part.group == syntax::GroupKind::BestOf ? best(values) : sum(values);
    return in_points(shared_out(total, scope), span);
  }

  Typed line(Scope& scope) {
    Typed value = infer_value(context, tree, part.value, scope, {});
    return in_points(value, tree.at(part.value).span);
  }

  Typed value_of(Scope& scope) {
    ExprId precondition;
    if (part.precondition.valid()) precondition = infer_condition(context, tree, part.precondition, scope).expr;
    Scope inside = scope;
    if (precondition.valid()) add_proofs(tree, part.precondition, true, inside, context);
    std::vector<ExprId> conditions;
    for (const syntax::NotApplicable& rule : part.not_applicable) {
      conditions.push_back(infer_condition(context, tree, rule.condition, inside).expr);
      if (conditions.back().valid()) add_proofs(tree, rule.condition, false, inside, context);
    }
    Typed value = part.value.valid() ? line(inside) : group(inside);
    if (part.cap.valid()) value = capped(value, inside);
    for (size_t i = conditions.size(); i-- > 0;) {
      const bool is_full = part.not_applicable[i].points == syntax::Keyword::K_FULL;
      if (is_full && !full) {
        context.sink.report(diag::SharedOutWithoutMark{part.name.name.text}, tree.at(part.not_applicable[i].condition).span);
        return {{}, {}};
      }
      Typed instead = zero_points(value.type);
      if (is_full) {
        const ExprId all = literal(context, full->value, full->type, span);
        instead = {all, context.program.at(all).type};
      }
      value = joined(conditions[i], instead, value);
    }
    if (part.precondition.valid()) {
      const Typed otherwise = points_or_zero(part.otherwise, scope);
      value = joined(precondition, value, otherwise);
    }
    return value;
  }

  // A share in another copy stands for the value of the line; points are its mark (other_mark).
  Typed other_value(const Typed& value, const std::vector<program::Basis>& bases) {
    const ExprId other = written_reading(bases);
    if (!other.valid()) return value;
    const Type type = context.program.at(other).type;
    const bool is_share = type.kind == TypeKind::Number && type.is_ratio;
    if (is_share && !part.value.valid()) refuse_reading(context, bases);
    if (!is_share && full) require_fit(context, {other, type}, full->type, context.program.at(other).span);
    const bool is_of_value = part.value.valid() && (is_share || (!part.mark && !part.out_of.valid()));
    return is_of_value && context.options.take_other_readings ? in_points({other, type}, context.program.at(other).span) : value;
  }

  void record() {
    for (program::ScorePart& made : context.program.score_parts) {
      if (made.definition == id && full) made.mark = full->value;
    }
  }

  void run() {
    full = full_mark(id);
    record();
    for (const syntax::NotApplicable& rule : part.not_applicable) {
      const bool has_others = context.sources_of[id.value].owner.valid();
      if (has_others || rule.points != syntax::Keyword::K_SHARED_OUT) continue;
      context.sink.report(diag::SharedOutNowhere{part.name.name.text}, tree.at(rule.condition).span);
    }
    Scope scope = scope_of(context, id);
    Typed value = is_good ? value_of(scope) : Typed{};
    const Scope row = scope_of(context, id);
    std::vector<program::Basis> bases = lower_bases(context, tree, part.bases, {}, &row);
    value = other_value(value, bases);
    program::ByCases by;
    program::Case single;
    single.value = answer_of(value.expr);
    single.span = span;
    by.cases.push_back(std::move(single));
    is_good = is_good && value.expr.valid() && !is_unknown(value.type);
    program::Definition& definition = context.program.definitions[id.value];
    definition.by = std::move(by);
    definition.bases = std::move(bases);
    if (is_good) definition.type = value.type;
  }
};

}  // namespace

void lower_part(Context& context, DefinitionId id, const DefinitionSource& source) {
  ScoreLowering{context, id, *source.tree, *source.part, source.part->name.name.span, std::nullopt}.run();
}

}  // namespace plumb::check
