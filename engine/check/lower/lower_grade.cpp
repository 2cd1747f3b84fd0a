// 等级 (law L10): vetoes, findings, successive cuts of a ranking, and what is left.
#include <algorithm>

#include "check/find/find_cover.h"
#include "check/infer/infer_parts.h"
#include "check/infer/kind_word.h"
#include "check/lower/lower.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_structure.h"
#include "diagnostics/catalogue_types.h"

namespace plumb::check {

using program::DefinitionId;
using program::GradeForm;
using program::TypeKind;

namespace {

struct GradeLowering {
  Context& context;
  DefinitionId id;
  const syntax::Tree& tree;
  const syntax::GradeItem& item;
  program::EnumId enumeration;
  bool is_own = false;  // no declared enumeration has every label

  bool has_all_labels(const program::Enumeration& owner) const {
    return std::all_of(item.entries.begin(), item.entries.end(),
                       [&](const syntax::GradeEntry& entry) { return find_label(owner, entry.label.text).has_value(); });
  }

  // Nothing but cuts of a ranking and what they leave: the labels stand best first. The order of conditions and vetoes says
  // nothing of which label is better.
  [[nodiscard]] bool is_all_cuts() const {
    return std::all_of(item.entries.begin(), item.entries.end(), [](const syntax::GradeEntry& entry) {
      return !entry.is_veto && entry.form != syntax::GradeFormKind::When;
    });
  }

  // The smallest enumeration that has every label; else one of the grade's own, as the entries stand.
  void find_enumeration() {
    for (uint32_t i = 0; i < context.program.enumerations.size(); ++i) {
      const program::Enumeration& owner = context.program.enumerations[i];
      if (!has_all_labels(owner)) continue;
      const bool is_smaller = !enumeration.valid() || owner.labels.size() < context.program.at(enumeration).labels.size();
      if (is_smaller) enumeration = program::EnumId{i};
    }
    if (enumeration.valid()) return;
    is_own = true;
    program::Enumeration made;
    made.name = item.name.name.text;
    made.ordered = is_all_cuts();
    made.span = item.name.name.span;
    for (const syntax::GradeEntry& entry : item.entries) {
      if (std::find(made.labels.begin(), made.labels.end(), entry.label.text) == made.labels.end())
        made.labels.push_back(entry.label.text);
    }
    if (made.ordered) std::reverse(made.labels.begin(), made.labels.end());
    made.aliases.resize(made.labels.size());
    context.program.enumerations.push_back(std::move(made));
    enumeration = program::EnumId{static_cast<uint32_t>(context.program.enumerations.size() - 1)};
  }

