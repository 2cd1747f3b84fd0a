#include <plumbline/rules.h>

#include "commands/commands.h"
#include "commands/texts.h"

namespace plumb::cli {

Outcome run_check(const CheckCommand& command, const Console& console) {
  const plumbline::Rules rules = plumbline::read_rules(
      {.main = command.rules},
      {.findings = true, .other_readings = command.other_readings, .documents = command.authority, .rehash = command.rehash});
  const Language language = console.reader(rules.spelling());
  const plumbline::Diagnostics& found = rules.diagnostics();
  Outcome outcome;
  if (!command.authority.empty() && command.rehash) {
    outcome.messages += say(Say::FingerprintsWritten, language, rules.fingerprints_written()) + "\n";
  }
  add_messages(outcome, found, language, console, true);
  if (command.as_json) {
    outcome.messages.clear();
    const plumbline::Result<std::string> json = rules.json();
    if (json) outcome.output = *json;
    add_messages(outcome, json.diagnostics(), language, console);
    return outcome;
  }
  // A file that could not be read has no result to count.
  if (found.has_errors() && (rules.files().empty() || rules.files().front().text.empty())) return outcome;
  outcome.output = found.has_errors() ? say(Say::CheckErrors, language, command.rules, found.error_count(), found.warning_count())
                                      : say(Say::CheckSound, language, command.rules, rules.definitions().size(),
                                            rules.test_count(), found.warning_count());
  outcome.output += '\n';
  return outcome;
}

}  // namespace plumb::cli
