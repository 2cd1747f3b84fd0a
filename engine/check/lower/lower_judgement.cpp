// 评议 (law L9): a question and its answers, rows of a table with role 答复表.
#include <algorithm>
#include <charconv>

#include "check/infer/infer_parts.h"
#include "check/infer/kind_word.h"
#include "check/lower/list_choices.h"
#include "check/lower/lower.h"
#include "check/resolve/declare.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_structure.h"
#include "diagnostics/catalogue_types.h"
#include "syntax/builtin_words.h"

namespace plumb::check {

using program::CombineKind;
using program::DefinitionId;
using program::Type;
using program::TypeKind;

namespace {

struct JudgementLowering {
  Context& context;
  const syntax::Tree& tree;
  const syntax::DeclName& name;
  const syntax::TypeRef& type_ref;
  const syntax::JudgementBody& body;
  DefinitionId id;  // not valid: decides ties
  program::Judgement made;
  Type type;

  void take_answers_table() {
    if (body.recorded_in) {
      const syntax::Name& table = body.recorded_in->steps.front().name;
      Symbol* symbol = find_symbol(context, table.text);
      const bool is_answers = symbol != nullptr && symbol->kind == SymbolKind::Table &&
                              context.program.at(program::TableId{symbol->id}).role == program::TableRole::Answers;
      if (is_answers)
        made.answers = program::TableId{symbol->id};
      else if (symbol == nullptr)
        context.sink.report(diag::UnknownName{table.text}, table.span)
            .suggest(near_symbols(context, table.text, {SymbolKind::Table}));
      else
        context.sink.report(diag::WrongKindOfName{table.text, kind_word::of(symbol->kind), kind_word::AnswersTable()},
                            table.span);
      return;
    }
    std::vector<program::TableId> tables;
    for (uint32_t i = 0; i < context.program.tables.size(); ++i) {
      if (context.program.tables[i].role == program::TableRole::Answers) tables.push_back(program::TableId{i});
    }
    if (tables.size() == 1)
      made.answers = tables.front();
    else
      context.sink.report(diag::AnswersTableWanted{made.name}, name.name.span);
  }

  void take_combine() {
    if (!body.combine) return;
    const auto word = syntax::builtin_id(syntax::BuiltinKind::Combine, body.combine->text, tree.spelling);
    if (word == "average")
      made.combine = CombineKind::Average;
    else if (word == "last_level")
      made.combine = CombineKind::LastLevel;
    else if (word == "trimmed_average")
      made.combine = CombineKind::Trimmed;
    else if (word == "majority")
      made.combine = CombineKind::Majority;
    else if (word == "unanimous")
      made.combine = CombineKind::Unanimous;
    else
      context.sink.report(diag::UnknownCombine{body.combine->text}, body.combine->span)
          .note(label::Choices{{combine_choices(tree.spelling)}});
  }

  void take_least() {
    if (!body.least_answers) return;
    const std::string& text = *body.least_answers;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), made.least_answers);
    if (error == std::errc() && end == text.data() + text.size() && made.least_answers >= 1) return;
    made.least_answers = 1;
    context.sink.report(diag::NumberOutOfRange{text, 1, 1000000}, name.name.span);
  }

  // 选项: labels of an enumeration that has just these, or of one made for the judgement.
  Type labels_type() {
    std::vector<std::string> labels;
    for (const syntax::Name& label : body.labels) labels.push_back(label.text);
    Type labelled = kind_type(TypeKind::Label);
    for (uint32_t i = 0; i < context.program.enumerations.size(); ++i) {
      std::vector<std::string> known = context.program.enumerations[i].labels;
      std::vector<std::string> wanted = labels;
      std::sort(known.begin(), known.end());
      std::sort(wanted.begin(), wanted.end());
      if (known == wanted) labelled.enumeration = program::EnumId{i};
    }
    if (labelled.enumeration.valid()) return labelled;
    program::Enumeration added;
    added.name = made.name;
    added.labels = labels;
    added.aliases.resize(labels.size());
    added.span = name.name.span;
    context.program.enumerations.push_back(std::move(added));
    labelled.enumeration = program::EnumId{static_cast<uint32_t>(context.program.enumerations.size() - 1)};
    return labelled;
  }

