#include <cstdlib>

#include "diagnostics/catalogue_command.h"
#include "pipeline/pipeline.h"
#include "report/find_unit.h"
#include "report/summary.h"

namespace plumb::pipeline {

namespace {

// What a run starts from before anything is replaced.
struct Dates {
  std::optional<base::Date> first, last, reference;
};

// Assessments that are numbered by years stand near the year of their data.
bool is_year(const program::Program& program) {
  constexpr int64_t Near = 2;
  if (!program.period_last) return false;
  return std::abs(program.assessment - base::civil(*program.period_last).year) <= Near;
}

std::optional<base::Date> move_years(const std::optional<base::Date>& date, int64_t years) {
  return date ? base::add(*date, {.months = 12 * years, .days = 0}, base::MonthEnd::Clamp) : std::nullopt;
}

// The last day of February stays the last one: it is the day before the next period.
std::optional<base::Date> move_last_day(const std::optional<base::Date>& last, int64_t years) {
  if (!last || *last == base::LastDate) return std::nullopt;
  const std::optional<base::Date> next = move_years(base::Date{last->days + 1}, years);
  if (!next || *next == base::FirstDate) return std::nullopt;
  return base::Date{next->days - 1};
}

bool read_assessment(const program::Program& program, const RunWishes& wishes, results::RunInputs& inputs, Dates& dates,
                     diagnostics::Sink& sink) {
  dates = {program.period_first, program.period_last, program.reference};
  const std::optional<int64_t> whole = find_assessment(program, wishes.assessment, sink);
  if (!whole) return false;
  inputs.assessment = *whole;
  if (!wishes.assessment) return true;
  const int64_t years = *whole - program.assessment;
  if (years == 0) return true;
  // Without years there is nothing to move by; and nobody is told that last year's period is still in use.
  dates = {};
  if (is_year(program)) {
    dates = {move_years(program.period_first, years), move_last_day(program.period_last, years),
             move_years(program.reference, years)};
  }
  const bool is_known = (dates.first && dates.last) || (wishes.period && (wishes.as_of || dates.reference));
  if (!is_known) sink.report(diag::AssessmentIsNoYear{.assessment = *whole});
  return is_known;
}

bool read_dates(const RunWishes& wishes, Dates dates, results::RunInputs& inputs, diagnostics::Sink& sink) {
  if (wishes.period) {
    const size_t dots = wishes.period->find("..");
    const bool has_dots = dots != std::string::npos;
    dates.first = has_dots ? base::parse_date(wishes.period->substr(0, dots)) : std::nullopt;
    dates.last = has_dots ? base::parse_date(wishes.period->substr(dots + 2)) : std::nullopt;
    if (!dates.first || !dates.last || *dates.last < *dates.first) {
      sink.report(diag::BadPeriodArgument{.found = *wishes.period});
      return false;
    }
    // A reference date that the file names holds for its own period; another period alone brings its own last day.
    if (!wishes.assessment) dates.reference.reset();
  }
  if (!dates.reference) dates.reference = dates.last;
  if (wishes.as_of) {
    dates.reference = base::parse_date(*wishes.as_of);
    if (!dates.reference) {
      sink.report(diag::BadDateArgument{.found = *wishes.as_of});
      return false;
    }
  }
  if (!dates.first || !dates.last || !dates.reference) {
    sink.report(diag::NoPeriod{});
    return false;
  }
  inputs.period_first = *dates.first;
  inputs.period_last = *dates.last;
  inputs.reference = *dates.reference;
  return true;
}

bool add_quarantine(const program::Program& program, const data::Data& data, const QuarantineWish& wish,
                    results::RunInputs& inputs, diagnostics::Sink& sink) {
  const size_t equals = wish.text.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == wish.text.size()) {
    sink.report(diag::BadQuarantineArgument{.found = wish.text});
    return false;
  }
  const std::optional<report::NamedRow> named = report::find_named_row(program, data, report::find_units(program).table,
                                                                       std::string_view(wish.text).substr(0, equals), sink);
  if (!named) return false;
  inputs.quarantine.push_back({.table = named->table,
                               .key = data::key_text(program, data, named->table, named->row),
                               .reason = wish.text.substr(equals + 1),
                               .keeps_place = wish.keeps_place});
  return true;
}

}  // namespace

std::optional<int64_t> find_assessment(const program::Program& program, const std::optional<std::string>& wished,
                                       diagnostics::Sink& sink) {
  if (!wished) return program.assessment;
  const std::optional<base::Number> number = base::Number::parse(*wished);
  const std::optional<int64_t> whole = number ? number->to_int64() : std::nullopt;
  constexpr int64_t MostNumber = 1'000'000'000;
  if (whole && *whole >= 0 && *whole <= MostNumber) return whole;
  sink.report(diag::BadAssessmentArgument{.found = *wished});
  return std::nullopt;
}

std::optional<results::RunInputs> make_run_dates(const program::Program& program, const RunWishes& wishes,
                                                 diagnostics::Sink& sink) {
  results::RunInputs inputs;
  Dates dates;
  if (!read_assessment(program, wishes, inputs, dates, sink) || !read_dates(wishes, dates, inputs, sink)) return std::nullopt;
  return inputs;
}

std::optional<results::RunInputs> make_inputs(const program::Program& program, const data::Data& data, const RunWishes& wishes,
                                              diagnostics::Sink& sink) {
  std::optional<results::RunInputs> inputs = make_run_dates(program, wishes, sink);
  if (!inputs) return std::nullopt;
  for (const QuarantineWish& wish : wishes.quarantine) {
    if (!add_quarantine(program, data, wish, *inputs, sink)) return std::nullopt;
  }
  return inputs;
}

}  // namespace plumb::pipeline
