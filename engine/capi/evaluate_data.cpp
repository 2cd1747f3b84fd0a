#include "capi/give_out.h"
#include "capi/handles.h"
#include "plumbline/compare.h"
#include "plumbline/explain.h"
#include "plumbline/report.h"

namespace plumbline::capi {

namespace {

// By name, so that neither header has to count in the order of the other.
plumbline_standing standing_of(Standing standing) {
  switch (standing) {
    case Standing::Complete: return PLUMBLINE_COMPLETE;
    case Standing::Differs: return PLUMBLINE_DIFFERS;
    case Standing::Incomplete: return PLUMBLINE_INCOMPLETE;
    case Standing::Faulty: return PLUMBLINE_FAULTY;
    case Standing::LimitReached: return PLUMBLINE_LIMIT;
  }
  return PLUMBLINE_FAULTY;
}

plumbline_state state_of(ValueState state) {
  switch (state) {
    case ValueState::Known: return PLUMBLINE_KNOWN;
    case ValueState::Absent: return PLUMBLINE_ABSENT;
    case ValueState::Pending: return PLUMBLINE_PENDING;
    case ValueState::Faulty: break;
  }
  return PLUMBLINE_FAULT;
}

// None: not a form that a report has.
std::optional<Format> report_format(plumbline_format format) {
  switch (format) {
    case PLUMBLINE_TABLE: return Format::Table;
    case PLUMBLINE_JSON: return Format::Json;
    case PLUMBLINE_CSV: return Format::Csv;
    case PLUMBLINE_TEXT:
    case PLUMBLINE_MARKDOWN: break;
  }
  return std::nullopt;
}

// A value that owns its texts, laid out as C sees it: the struct first.
struct GivenValue {
  plumbline_value value;
  std::string texts[5];
};

plumbline_value* give_value(const Value& value) {
  GivenValue* given = give(GivenValue{{}, {value.text, value.measure, value.reason.zh, value.reason.en, value.rule}});
  // After the move, as short texts stand in the strings themselves.
  given->value = {state_of(value.state),   given->texts[0].c_str(), given->texts[1].c_str(),
                  given->texts[2].c_str(), given->texts[3].c_str(), given->texts[4].c_str()};
  return &given->value;
}

}  // namespace

}  // namespace plumbline::capi

using namespace plumbline;
using capi::answer;
using capi::give;
using capi::give_text;
using capi::guarded;
using capi::text_of;

plumbline_run* plumbline_evaluate(const plumbline_data* data, const plumbline_quarantine* quarantine, size_t quarantine_count,
                                  unsigned threads, char** why) {
  return guarded(why, nullptr, [&]() -> plumbline_run* {
    if (data == nullptr) return nullptr;
    RunOptions options;
    options.threads = threads;
    for (size_t i = 0; i < quarantine_count; ++i) {
      const plumbline_quarantine& one = quarantine[i];
      options.quarantine.push_back({.row = text_of(one.row), .reason = text_of(one.reason), .keeps_place = one.keeps_place != 0});
    }
    return answer(why, evaluate(data->data, options), [](const Run& run) { return give(plumbline_run{run}); });
  });
}

plumbline_standing plumbline_standing_of(const plumbline_run* run) {
  return run == nullptr ? PLUMBLINE_FAULTY : capi::standing_of(run->run.standing());
}

char* plumbline_report(const plumbline_run* run, plumbline_format form, plumbline_language language, char** why) {
  return guarded(why, nullptr, [&]() -> char* {
    const std::optional<Format> wanted = capi::report_format(form);
    if (run == nullptr || !wanted) return nullptr;
    ReportOptions options;
    options.format = *wanted;
    options.language = capi::language_of(language);
    return answer(why, report(run->run, options), [](const std::string& text) { return give_text(text); });
  });
}

char* plumbline_explain(const plumbline_run* run, const char* row, const char* why_not, plumbline_format form,
                        plumbline_language language, char** why) {
  return guarded(why, nullptr, [&]() -> char* {
    if (run == nullptr || form == PLUMBLINE_TABLE || form == PLUMBLINE_CSV) return nullptr;
    ExplainOptions options;
    options.language = capi::language_of(language);
    options.why_not = text_of(why_not);
    return answer(why, explain(run->run, text_of(row), options), [&](const Explanation& explanation) {
      if (form == PLUMBLINE_JSON) return give_text(explanation.json());
      return give_text(form == PLUMBLINE_MARKDOWN ? explanation.markdown() : explanation.text());
    });
  });
}

char* plumbline_compare(const plumbline_run* before, const plumbline_run* after, plumbline_format form,
                        plumbline_language language, char** why) {
  return guarded(why, nullptr, [&]() -> char* {
    const std::optional<Format> wanted = capi::report_format(form);
    if (before == nullptr || after == nullptr || !wanted) return nullptr;
    const Result<Comparison> comparison = compare(before->run, after->run);
    if (!comparison.has_value()) return answer(why, comparison, [](const Comparison&) -> char* { return nullptr; });
    ReportOptions options;
    options.format = *wanted;
    options.language = capi::language_of(language);
    return answer(why, report(*comparison, options), [](const std::string& text) { return give_text(text); });
  });
}

plumbline_value* plumbline_value_of(const plumbline_run* run, const char* definition, const char* row, char** why) {
  return guarded(why, nullptr, [&]() -> plumbline_value* {
    if (run == nullptr) return nullptr;
    return answer(why, run->run.value(text_of(definition), text_of(row)),
                  [](const Value& value) { return capi::give_value(value); });
  });
}

int64_t plumbline_place_of(const plumbline_run* run, const char* ranking, const char* row, char** why) {
  return guarded(why, int64_t{-1}, [&]() -> int64_t {
    if (run == nullptr) return -1;
    const auto place = run->run.place(text_of(ranking), text_of(row));
    capi::tell(why, place.diagnostics());
    return place.has_value() ? static_cast<int64_t>(place->value_or(0)) : -1;
  });
}
