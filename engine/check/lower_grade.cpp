// 等级 (law L10): vetoes, findings, successive cuts of a ranking, and what is left.
#include <algorithm>

#include "check/infer_parts.h"
#include "check/kind_word.h"
#include "check/lower.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_structure.h"
#include "diagnostics/catalogue_types.h"

namespace plumb::check {

using program::DefinitionId;
using program::GradeForm;
using program::TypeKind;

namespace {

struct Lower {
  Context& context;
  DefinitionId id;
  const syntax::Tree& tree;
  const syntax::GradeItem& item;
  program::EnumId enumeration;

  bool has_all_labels(const program::Enumeration& owner) const {
    return std::all_of(item.entries.begin(), item.entries.end(),
                       [&](const syntax::GradeEntry& entry) { return find_label(owner, entry.label.text).has_value(); });
  }

  // The smallest enumeration that has every label; else one of the grade's own, best first as the entries stand.
  void find_enumeration() {
    for (uint32_t i = 0; i < context.program.enumerations.size(); ++i) {
      const program::Enumeration& owner = context.program.enumerations[i];
      if (!has_all_labels(owner)) continue;
      const bool is_smaller = !enumeration.valid() || owner.labels.size() < context.program.at(enumeration).labels.size();
      if (is_smaller) enumeration = program::EnumId{i};
    }
    if (enumeration.valid()) return;
    program::Enumeration made;
    made.name = item.name.name.text;
    made.ordered = true;
    made.span = item.name.name.span;
    for (const syntax::GradeEntry& entry : item.entries) {
      if (std::find(made.labels.begin(), made.labels.end(), entry.label.text) == made.labels.end()) made.labels.push_back(entry.label.text);
    }
    std::reverse(made.labels.begin(), made.labels.end());
    made.aliases.resize(made.labels.size());
    context.program.enumerations.push_back(std::move(made));
    enumeration = program::EnumId{static_cast<uint32_t>(context.program.enumerations.size() - 1)};
  }

  program::RankingId find_ranking(const syntax::Path& path) {
    const syntax::Name& name = path.steps.front().name;
    Symbol* symbol = find_symbol(context, name.text);
    if (symbol == nullptr) {
      context.sink.report(diag::UnknownName{name.text}, name.span);
      return {};
    }
    if (symbol->kind == SymbolKind::Definition && path.steps.size() == 1) {
      const DefinitionId found{symbol->id};
      if (const auto* by = std::get_if<program::ByRanking>(&context.program.at(found).by)) {
        const program::RankingId ranking = by->ranking;
        return require_definition(context, found, path.span) ? ranking : program::RankingId{};
      }
    }
    context.sink.report(diag::WrongKindOfName{name.text, kind_word::of(symbol->kind), kind_word::Ranking()}, path.span)
        .label(symbol->span, label::DeclaredHere{});
    return {};
  }

  // A count of rows, or a share of the base, which then says how it rounds.
  void take_size(const syntax::GradeEntry& entry, program::GradeEntry& made) {
    Scope global;
    const Typed size = infer_value(context, tree, entry.size, global, {});
    made.size = size.expr;
    if (entry.size_rounding) made.size_rounding = rounding_mode(*entry.size_rounding);
    if (!size.expr.valid()) return;
    const bool is_count = size.type.kind == TypeKind::Number && !size.type.is_ratio;
    const bool is_share = size.type.kind == TypeKind::Number && size.type.is_ratio;
    if (!is_count && !is_share) {
      require_fit(context, size, number_type(true), tree.at(entry.size).span);
    } else if (!made.size_rounding && !size.type.is_whole) {
      context.sink.report(diag::QuotaRounding{}, tree.at(entry.size).span);
    }
  }

  void take_form(const syntax::GradeEntry& entry, program::GradeEntry& made) {
    switch (entry.form) {
      case syntax::GradeFormKind::When: made.form = GradeForm::When; break;
      case syntax::GradeFormKind::Top: made.form = GradeForm::Top; break;
      case syntax::GradeFormKind::Next: made.form = GradeForm::Next; break;
      case syntax::GradeFormKind::Otherwise: made.form = GradeForm::Otherwise; break;
    }
    if (entry.condition.valid()) {
      Scope scope = scope_of(context, id);
      made.condition = infer_condition(context, tree, entry.condition, scope).expr;
    }
    if (entry.ranking) {
      made.ranking = find_ranking(*entry.ranking);
      if (made.ranking.valid() && context.program.at(made.ranking).table != context.program.at(id).table) {
        report_other_table(entry.ranking->span, context.program.at(made.ranking).table);
        made.ranking = {};
      }
    }
    if (entry.size.valid()) take_size(entry, made);
  }

