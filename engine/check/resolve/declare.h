// Declarations: every item of every file gets its symbol before any expression is looked at. Internal to check.
#pragma once

#include <string>

#include "check/check.h"
#include "check/context.h"

namespace plumb::check {

// Loads the main file and all that it uses into Context::trees, the used ones before their user.
void load_files(Context&, source::FileId main, const Loader&);

// Symbols of all items; enumerations, authorities and units are complete after it.
void declare_items(Context&);
void declare_enumeration(Context&, const syntax::Tree&, const syntax::EnumItem&);
void declare_authority(Context&, const syntax::Tree&, const syntax::AuthorityItem&);
// Definitions of all constructs, with the population, ranking or judgement behind them.
void declare_rule(Context&, const syntax::Tree&, const syntax::Item&);
// A judgement that decides ties answers with an order of rows: it has no type, range or labels of its own.
bool decides_ties(const syntax::JudgementItem&);
// Tables, columns and absence conventions; needs every symbol.
void complete_tables(Context&);
void complete_conventions(Context&);
// Types and values of parameters.
void complete_parameters(Context&);

// Enters a name and its alias; false and R2002 when one is taken.
bool declare_symbol(Context&, const syntax::Tree&, const syntax::DeclName&, SymbolKind, uint32_t id);
// A new definition with its source and symbol.
program::DefinitionId declare_definition(Context&, const syntax::Tree&, const syntax::DeclName&, program::ConstructWord,
                                         DefinitionSource);

// The same without a symbol: entries of a checklist, inner parts of a construct.
program::DefinitionId new_definition(Context&, const syntax::DeclName&, program::ConstructWord, DefinitionSource);
void declare_builtin_absence_kinds(Context&);
// The spelling of the file that the span is in; the main file's for a span without place.
source::Language spelling_at(const Context&, source::Span);

// R4001 with every name from where the circle begins. `lazy_stack` holds what is open.
void report_lazy_cycle(Context&, const std::string& name, source::Span use);
// The dimension and factor of units, resolved on demand; false after a report.
bool require_units(Context&, uint32_t units, source::Span use);
// Type and values of a parameter, on demand; false: a circle, reported.
bool require_parameter(Context&, program::ParameterId, source::Span use);
// The units of the calculator, unless the program declares any.
void declare_builtin_units(Context&);

}  // namespace plumb::check
