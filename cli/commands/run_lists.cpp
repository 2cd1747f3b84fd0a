// Commands that need no file: calc, codes, words, schema.
#include <plumbline/text.h>

#include "commands/commands.h"

namespace plumb::cli {

namespace {

Outcome show_text(const plumbline::Result<std::string>& text, const Console& console) {
  Outcome outcome = refuse(text.diagnostics(), console);
  if (text) outcome.output = *text;
  return outcome;
}

}  // namespace

Outcome run_calc(const std::string& expression, const Console& console) {
  const plumbline::Calculated made = plumbline::calculate(expression, console.reader());
  Outcome outcome;
  add_messages(outcome, made.diagnostics, console.reader(made.read_as), console);
  outcome.output = made.line + "\n";
  return outcome;
}

Outcome run_codes(const std::string& code, const Console& console) {
  return show_text(plumbline::codes(code, console.reader()), console);
}

Outcome run_words(const std::string& word, const Console& console) {
  return show_text(plumbline::words(word, console.reader()), console);
}

Outcome run_schema(const std::string& name, const Console& console) { return show_text(plumbline::schema(name), console); }

}  // namespace plumb::cli
