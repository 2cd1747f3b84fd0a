// What the cuts of a grade must say (law L10): where a tie can cross the line, where places can stay empty, and where either
// reaches the next cut of the same ranking, the file says what becomes of it. Where it cannot matter, nothing is asked.
#include <algorithm>

#include "check/infer/infer_parts.h"
#include "check/lower/lower.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_structure.h"
#include "diagnostics/catalogue_text.h"
#include "diagnostics/catalogue_types.h"

namespace plumb::check {

using program::GradeEntry;
using program::GradeForm;
using program::TiePolicy;

namespace {

bool is_cut(const GradeEntry& entry) { return !entry.is_veto && (entry.form == GradeForm::Top || entry.form == GradeForm::Next); }

struct Cuts {
  Context& context;
  const syntax::GradeItem& item;
  const std::vector<GradeEntry>& entries;  // beside item.entries

  [[nodiscard]] const program::Ranking& ranking(size_t i) const { return context.program.at(entries[i].ranking); }
  [[nodiscard]] bool is_same_ranking(size_t i, size_t other) const {
    return is_cut(entries[other]) && entries[other].ranking == entries[i].ranking;
  }
  // Their places; the size of the list: there is none.
  [[nodiscard]] size_t next_cut(size_t i) const {
    for (size_t other = i + 1; other < entries.size(); ++other) {
      if (is_same_ranking(i, other)) return other;
    }
    return entries.size();
  }
  [[nodiscard]] size_t former_cut(size_t i) const {
    for (size_t other = 0; other < i; ++other) {
      if (is_same_ranking(i, other)) return other;
    }
    return entries.size();
  }
  // Somebody who may not be so good is passed by, and may fill a later cut's places.
  [[nodiscard]] bool passes_by(size_t i) const {
    return std::ranges::any_of(entries, [&](const GradeEntry& entry) {
      return entry.is_veto && entry.no_better && !entry.after_cut && entry.label < entries[i].label;
    });
  }

  void check_ties(size_t i) const {
    const syntax::GradeEntry& written = item.entries[i];
    const program::Ranking& ranked = ranking(i);
    const bool has_ties = !is_never_tied(context, ranked);
    switch (ranked.ties) {
      case TiePolicy::SharePlace:
      case TiePolicy::Dense:
        if (has_ties && !written.overflow_in) context.sink.report(diag::CutTieWanted{written.rule.text}, written.span);
        break;
      case TiePolicy::AllIn:
      case TiePolicy::AllOut:
        if (written.overflow_in && *written.overflow_in != (ranked.ties == TiePolicy::AllIn)) report_twice(i);
        break;
      case TiePolicy::Refer:
      case TiePolicy::NoTies:
        if (written.overflow_in) report_twice(i);
        break;
    }
  }
  void report_twice(size_t i) const {
    context.sink.report(diag::CutTieSaidTwice{item.entries[i].rule.text, ranking(i).name}, item.entries[i].span)
        .label(ranking(i).span, label::DeclaredHere{});
  }

  // Of more tied rows than places: all may come in, all may stay out.
  [[nodiscard]] bool may_let_in(size_t i) const {
    const TiePolicy ties = ranking(i).ties;
    const bool shares = ties == TiePolicy::SharePlace || ties == TiePolicy::Dense;
    return !is_never_tied(context, ranking(i)) && (ties == TiePolicy::AllIn || (shares && item.entries[i].overflow_in == true));
  }
  [[nodiscard]] bool may_keep_out(size_t i) const {
    const TiePolicy ties = ranking(i).ties;
    const bool shares = ties == TiePolicy::SharePlace || ties == TiePolicy::Dense;
    return !is_never_tied(context, ranking(i)) && (ties == TiePolicy::AllOut || (shares && item.entries[i].overflow_in == false));
  }

  void check_next(size_t i) const {
    const syntax::GradeEntry& written = item.entries[i];
    const size_t next = next_cut(i);
    if (next == entries.size()) return;
    const std::string& other = item.entries[next].rule.text;
    if (may_let_in(i) && !written.shrinks_next)
      context.sink.report(diag::CutShrinkWanted{written.rule.text, other}, written.span);
    // A share of who is there never asks for more than there are.
    const bool is_share = context.program.at(entries[i].size).type.is_ratio;
    const bool may_stay_empty = !is_share || entries[i].base.valid() || may_keep_out(i) || passes_by(i);
    if (may_stay_empty && !written.vacancy_filled)
      context.sink.report(diag::CutVacancyWanted{written.rule.text, other}, written.span);
  }

