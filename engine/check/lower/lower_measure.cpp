// 测算: one value, or guarded cases (in order, or with exceptions: law L7).
#include "check/find/find_cover.h"
#include "check/infer/infer_parts.h"
#include "check/lower/lower.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_structure.h"
#include "diagnostics/catalogue_types.h"
#include "diagnostics/suggest_names.h"

namespace plumb::check {

using program::DefinitionId;
using program::Type;
using program::TypeKind;

namespace {

struct MeasureLowering {
  Context& context;
  DefinitionId id;
  const syntax::Tree& tree;
  const syntax::MeasureItem& item;
  Type declared;
  Type found;  // of all cases together
  program::AbsenceSet absence = 0;
  bool is_good = true;

  void take(const Type& type, source::Span span) {
    absence |= type.absence;
    if (is_unknown(found))
      found = type;
    else if (is_same_kind(found, type))
      found = join(found, type);
    else
      is_good = require_fit(context, Typed{{}, type}, found, span) && is_good;
  }

  program::Answer value_of(syntax::ExprId value, const std::vector<program::Basis>& bases, Scope& scope) {
    const program::ExprId other = other_reading(context, bases);
    const Type& wanted = is_unknown(declared) ? found : declared;
    Type plain = wanted;
    plain.low.reset();
    plain.high.reset();
    const Typed typed = lower_value(context, tree, value, scope, plain);
    if (!typed.expr.valid()) {
      is_good = false;
      return {};
    }
    take(other.valid() ? context.program.at(other).type : typed.type, tree.at(value).span);
    return answer_of(other.valid() ? other : typed.expr);
  }

  std::vector<program::Case> single() {
    Scope scope = scope_of(context, id);
    program::Case one;
    one.value = value_of(item.value, context.program.at(id).bases, scope);
    one.span = tree.at(item.value).span;
    std::vector<program::Case> cases;
    cases.push_back(std::move(one));
    return cases;
  }

  int32_t find_case(const syntax::CaseEntry& entry) {
    std::vector<std::string> names;
    for (size_t i = 0; i < item.cases.size(); ++i) {
      if (&item.cases[i] == &entry || item.cases[i].is_otherwise) continue;
      if (item.cases[i].rule.text == entry.exception_to->text) return static_cast<int32_t>(i);
      names.push_back(item.cases[i].rule.text);
    }
    context.sink.report(diag::UnknownRuleOf{item.name.name.text, entry.exception_to->text}, entry.exception_to->span)
        .suggest(diagnostics::suggest(entry.exception_to->text, names));
    is_good = false;
    return -1;
  }

  program::Answer case_value(const syntax::CaseEntry& entry, const std::vector<program::Basis>& bases, Scope& scope) {
    if (entry.value.kind == syntax::AnswerKind::Value) return value_of(entry.value.value, bases, scope);
    scope.may_be_absent = true;
    Type type;
    const program::Answer answer = infer_answer(context, tree, entry.value, scope, nullptr, type);
    absence |= scope.self_absence;
    return answer;
  }

  std::vector<program::Case> many() {
    std::vector<program::Case> cases;
    std::map<std::string, source::Span> names;
    for (const syntax::CaseEntry& entry : item.cases) {
      program::Case made;
      made.span = entry.span;
      Scope scope = scope_of(context, id);
      if (!entry.is_otherwise) {
        made.rule = entry.rule.text;
        const auto [it, is_new] = names.emplace(entry.rule.text, entry.rule.span);
        if (!is_new)
          context.sink.report(diag::DuplicateName{entry.rule.text}, entry.rule.span)
              .label(it->second, label::FirstDeclaredHere{});
      }
      if (entry.exception_to) made.exception_to = find_case(entry);
      if (entry.condition.valid()) {
        made.guard = infer_condition(context, tree, entry.condition, scope).expr;
        is_good = is_good && made.guard.valid();
        add_proofs(tree, entry.condition, true, scope, context);
      }
      made.bases = lower_bases(context, tree, entry.bases, declared, &scope);
      made.value = case_value(entry, made.bases, scope);
      cases.push_back(std::move(made));
    }
    return cases;
  }

  // Something must hold for every row: 否则, a rule without condition, or rules that leave nothing out.
  void check_cover(const std::vector<program::Case>& cases) {
    std::vector<program::ExprId> guards;
    for (const program::Case& one : cases) {
      if (!one.guard.valid() && one.exception_to < 0) return;
      guards.push_back(one.guard);
    }
    const Cover cover = is_good ? find_cover(context, id, guards) : Cover{};
    if (!cover.is_complete)
      show_row(context, cover, context.sink.report(diag::CasesLeaveOut{item.name.name.text}, item.name.name.span));
  }

  void check_circles(const std::vector<program::Case>& cases) {
    for (size_t i = 0; i < cases.size(); ++i) {
      int32_t at = cases[i].exception_to;
      for (size_t steps = 0; at >= 0 && steps <= cases.size(); ++steps) {
        if (at == static_cast<int32_t>(i)) {
          context.sink.report(diag::ExceptionCircle{cases[i].rule}, cases[i].span);
          return;
        }
        at = cases[static_cast<size_t>(at)].exception_to;
      }
    }
  }

  std::optional<program::Bound> bound(syntax::ExprId value, bool open) {
    if (!value.valid()) return std::nullopt;
    Scope global;
    Type wanted = declared;
    wanted.low.reset();
    wanted.high.reset();
    const Typed typed = infer_value(context, tree, value, global, wanted);
    const auto folded = typed.expr.valid() ? fold_constant(context, typed.expr) : std::nullopt;
    const auto* number = folded ? std::get_if<program::Number>(&*folded) : nullptr;
    if (number != nullptr) return program::Bound{*number, open};
    if (typed.expr.valid()) context.sink.report(diag::ConstantWanted{}, tree.at(value).span);
    return std::nullopt;
  }

  void run() {
    if (item.type.is_written()) {
      declared = resolve_type(context, item.type);
      is_good = !is_unknown(declared);
    }
    const Scope row = scope_of(context, id);
    context.program.definitions[id.value].bases = lower_bases(context, tree, item.bases, declared, &row);
    program::ByCases by;
    if (item.value.valid()) {
      by.mode = program::CaseMode::Single;
      by.cases = single();
    } else {
      by.mode = item.in_order ? program::CaseMode::InOrder : program::CaseMode::Exceptions;
      by.cases = many();
      check_cover(by.cases);
      check_circles(by.cases);
    }
    Type type = is_unknown(declared) ? found : narrowed(declared, found);
    if (item.range) {
      type.low = bound(item.range->low, item.range->low_open);
      type.high = bound(item.range->high, item.range->high_open);
    }
    type.absence = absence;
    if (is_good && is_unknown(type)) context.sink.report(diag::TypeWanted{item.name.name.text}, item.name.name.span);
    program::Definition& definition = context.program.definitions[id.value];
    definition.by = std::move(by);
    if (is_good) definition.type = std::move(type);
  }
};

}  // namespace

void lower_measure(Context& context, DefinitionId id, const DefinitionSource& source, const syntax::MeasureItem& item) {
  MeasureLowering{context, id, *source.tree, item, {}, {}}.run();
}

}  // namespace plumb::check
