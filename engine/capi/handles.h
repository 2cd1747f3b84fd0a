// What the handles of plumbline.h are.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plumbline/data.h"
#include "plumbline/plumbline.h"
#include "plumbline/rules.h"
#include "plumbline/run.h"
#include "plumbline/session.h"

struct plumbline_rules {
  plumbline::Rules rules;
};
struct plumbline_data {
  plumbline::Data data;
};
struct plumbline_run {
  plumbline::Run run;
};
struct plumbline_session {
  plumbline::Session session;
};

namespace plumbline::capi {

// None where the caller leaves it to the engine.
[[nodiscard]] std::optional<std::vector<std::string>> folders_of(const char* libraries);
[[nodiscard]] When when_of(const plumbline_when* when);
[[nodiscard]] std::optional<Language> language_of(plumbline_language language);

}  // namespace plumbline::capi