  Type plain_type() const {
    Type plain = type;
    plain.low.reset();
    plain.high.reset();
    plain.is_whole = false;
    plain.absence = 0;
    return plain;
  }

  // Another reading of a judgement speaks of the most that it may give; that of a line in which it stands may speak of
  // something else.
  void take_bases(const std::vector<syntax::Basis>& bases, bool is_own) {
    const Scope scope = id.valid() ? scope_of(context, id) : Scope{};
    made.bases = lower_bases(context, tree, bases, is_own ? plain_type() : Type{}, &scope);
    const bool has_most = body.range && body.range->high.valid();
    if (!has_most && is_own) return refuse_reading(context, made.bases);
    const program::ExprId other = has_most ? other_reading(context, made.bases) : program::ExprId{};
    if (!other.valid() || !fits(context.program.at(other).type, plain_type())) return;
    made.high = other;
    type.high = constant_bound(other, made.high_open);
  }

  // A bound also tells the type where none is written.
  program::ExprId bound(syntax::ExprId value, Scope& scope) {
    if (!value.valid()) return {};
    Type wanted = type;
    wanted.low.reset();
    wanted.high.reset();
    wanted.is_whole = false;
    const Typed typed = infer_value(context, tree, value, scope, wanted);
    if (is_unknown(type) && typed.expr.valid()) {
      type = typed.type;
      type.low.reset();
      type.high.reset();
      type.is_whole = false;
    }
    return typed.expr;
  }

  std::optional<program::Bound> constant_bound(program::ExprId value, bool open) const {
    const auto folded = value.valid() ? fold_constant(context, value) : std::nullopt;
    const auto* number = folded ? std::get_if<program::Number>(&*folded) : nullptr;
    return number == nullptr ? std::nullopt : std::optional(program::Bound{*number, open});
  }

  // Whatever the label is, an answer is within the ranges of all labels together.
  void take_widest() {
    std::optional<program::Bound> low, high;
    for (size_t i = 0; i < made.label_ranges.size(); ++i) {
      const program::LabelRange& range = made.label_ranges[i];
      const std::optional<program::Bound> from = constant_bound(range.low, range.low_open),
                                          to = constant_bound(range.high, range.high_open);
      if (!from || !to) return;
      const auto is_tied = [](const program::Bound& a, const program::Bound& b) { return a.value == b.value && !a.open; };
      if (!low || from->value < low->value || is_tied(*from, *low)) low = from;
      if (!high || to->value > high->value || is_tied(*to, *high)) high = to;
    }
    type.low = low;
    type.high = high;
  }

  void take_label_ranges(Scope& scope) {
    const Typed label = infer_value(context, tree, body.range_label, scope, {});
    made.range_label = label.expr;
    if (!label.expr.valid() || label.type.kind != TypeKind::Label) {
      if (label.expr.valid())
        context.sink.report(diag::NotOfThisKind{written(context, tree.at(body.range_label).span), kind_word::Enumeration()},
                            tree.at(body.range_label).span);
      return;
    }
    std::vector<bool> is_covered(context.program.at(label.type.enumeration).labels.size());
    for (const syntax::LabelRange& range : body.label_ranges) {
      const std::optional<uint16_t> index = find_label(context.program.at(label.type.enumeration), range.label.text);
      if (!index) {
        context.sink.report(diag::UnknownLabel{range.label.text, context.program.at(label.type.enumeration).name},
                            range.label.span);
        continue;
      }
      is_covered[*index] = true;
      const program::ExprId low = bound(range.interval.low, scope);
      program::ExprId high = bound(range.interval.high, scope);
      const std::vector<program::Basis> bases = lower_bases(context, tree, range.bases, plain_type(), &scope);
      if (!range.interval.high.valid())
        refuse_reading(context, bases);
      else if (const program::ExprId other = other_reading(context, bases); other.valid())
        high = other;
      made.label_ranges.push_back({*index, low, high, range.interval.low_open, range.interval.high_open});
    }
    take_widest();
    for (size_t i = 0; i < is_covered.size(); ++i) {
      if (is_covered[i]) continue;
      context.sink.report(diag::LabelWithoutRange{context.program.at(label.type.enumeration).labels[i]}, name.name.span);
    }
  }

