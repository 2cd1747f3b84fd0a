// Lowering: what each construct becomes in the kernel, one file a construct. Internal to check.
//
// Every lower_X fills program.definitions[id] (and the population, ranking … behind it), whose name, table, domain and `by`
// alternative are there since the declaration. The arenas grow meanwhile: no reference into them is kept over a call.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "check/infer/infer.h"

namespace plumb::check {

// --- owners ---

struct Owner {
  program::TableId table;            // not valid: global
  program::PopulationId population;  // not valid: every row
};
// The table or scope that a path after 对 or 取自 names; empty after a report.
std::optional<Owner> resolve_owner(Context&, const syntax::Path&);
// Tables of scopes and of what is defined on them; the columns that are read need no more than that.
void complete_owners(Context&);
// A scope with one row of the definition's owner; none if it is global.
Scope scope_of(const Context&, program::DefinitionId);
// The row that the definition is about, as an expression; not valid if it is global.
program::ExprId row_of(Context&, program::DefinitionId, source::Span);
// The value of another definition on the same row.
program::ExprId same_row_value(Context&, program::DefinitionId of, source::Span);

// --- bases (lower_bases.cpp) ---

// As lower_bases of context.h; a reading that is not taken is of this type, and reads what the scope shows.
std::vector<program::Basis> lower_bases(Context&, const syntax::Tree&, const std::vector<syntax::Basis>&,
                                        const program::Type& value_type, const Scope* scope = nullptr);
// What stands instead of the value in a dry run with the other readings; not valid: nothing.
program::ExprId other_reading(const Context&, const std::vector<program::Basis>&);
// The other reading as it was written, whether or not it is taken; not valid: there is none.
program::ExprId written_reading(const std::vector<program::Basis>&);
// Reports a reading that stands where there is nothing that it could replace.
void refuse_reading(Context&, const std::vector<program::Basis>&);

// --- values ---

// A value of a definition: `declared` is kept where it is known; the kinds of 本项缺失 join the type. Both are given back
// in Typed; not valid after an error.
Typed lower_value(Context&, const syntax::Tree&, syntax::ExprId, Scope&, const program::Type& declared);
// The declared type made as narrow as the value proves (range, whole, bounded denominators).
program::Type narrowed(const program::Type& declared, const program::Type& found);
program::Answer answer_of(program::ExprId value);
// A number of the program as a literal.
program::ExprId literal(Context&, const program::Number&, const program::Type&, source::Span);
program::ExprId truth_literal(Context&, bool, source::Span);
// Binary, choice and the like with a given type.
program::ExprId binary(Context&, program::Op, program::ExprId left, program::ExprId right, const program::Type&, source::Span);
program::ExprId choose(Context&, program::ExprId condition, program::ExprId then, program::ExprId otherwise, const program::Type&,
                       source::Span);
base::MonthEnd month_end_or_clamp(const std::optional<syntax::Keyword>&);
program::Type kind_type(program::TypeKind);

// --- one per construct ---

// The kernel form of a definition that was declared; called once by require_definition.
void lower_definition(Context&, program::DefinitionId);

void lower_condition(Context&, program::DefinitionId, const DefinitionSource&, const syntax::ConditionItem&);
void lower_verify(Context&, program::DefinitionId, const DefinitionSource&, const syntax::VerifyItem&);
void lower_checklist(Context&, program::DefinitionId, const DefinitionSource&, const syntax::ChecklistItem&);
void lower_checklist_entry(Context&, program::DefinitionId, const DefinitionSource&);
void lower_span(Context&, program::DefinitionId, const DefinitionSource&, const syntax::SpanItem&);
void lower_scope(Context&, program::DefinitionId, const DefinitionSource&, const syntax::ScopeItem&);
void lower_measure(Context&, program::DefinitionId, const DefinitionSource&, const syntax::MeasureItem&);
void lower_part(Context&, program::DefinitionId, const DefinitionSource&);
void lower_judgement(Context&, program::DefinitionId, const DefinitionSource&);
void lower_ranking(Context&, program::DefinitionId, const DefinitionSource&, const syntax::RankingItem&);
void lower_grade(Context&, program::DefinitionId, const DefinitionSource&, const syntax::GradeItem&);
void lower_allotment(Context&, program::DefinitionId, const DefinitionSource&, const syntax::AllotmentItem&);
void lower_norm(Context&, program::DefinitionId, const DefinitionSource&, const syntax::NormItem&);

// What cuts must say, of the lowered entries beside the written ones; `type` is the grade's.
void complete_cuts(Context&, const syntax::GradeItem&, const std::vector<program::GradeEntry>&, const program::Type& type);
// The last key of the ranking is one that no two rows share.
[[nodiscard]] bool is_never_tied(const Context&, const program::Ranking&);

// A judgement that decides ties: it has no definition, so it is completed by itself.
void complete_tie_judgements(Context&);
void lower_tests(Context&);

// A key of a ranking, of a remainder: rounded where it says so.
std::vector<program::SortKey> lower_keys(Context&, const syntax::Tree&, const std::vector<syntax::RankKey>&, Scope&);
// The judgement that decides ties; not valid after a report.
program::JudgementId find_tie_judgement(Context&, const syntax::Name&);
// A population that a path names.
program::PopulationId find_population(Context&, const syntax::Path&);
// Names of the rules of a definition (its cases, entries, exclusions …), for tests.
std::vector<std::string> rule_names(const Context&, program::DefinitionId);

}  // namespace plumb::check
