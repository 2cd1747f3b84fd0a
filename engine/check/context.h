// What the files of this room share while one program is made. Internal to check.
//
// Names are declared first (all files), then definitions are lowered on demand: reading one lowers it, so
// that Program::order is the order of completion and a definition that is met while it is being lowered
// is a cycle, printed whole.
#pragma once

#include <deque>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "check/options.h"
#include "diagnostics/diagnostics.h"
#include "program/program.h"
#include "syntax/tree.h"

namespace plumb::check {

enum class SymbolKind : uint8_t {
  Units,
  Enumeration,
  Table,
  Population,
  Definition,
  Parameter,
  Function,
  Authority,
  Judgement
};  // Judgement: one that decides ties and has no definition
struct Symbol {
  SymbolKind kind = SymbolKind::Definition;
  uint32_t id = 0;    // index into the program's table of that kind; Function: into Context::functions
  source::Span span;  // of the declaring name
  bool used = false;  // for the finding about unused names
};

struct FunctionDecl {
  const syntax::Tree* tree = nullptr;
  const syntax::FunctionItem* item = nullptr;
  bool is_expanding = false;
};

enum class LowerState : uint8_t { Declared, InProgress, Done };
// Where a definition comes from: its tree, its item, and for score parts and checklist entries the part.
struct DefinitionSource {
  const syntax::Tree* tree = nullptr;
  const syntax::Item* item = nullptr;
  const syntax::Part* part = nullptr;
  const syntax::ChecklistEntry* entry = nullptr;
  const syntax::JudgementExpr* judgement = nullptr;  // 评议 inside an expression
  program::DefinitionId owner;                       // of a part, an entry or an inner judgement
  LowerState state = LowerState::Declared;
};

// A unit or a parameter that is completed when it is first read.
struct LazySource {
  const syntax::Tree* tree = nullptr;
  const syntax::Item* item = nullptr;
  LowerState state = LowerState::Declared;
};

// A declared answer of an 缺失约定 for one column.
struct ConventionAnswer {
  program::AbsenceSet kinds = 0;
  const syntax::Tree* tree = nullptr;
  const syntax::Answer* answer = nullptr;
  bool used = false;
  source::Span span;
  std::string name = {};  // of the convention and the column
  std::vector<program::Basis> bases = {};
  program::ParameterId not_given = {};  // of a convention with 未载: what stands for its answer
};

struct Context {
  source::SourceSet& sources;
  diagnostics::Sink& sink;
  Options options = {};
  program::Program program = {};
  std::deque<syntax::Tree> trees = {};                   // stable addresses: symbols point into them
  std::unordered_map<std::string, Symbol> symbols = {};  // names and aliases of the whole program: one space
  std::vector<FunctionDecl> functions = {};
  std::vector<DefinitionSource> sources_of = {};  // by DefinitionId
  std::vector<LazySource> units_of = {};          // by index into Program::units
  std::vector<LazySource> parameters_of = {};     // by ParameterId
  std::vector<program::DefinitionId> stack = {};  // being lowered, outermost first (for the cycle's text)
  std::map<program::ColumnId, std::vector<ConventionAnswer>> conventions = {};
  std::map<program::DefinitionId, std::vector<program::Basis>> convention_bases = {};  // of those that a definition rests on
  std::vector<std::string> lazy_stack = {};  // units and parameters being completed, outermost first
  std::map<const syntax::JudgementExpr*, program::DefinitionId> inner_judgements = {};
  std::set<program::DefinitionId> without_owner = {};  // 对 what, is not known: reported
  std::vector<LazySource> judgements_of = {};          // by JudgementId; item only where there is one
  uint16_t next_base_dimension = 0;
  std::set<std::pair<uint32_t, uint32_t>> cited_clauses = {};  // (authority, clause) that some basis cites

  program::ExprId add(program::Expr expr) {
    program.exprs.push_back(std::move(expr));
    return program::ExprId{static_cast<uint32_t>(program.exprs.size() - 1)};
  }
};

// --- declare_*.cpp, lower_*.cpp (items) ---

// Symbol of a name or alias, marked as used; null if there is none. Reports nothing.
Symbol* find_symbol(Context&, std::string_view name);
// Names of these kinds that are near to one that stands for nothing.
std::vector<std::string> near_symbols(const Context&, std::string_view name, std::initializer_list<SymbolKind> kinds);
// Lowers the definition unless done; reports a cycle. False: there is a cycle or an error, type is Unknown.
bool require_definition(Context&, program::DefinitionId, source::Span use);
program::BasisKind worst_basis(const std::vector<program::Basis>&);
// Cited clauses resolved (R2xxx where document or clause is unknown).
std::vector<program::Basis> lower_bases(Context&, const syntax::Tree&, const std::vector<syntax::Basis>&);
// The definition behind a 评议 that stands inside an expression of `owner`.
program::DefinitionId declare_inner_judgement(Context&, const syntax::Tree&, const syntax::JudgementExpr&,
                                              program::DefinitionId owner);
// Kinds of absence by name or alias (builtin ones in either spelling); a new declared kind is added only by `declare`.
std::optional<program::AbsenceKindId> find_absence_kind(Context&, std::string_view name, bool declare);

// --- resolve_type.cpp ---

// The written type; Unknown after reporting. Type variables (某 量) are looked up in `variables` (null: refused).
program::Type resolve_type(Context&, const syntax::TypeRef&, std::map<std::string, program::Type>* variables = nullptr);

}  // namespace plumb::check