  void run() {
    made.span = name.name.span;
    for (const syntax::Name& judge : body.judges) made.judges.push_back(judge.text);
    for (const syntax::Name& reason : body.reasons) made.reasons.push_back(reason.text);
    take_answers_table();
    take_combine();
    take_least();
    Scope scope = id.valid() ? scope_of(context, id) : Scope{};
    if (type_ref.is_written())
      type = resolve_type(context, type_ref);
    else if (!body.labels.empty())
      type = labels_type();
    if (body.when.valid() && id.valid()) {
      made.when = infer_condition(context, tree, body.when, scope).expr;
      if (made.when.valid()) add_proofs(tree, body.when, true, scope, context);
    }
    if (body.range) {
      made.low = bound(body.range->low, scope);
      made.high = bound(body.range->high, scope);
      made.low_open = body.range->low_open;
      made.high_open = body.range->high_open;
      type.low = constant_bound(made.low, made.low_open);
      type.high = constant_bound(made.high, made.high_open);
    }
    if (body.range_label.valid()) take_label_ranges(scope);
    if (body.grain.valid()) made.grain = bound(body.grain, scope);
    if (is_unknown(type) && !body.reasons.empty()) type = kind_type(TypeKind::NameSet);
    if (made.when.valid()) type.absence |= bit_of(program::BuiltinAbsence::NotApplicable);
  }
};

void finish(Context& context, program::JudgementId judgement, JudgementLowering& lower, const std::vector<syntax::Basis>& bases,
            bool is_own = true) {
  lower.run();
  lower.take_bases(bases, is_own);
  lower.made.type = lower.type;
  if (lower.id.valid()) {
    if (is_unknown(lower.type) && !lower.type_ref.is_written() && !lower.body.range && lower.body.label_ranges.empty()) {
      context.sink.report(diag::TypeWanted{lower.made.name}, lower.name.name.span);
    }
    program::Definition& definition = context.program.definitions[lower.id.value];
    definition.bases = lower.made.bases;
    definition.type = lower.type;
  }
  context.program.judgements[judgement.value] = std::move(lower.made);
}

}  // namespace

void lower_judgement(Context& context, DefinitionId id, const DefinitionSource& source) {
  const program::JudgementId judgement = std::get<program::ByJudgement>(context.program.at(id).by).judgement;
  if (source.judgement != nullptr) {
    JudgementLowering lower{context,
                            *source.tree,
                            source.judgement->name,
                            source.judgement->type,
                            source.judgement->body,
                            id,
                            context.program.at(judgement),
                            {}};
    // The basis of the rule that the judgement stands in is its own.
    const std::vector<syntax::Basis> none;
    const DefinitionSource& owner = context.sources_of[source.owner.value];
    finish(context, judgement, lower, owner.part != nullptr ? owner.part->bases : none, false);
    return;
  }
  const auto& item = std::get<syntax::JudgementItem>(source.item->node);
  JudgementLowering lower{context, *source.tree, item.name, item.type, item.body, id, context.program.at(judgement), {}};
  finish(context, judgement, lower, item.bases);
}

void complete_tie_judgements(Context& context) {
  for (uint32_t i = 0; i < context.program.judgements.size(); ++i) {
    if (context.program.judgements[i].definition.valid()) continue;
    const LazySource source = context.judgements_of[i];
    const auto& item = std::get<syntax::JudgementItem>(source.item->node);
    if (const std::optional<Owner> owner = resolve_owner(context, item.of)) context.program.judgements[i].table = owner->table;
    JudgementLowering lower{context, *source.tree, item.name, item.type, item.body, {}, context.program.judgements[i], {}};
    finish(context, program::JudgementId{i}, lower, item.bases);
  }
}

}  // namespace plumb::check
