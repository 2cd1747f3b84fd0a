#include "check/lower/list_choices.h"

#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"
#include "syntax/builtin_words.h"

namespace plumb::check {

namespace {

std::vector<std::string> words_of(syntax::BuiltinKind kind, source::Language language) {
  std::vector<std::string> words;
  for (const syntax::BuiltinWord& word : syntax::builtin_words()) {
    if (word.kind == kind) words.emplace_back(syntax::spelling_of(word, language));
  }
  return words;
}

bool is_table_role(std::string_view id) { return id == "history" || id == "lineage" || id == "answers"; }

}  // namespace

std::vector<std::string> absence_choices(const Context& context) {
  std::vector<std::string> names;
  for (const program::AbsenceKind& kind : context.program.absence_kinds) names.push_back(kind.name);
  return names;
}

std::vector<std::string> combine_choices(source::Language language) { return words_of(syntax::BuiltinKind::Combine, language); }

std::vector<std::string> role_choices(bool of_table, source::Language language) {
  std::vector<std::string> words;
  for (const syntax::BuiltinWord& word : syntax::builtin_words()) {
    const bool is_wanted = word.kind == syntax::BuiltinKind::Role && is_table_role(word.en) == of_table;
    if (is_wanted) words.emplace_back(syntax::spelling_of(word, language));
  }
  return words;
}

void report_unknown_rule(Context& context, const program::Population& population, const syntax::PathStep& step) {
  const bool is_exclusion = step.population_part == syntax::Keyword::K_EXCLUDE;
  std::vector<std::string> names;
  for (const program::PopulationRule& rule : population.rules) {
    if (rule.is_exclusion == is_exclusion) names.push_back(rule.name);
  }
  diagnostics::Diagnostic& reported = context.sink.report(diag::UnknownRuleOf{population.name, step.name.text}, step.name.span);
  if (!names.empty()) reported.note(label::Choices{{std::move(names)}});
}

}  // namespace plumb::check