  // From the top of those who are left is neither.
  void check_share(size_t i) const {
    const size_t former = former_cut(i);
    const GradeEntry& entry = entries[i];
    if (former == entries.size() || entry.form != GradeForm::Top || entry.base.valid()) return;
    if (!context.program.at(entry.size).type.is_ratio) return;
    context.sink.report(diag::ShareFromTop{item.entries[i].rule.text, item.entries[former].rule.text}, item.entries[i].span)
        .label(item.entries[former].span, label::OtherOneHere{});
  }

  // The strata of the ranking must be known of every row of a named base.
  void check_base(size_t i) const {
    const GradeEntry& entry = entries[i];
    if (!entry.base.valid()) return;
    if (!context.program.at(entry.size).type.is_ratio) {
      context.sink.report(diag::BaseOfCount{item.entries[i].rule.text}, item.entries[i].base->span);
    }
    Scope scope;
    scope.frames.push_back({context.program.at(entry.base).table, entry.base, true, {}, {}});
    for (const program::ExprId key : ranking(i).strata) {
      if (is_known_of(key, scope)) continue;
      context.sink
          .report(diag::BaseWithoutStratum{context.program.at(entry.base).name, ranking(i).name}, item.entries[i].base->span)
          .label(context.program.at(key).span, label::DeclaredHere{});
    }
  }
  // Present on these rows, and of a definition that they have; so is every row on the way to it.
  [[nodiscard]] bool is_known_of(program::ExprId key, const Scope& scope) const {
    if (is_proved_present(context, scope, key)) return true;
    const auto& node = context.program.at(key).node;
    if (const auto* read = std::get_if<program::ColumnOf>(&node)) {
      return context.program.at(read->column).type.absence == 0 && is_known_of(read->row, scope);
    }
    const auto* read = std::get_if<program::DefinitionOf>(&node);
    if (read == nullptr || !read->row.valid()) return true;
    const program::Definition& definition = context.program.at(read->definition);
    const bool is_had = !definition.domain.valid() || is_proved_member(context, scope, read->row, definition.domain);
    return is_had && definition.type.absence == 0 && is_known_of(read->row, scope);
  }

  // A veto that sets a label beside another needs to know which is the lower.
  void check_order(const program::Type& type) const {
    for (size_t i = 0; i < entries.size(); ++i) {
      if (!entries[i].is_veto || entries[i].no_better) continue;
      const auto is_other = [&](const GradeEntry& entry) {
        return entry.form == GradeForm::When && !entry.no_better && entry.label != entries[i].label;
      };
      if (std::ranges::none_of(entries, is_other)) continue;
      context.sink.report(diag::NoOrder{type_word(context, type)}, item.entries[i].label.span);
      return;
    }
  }
};

}  // namespace

void complete_cuts(Context& context, const syntax::GradeItem& item, const std::vector<GradeEntry>& entries,
                   const program::Type& type) {
  const Cuts cuts{context, item, entries};
  if (!context.program.at(type.enumeration).ordered) cuts.check_order(type);
  for (size_t i = 0; i < entries.size(); ++i) {
    const syntax::GradeEntry& written = item.entries[i];
    const bool has_clause = written.overflow_in || written.shrinks_next || written.vacancy_filled || written.base;
    if (written.repeated)
      context.sink.report(diag::WrittenTwice{std::string(context.sources.slice(*written.repeated))}, *written.repeated);
    if (!is_cut(entries[i])) {
      if (has_clause) context.sink.report(diag::CutClauseElsewhere{written.rule.text}, written.span);
      continue;
    }
    if (!entries[i].ranking.valid() || !entries[i].size.valid()) continue;
    cuts.check_ties(i);
    cuts.check_next(i);
    cuts.check_share(i);
    cuts.check_base(i);
  }
}

}  // namespace plumb::check