  program::RankingId find_ranking(const syntax::Path& path) {
    const syntax::Name& name = path.steps.front().name;
    Symbol* symbol = find_symbol(context, name.text);
    if (symbol == nullptr) {
      context.sink.report(diag::UnknownName{name.text}, name.span)
          .suggest(near_symbols(context, name.text, {SymbolKind::Definition}));
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
  bool is_size(const Typed& size, const program::GradeEntry& made, source::Span span) {
    const bool is_count = size.type.kind == TypeKind::Number && !size.type.is_ratio;
    const bool is_share = size.type.kind == TypeKind::Number && size.type.is_ratio;
    if (!is_count && !is_share) return require_fit(context, size, number_type(true), span);
    const bool is_whole = made.size_rounding || size.type.is_whole;
    if (!is_whole) context.sink.report(diag::QuotaRounding{}, span);
    return is_whole;
  }

  void take_size(const syntax::GradeEntry& entry, program::GradeEntry& made) {
    Scope global;
    const Typed size = infer_value(context, tree, entry.size, global, {});
    made.size = size.expr;
    if (entry.size_rounding) made.size_rounding = rounding_mode(*entry.size_rounding);
    if (size.expr.valid()) is_size(size, made, tree.at(entry.size).span);
  }

  // What another copy may say otherwise of an entry: its label, the number of a cut, the condition.
  program::Type reading_type(const syntax::GradeEntry& entry) const {
    for (const syntax::Basis& basis : entry.bases) {
      if (!basis.other.valid()) continue;
      const auto* name = std::get_if<syntax::ReferenceExpr>(&tree.at(basis.other).node);
      const bool is_label = name != nullptr && name->path.steps.size() == 1 &&
                            find_label(context.program.at(enumeration), name->path.steps[0].name.text).has_value();
      if (!is_label && entry.size.valid()) return {};
      if (!is_label && entry.condition.valid()) return kind_type(TypeKind::Truth);
    }
    return grade_type();
  }

  void take_bases(const syntax::GradeEntry& entry, program::GradeEntry& made) {
    const Scope row = scope_of(context, id);
    const bool reads_row = entry.condition.valid();
    made.bases = lower_bases(context, tree, entry.bases, reading_type(entry), reads_row ? &row : nullptr);
    const program::ExprId reading = written_reading(made.bases);
    if (!reading.valid()) return;
    const program::Type type = context.program.at(reading).type;
    const bool is_number = type.kind != TypeKind::Label && type.kind != TypeKind::Truth;
    if (is_number && !is_size({reading, type}, made, context.program.at(reading).span)) return;
    if (!context.options.take_other_readings) return;
    if (type.kind == TypeKind::Truth)
      made.condition = reading;
    else if (is_number)
      made.size = reading;
    else if (const auto folded = fold_constant(context, reading))
      made.label = std::get<program::Label>(*folded).index;
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
    if (entry.overflow_in)
      made.overflow_in = *entry.overflow_in;
    else if (made.ranking.valid())
      made.overflow_in = context.program.at(made.ranking).ties != program::TiePolicy::AllOut;
    if (entry.shrinks_next) made.shrinks_next = *entry.shrinks_next;
    if (entry.base) {
      made.base = find_population(context, *entry.base);
      if (made.base.valid() && context.program.at(made.base).table != context.program.at(id).table) {
        report_other_table(entry.base->span, context.program.at(made.base).table);
        made.base = {};
      }
    }
    take_bases(entry, made);
    return made;
  }

  // A grade cuts and counts rows of its own table only.
  void report_other_table(source::Span span, program::TableId table) {
    context.sink.report(diag::OfOtherTable{context.program.at(table).name, context.program.at(context.program.at(id).table).name},
                        span);
  }

  program::Type grade_type() const {
    program::Type type = kind_type(TypeKind::Label);
    type.enumeration = enumeration;
    return type;
  }

  // Somebody without a grade would be nobody's mistake: 否则 closes the list, or conditions that leave nobody out.
  void check_cover(const std::vector<program::GradeEntry>& entries) {
    size_t closing = entries.size();
    for (size_t i = 0; i < entries.size(); ++i) {
      if (entries[i].form == GradeForm::Otherwise && !entries[i].is_veto) {
        if (closing < entries.size())
          context.sink.report(diag::SecondOtherwise{}, entries[i].span).label(entries[closing].span, label::OtherOneHere{});
        closing = i;
      }
    }
    if (closing < entries.size()) return;
    // Conditions alone may leave nobody out; who a cut leaves is not known before a run.
    Cover cover;
    std::vector<program::ExprId> conditions;
    for (const program::GradeEntry& entry : entries) {
      if (!entry.no_better) conditions.push_back(entry.condition);
    }
    const bool is_all_known = std::all_of(entries.begin(), entries.end(), [](const program::GradeEntry& entry) {
      return entry.form == GradeForm::When && entry.condition.valid();
    });
    if (is_all_known) cover = find_cover(context, id, conditions);
    if (cover.is_complete) return;
    const program::Enumeration& labels = context.program.at(enumeration);
    const std::string& lowest = labels.labels.empty()       ? item.name.name.text
                                : is_own && !labels.ordered ? labels.labels.back()
                                                            : labels.labels.front();
    show_row(context, cover, context.sink.report(diag::GradeLeavesOut{item.name.name.text, lowest}, item.name.name.span));
  }

  void run() {
    const std::size_t errors = context.sink.error_count();
    find_enumeration();
    program::ByGradeEntries by;
    by.in_order = item.in_order;
    std::map<std::string, source::Span> names;
    for (const syntax::GradeEntry& entry : item.entries) {
      const auto [it, is_new] = names.emplace(entry.rule.text, entry.rule.span);
      if (!is_new)
        context.sink.report(diag::DuplicateName{entry.rule.text}, entry.rule.span).label(it->second, label::FirstDeclaredHere{});
      by.entries.push_back(lower_entry(entry));
    }
    check_cover(by.entries);
    complete_cuts(context, item, by.entries, grade_type());
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
  if (symbol == nullptr) {
    context.sink.report(diag::UnknownName{name.text}, name.span)
        .suggest(near_symbols(context, name.text, {SymbolKind::Population, SymbolKind::Table}));
  } else
    context.sink.report(diag::WrongKindOfName{name.text, kind_word::of(symbol->kind), kind_word::Population()}, path.span)
        .label(symbol->span, label::DeclaredHere{});
  return {};
}

void lower_grade(Context& context, DefinitionId id, const DefinitionSource& source, const syntax::GradeItem& item) {
  GradeLowering{context, id, *source.tree, item, {}, false}.run();
}

}  // namespace plumb::check
