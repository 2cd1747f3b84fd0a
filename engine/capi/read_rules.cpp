#include <algorithm>
#include <string_view>

#include "capi/give_out.h"
#include "capi/handles.h"
#include "plumbline/test.h"
#include "plumbline/text.h"

namespace plumbline::capi {

std::optional<std::vector<std::string>> folders_of(const char* libraries) {
  if (libraries == nullptr) return std::nullopt;
  std::vector<std::string> folders;
  std::string_view rest = libraries;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    if (end > 0) folders.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return folders;
}

std::optional<Language> language_of(plumbline_language language) {
  switch (language) {
    case PLUMBLINE_CHINESE: return Language::Chinese;
    case PLUMBLINE_ENGLISH: return Language::English;
    case PLUMBLINE_OWN: break;
  }
  return std::nullopt;
}

}  // namespace plumbline::capi

using namespace plumbline;
using capi::answer;
using capi::give;
using capi::give_text;
using capi::guarded;
using capi::text_of;

plumbline_rules* plumbline_read_rules(const char* main_file, const plumbline_text* texts, size_t text_count,
                                      const char* libraries, unsigned flags, char** why) {
  return guarded(why, nullptr, [&]() -> plumbline_rules* {
    RuleFiles files{.main = text_of(main_file), .texts = {}, .libraries = capi::folders_of(libraries)};
    for (size_t i = 0; i < text_count; ++i) files.texts[text_of(texts[i].name)] = text_of(texts[i].text);
    files.reads_disk = (flags & PLUMBLINE_ONLY_TEXTS) == 0;
    RuleOptions options;
    options.findings = (flags & PLUMBLINE_FINDINGS) != 0;
    options.other_readings = (flags & PLUMBLINE_OTHER_READINGS) != 0;
    Rules rules = read_rules(files, options);
    capi::tell(why, rules.diagnostics());
    return give(plumbline_rules{std::move(rules)});
  });
}

int plumbline_rules_are_good(const plumbline_rules* rules) { return rules != nullptr && rules->rules.ok() ? 1 : 0; }

char* plumbline_rules_json(const plumbline_rules* rules, char** why) {
  return guarded(why, nullptr, [&]() -> char* {
    return rules == nullptr ? nullptr : answer(why, rules->rules.json(), [](const std::string& json) { return give_text(json); });
  });
}

char* plumbline_test(const plumbline_rules* rules, size_t* failed, char** why) {
  return guarded(why, nullptr, [&]() -> char* {
    if (rules == nullptr) return nullptr;
    return answer(why, run_test_cases(rules->rules), [&](const TestReport& report) {
      if (failed != nullptr) *failed = report.failed;
      return give_text(report.json);
    });
  });
}

char* plumbline_layout(const char* name, const char* text, plumbline_language spelling, char** why) {
  return guarded(why, nullptr, [&]() -> char* {
    return answer(why, format(text_of(name), text_of(text), capi::language_of(spelling)),
                  [](const std::string& laid_out) { return give_text(laid_out); });
  });
}

char* plumbline_calculate(const char* expression, char** why) {
  return guarded(why, nullptr, [&]() -> char* {
    const Calculated calculated = calculate(text_of(expression));
    capi::tell(why, calculated.diagnostics);
    return give_text(calculated.line);
  });
}