  program::GradeEntry lower_entry(const syntax::GradeEntry& entry) {
    program::GradeEntry made;
    made.label = find_label(context.program.at(enumeration), entry.label.text).value_or(0);
    made.rule = entry.rule.text;
    made.is_veto = entry.is_veto;
    made.no_better = entry.no_better;
    made.after_cut = entry.after_cut;
    made.span = entry.span;
    if (entry.no_better && !context.program.at(enumeration).ordered) {
      context.sink.report(diag::NoOrder{type_word(context, grade_type())}, entry.label.span);
    }
    take_form(entry, made);
    if (entry.vacancy_filled) made.vacancy_filled = *entry.vacancy_filled;
    if (entry.overflow_in) made.overflow_in = *entry.overflow_in;
    if (entry.shrinks_next) made.shrinks_next = *entry.shrinks_next;
    if (entry.base) {
      made.base = find_population(context, *entry.base);
      if (made.base.valid() && context.program.at(made.base).table != context.program.at(id).table) {
        report_other_table(entry.base->span, context.program.at(made.base).table);
        made.base = {};
      }
    }
    made.bases = lower_bases(context, tree, entry.bases, grade_type());
    return made;
  }

  // A grade cuts and counts rows of its own table only.
  void report_other_table(source::Span span, program::TableId table) {
    context.sink.report(diag::OfOtherTable{context.program.at(table).name, context.program.at(context.program.at(id).table).name}, span);
  }

  program::Type grade_type() const {
    program::Type type = kind_type(TypeKind::Label);
    type.enumeration = enumeration;
    return type;
  }

  // Somebody without a grade would be nobody's mistake: 否则 closes the list, and nothing comes after it.
  void check_cover(const std::vector<program::GradeEntry>& entries) {
    size_t closing = entries.size();
    for (size_t i = 0; i < entries.size(); ++i) {
      if (entries[i].form == GradeForm::Otherwise && !entries[i].is_veto) {
        if (closing < entries.size()) context.sink.report(diag::SecondOtherwise{}, entries[i].span).label(entries[closing].span, label::OtherOneHere{});
        closing = i;
      }
    }
    if (closing == entries.size()) context.sink.report(diag::CasesLeaveOut{item.name.name.text}, item.name.name.span);
  }

  void run() {
    const std::size_t errors = context.sink.error_count();
    find_enumeration();
    program::ByGradeEntries by;
    by.in_order = item.in_order;
    std::map<std::string, source::Span> names;
    for (const syntax::GradeEntry& entry : item.entries) {
      const auto [it, is_new] = names.emplace(entry.rule.text, entry.rule.span);
      if (!is_new) context.sink.report(diag::DuplicateName{entry.rule.text}, entry.rule.span).label(it->second, label::FirstDeclaredHere{});
      by.entries.push_back(lower_entry(entry));
    }
    check_cover(by.entries);
    std::vector<program::Basis> bases = lower_bases(context, tree, item.bases, grade_type());
    program::Definition& definition = context.program.definitions[id.value];
    definition.by = std::move(by);
    definition.bases = std::move(bases);
    if (context.sink.error_count() == errors) definition.type = grade_type();
  }
};

}  // namespace

program::PopulationId find_population(Context& context, const syntax::Path& path) {
  const syntax::Name& name = path.steps.front().name;
  Symbol* symbol = find_symbol(context, name.text);
  if (symbol != nullptr && symbol->kind == SymbolKind::Population && path.steps.size() == 1) {
    const program::PopulationId found{symbol->id};
    return require_definition(context, context.program.at(found).definition, path.span) ? found : program::PopulationId{};
  }
  if (symbol == nullptr) context.sink.report(diag::UnknownName{name.text}, name.span);
  else context.sink.report(diag::WrongKindOfName{name.text, kind_word::of(symbol->kind), kind_word::Population()}, path.span)
        .label(symbol->span, label::DeclaredHere{});
  return {};
}

void lower_grade(Context& context, DefinitionId id, const DefinitionSource& source, const syntax::GradeItem& item) {
  Lower{context, id, *source.tree, item, {}}.run();
}

}  // namespace plumb::check
