#include "capi/give_out.h"
#include "capi/handles.h"

namespace plumbline::capi {

When when_of(const plumbline_when* when) {
  if (when == nullptr) return {};
  return {.assessment = text_of(when->assessment), .period = text_of(when->period), .as_of = text_of(when->as_of)};
}

}  // namespace plumbline::capi

using namespace plumbline;
using capi::answer;
using capi::give;
using capi::give_text;
using capi::guarded;
using capi::text_of;

int plumbline_create_database(const plumbline_rules* rules, const char* path, char** why) {
  return guarded(why, 0, [&] {
    if (rules == nullptr) return 0;
    const Diagnostics told = create_database(rules->rules, text_of(path));
    capi::tell(why, told);
    return told.has_errors() ? 0 : 1;
  });
}

int plumbline_load(const plumbline_rules* rules, const char* database, const char* from, const char* table, unsigned flags,
                   char** why) {
  return guarded(why, 0, [&] {
    if (rules == nullptr) return 0;
    LoadOptions options;
    options.replace = (flags & PLUMBLINE_REPLACE) != 0;
    options.append = (flags & PLUMBLINE_APPEND) != 0;
    const Result<Loaded> loaded = load(rules->rules, text_of(database), text_of(from), text_of(table), options);
    capi::tell(why, loaded.diagnostics());
    return loaded.has_value() ? 1 : 0;
  });
}

char* plumbline_make_snapshot(const plumbline_rules* rules, const char* database, const char* path, const char* assessment,
                              char** why) {
  return guarded(why, nullptr, [&]() -> char* {
    if (rules == nullptr) return nullptr;
    return answer(why, make_snapshot(rules->rules, text_of(database), text_of(path), text_of(assessment)),
                  [](const Snapshot& made) { return give_text(made.root); });
  });
}

plumbline_data* plumbline_read_data(const plumbline_rules* rules, const char* path, plumbline_source source,
                                    const plumbline_when* when, char** why) {
  return guarded(why, nullptr, [&]() -> plumbline_data* {
    if (rules == nullptr) return nullptr;
    ReadOptions options;
    options.when = capi::when_of(when);
    const Source from{.path = text_of(path), .is_snapshot = source == PLUMBLINE_SNAPSHOT};
    return answer(why, read_data(rules->rules, from, options), [](const Data& data) { return give(plumbline_data{data}); });
  });
}

char* plumbline_data_root(const plumbline_data* data) {
  return guarded(nullptr, nullptr, [&]() -> char* { return data == nullptr ? nullptr : give_text(data->data.root()); });
}
