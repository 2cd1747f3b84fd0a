#include "check/check.h"

#include "check/find/lint.h"
#include "check/infer/infer_parts.h"
#include "check/lower/lower.h"
#include "check/resolve/declare.h"
#include "diagnostics/catalogue_internal.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"
#include "program/dump_program.h"

namespace plumb::check {

namespace {

void take_assessment(Context& context, const syntax::Tree& tree, const syntax::AssessmentItem& item) {
  program::Program& program = context.program;
  if (const std::optional<program::Number> number = program::Number::parse(item.number)) {
    program.assessment = number->to_int64().value_or(0);
  }
  if (item.period_from) program.period_first = base::parse_date(item.period_from->text);
  if (item.period_to) program.period_last = base::parse_date(item.period_to->text);
  program.reference = item.reference_date ? base::parse_date(item.reference_date->text) : program.period_last;
  refuse_reading(context, lower_bases(context, tree, item.bases));
}

// The header is the main file's; a file that is used may have one of its own.
void take_header(Context& context, const syntax::Tree& tree) {
  context.program.spelling = tree.spelling;
  source::Span assessment;
  for (const syntax::Item& item : tree.items) {
    if (const auto* ruleset = std::get_if<syntax::RulesetItem>(&item.node)) context.program.title = ruleset->title;
    const auto* stated = std::get_if<syntax::AssessmentItem>(&item.node);
    if (stated == nullptr) continue;
    if (assessment.has_place()) {
      context.sink.report(diag::DuplicateName{stated->number}, item.span).label(assessment, label::FirstDeclaredHere{});
      continue;
    }
    assessment = item.span;
    take_assessment(context, tree, *stated);
  }
}

void lower_all(Context& context) {
  for (uint32_t i = 0; i < context.program.definitions.size(); ++i) {
    require_definition(context, program::DefinitionId{i}, context.program.definitions[i].span);
  }
}

// Our own invariants: a broken one must not reach an evaluator.
void verify(Context& context) {
#ifndef NDEBUG
  if (context.sink.has_errors()) return;
  for (const std::string& line : program::verify_program(context.program)) {
    context.sink.report(diag::Internal{"check", line, PLUMB_VERSION});
  }
#else
  static_cast<void>(context);
#endif
}

}  // namespace

program::Program check(source::SourceSet& sources, source::FileId main, const Loader& load, const Options& options,
                       diagnostics::Sink& sink) {
  Context context{.sources = sources, .sink = sink, .options = options};
  declare_builtin_absence_kinds(context);
  load_files(context, main, load);
  const syntax::Tree& tree = context.trees.back();
  context.program.spelling = tree.spelling;
  declare_items(context);
  complete_tables(context);
  take_header(context, tree);
  complete_conventions(context);
  complete_parameters(context);
  complete_owners(context);
  complete_tie_judgements(context);
  lower_all(context);
  lower_tests(context);
  find_table_gaps(context);
  verify(context);
  if (options.with_findings && !sink.has_errors()) lint_program(context, main);
  return std::move(context.program);
}

CheckedExpr check_expression(source::SourceSet& sources, const syntax::ParsedExpr& parsed, diagnostics::Sink& sink) {
  Context context{.sources = sources, .sink = sink, .options = {}};
  declare_builtin_absence_kinds(context);
  context.program.spelling = parsed.tree.spelling;
  declare_builtin_units(context);
  CheckedExpr checked;
  if (parsed.root.valid() && !sink.has_errors()) {
    Scope scope;
    const Typed value = infer_present(context, parsed.tree, parsed.root, scope, nullptr);
    find_table_gaps(context);
    if (!sink.has_errors()) checked.expr = value.expr;
  }
  checked.program = std::move(context.program);
  return checked;
}

}  // namespace plumb::check
