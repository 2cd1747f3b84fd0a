// Law L8: every rule has a basis, and every clause has a rule or a reason why it has none.
#include "check/find/lint.h"
#include "diagnostics/catalogue_structure.h"

namespace plumb::check {

namespace {

using program::Definition;

bool wants_basis(const Definition& definition) {
  switch (definition.word) {
    case program::ConstructWord::Condition:
    case program::ConstructWord::Checklist:
    case program::ConstructWord::SpanWord:
    case program::ConstructWord::Verify:
    case program::ConstructWord::Measure:
    case program::ConstructWord::Judgement:
    case program::ConstructWord::Ranking:
    case program::ConstructWord::Allotment:
    case program::ConstructWord::Consequence:
    case program::ConstructWord::Duty: return true;
    case program::ConstructWord::ChecklistItem:  // these take the basis of what they belong to
    case program::ConstructWord::Scope:
    case program::ConstructWord::ScopeRule:
    case program::ConstructWord::Score:
    case program::ConstructWord::ScorePart:
    case program::ConstructWord::Grade: return false;
  }
  return false;
}

void report(Context& context, std::string_view rule, source::Span span) {
  context.sink.report(diag::RuleWithoutBasis{.rule = rule}, span);
}

// The cases of a definition carry its bases where it has none itself.
bool cases_have_bases(const Definition& definition) {
  const auto* by = std::get_if<program::ByCases>(&definition.by);
  if (by == nullptr || by->cases.empty()) {
    return false;
  }
  for (const program::Case& one : by->cases) {
    if (one.bases.empty()) {
      return false;
    }
  }
  return true;
}

void lint_definition(Context& context, const Definition& definition) {
  if (wants_basis(definition) && definition.bases.empty() && !cases_have_bases(definition)) {
    report(context, definition.name, definition.span);
  }
  if (const auto* grade = std::get_if<program::ByGradeEntries>(&definition.by); grade != nullptr && definition.bases.empty()) {
    for (const program::GradeEntry& entry : grade->entries) {
      if (entry.bases.empty()) {
        report(context, entry.rule, entry.span);
      }
    }
  }
}

// A part of a score stands on its own basis, on that of a group around it, or on those of all its parts.
bool part_has_basis(const Context& context, const program::ScorePart& part) {
  const auto& parts = context.program.score_parts;
  const program::ScorePart* at = &part;
  for (size_t steps = 0; at != nullptr && steps <= parts.size(); ++steps) {
    if (!context.program.at(at->definition).bases.empty()) {
      return true;
    }
    const program::ScorePart* outer = nullptr;
    for (const program::ScorePart& other : parts) {
      if (at->parent.valid() && other.definition == at->parent) {
        outer = &other;
      }
    }
    at = outer;
  }
  return false;
}

}  // namespace

void lint_bases(Context& context) {
  for (const Definition& definition : context.program.definitions) {
    lint_definition(context, definition);
  }
  for (const program::Population& population : context.program.populations) {
    if (population.definition.valid() && !context.program.at(population.definition).bases.empty()) {
      continue;
    }
    for (const program::PopulationRule& rule : population.rules) {
      if (rule.bases.empty()) {
        report(context, rule.name, rule.span);
      }
    }
  }
  for (const program::ScorePart& part : context.program.score_parts) {
    if (part.parts.empty() && !part_has_basis(context, part)) {
      report(context, context.program.at(part.definition).name, context.program.at(part.definition).span);
    }
  }
  for (const program::Parameter& parameter : context.program.parameters) {
    for (const program::DatedValue& value : parameter.values) {
      if (value.bases.empty()) {
        report(context, parameter.name, parameter.span);
        break;
      }
    }
  }
  for (uint32_t authority = 0; authority < context.program.authorities.size(); ++authority) {
    const program::Authority& document = context.program.authorities[authority];
    for (uint32_t clause = 0; clause < document.clauses.size(); ++clause) {
      const program::Clause& entry = document.clauses[clause];
      if (entry.no_rule.empty() && !context.cited_clauses.contains({authority, clause})) {
        context.sink.report(diag::ClauseWithoutRule{.clause = document.name + "." + entry.id}, entry.span);
      } else if (!entry.no_rule.empty() && context.cited_clauses.contains({authority, clause})) {
        context.sink.report(diag::ClauseHasRule{.clause = document.name + "." + entry.id}, entry.span);
      }
    }
  }
}

}  // namespace plumb::check
