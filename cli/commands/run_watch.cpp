// Evaluates whenever a rule file is saved, and tells what moved since the last good evaluation.
#include <algorithm>
#include <chrono>
#include <plumbline/compare.h>
#include <plumbline/session.h>
#include <plumbline/text.h>

#include "commands/commands.h"
#include "commands/run_steps.h"
#include "commands/texts.h"
#include "pipeline/console.h"

namespace plumb::cli {

namespace {

// Milliseconds with one decimal, rounded down.
std::string milliseconds(int64_t microseconds) {
  return std::to_string(microseconds / 1000) + "." + std::to_string(microseconds % 1000 / 100);
}

std::string tell_totals(const plumbline::Update& update, Language language) {
  const std::string name = update.rules.files().front().name;
  return pipeline::printable_line(say(Say::WatchStarted, language, name, update.run->totals().in(language))) + '\n';
}

std::string tell_movement(const plumbline::Update& update, Language language, const Console& console, Outcome& outcome) {
  const plumbline::Result<plumbline::Comparison> made = plumbline::compare(*update.before, *update.run);
  add_messages(outcome, made.diagnostics(), language, console);
  if (!made) return "";
  const std::string& headline = made->headline().in(language);
  std::string lines = (console.output_colour ? "\033[1m" + headline + "\033[0m" : headline) + '\n';
  for (const plumbline::Text& way : made->ways()) lines += "  " + pipeline::printable_line(way.in(language)) + '\n';
  return lines;
}

std::string tell_costs(const plumbline::Update& update, int64_t tell_us, Language language) {
  const std::string total = milliseconds(update.check_us + update.read_us + update.run_us + tell_us);
  const std::string check = milliseconds(update.check_us), run = milliseconds(update.run_us), tell = milliseconds(tell_us);
  return (update.was_read ? say(Say::WatchTookReading, language, total, check, milliseconds(update.read_us), run, tell,
                                update.computed, update.taken)
                          : say(Say::WatchTook, language, total, check, run, tell, update.computed, update.taken)) +
         '\n';
}

Outcome tell_update(const plumbline::Update& update, Language language, const Console& console) {
  Outcome outcome;
  add_messages(outcome, update.diagnostics, language, console);
  if (!update.run) {
    outcome.messages += say(Say::WatchRefused, language) + "\n\n";
    return outcome;
  }
  const auto start = std::chrono::steady_clock::now();
  outcome.output = update.before ? tell_movement(update, language, console, outcome) : tell_totals(update, language);
  const auto passed = std::chrono::steady_clock::now() - start;
  outcome.output += tell_costs(update, std::chrono::duration_cast<std::chrono::microseconds>(passed).count(), language);
  if (!update.before) outcome.output += say(Say::WatchFollows, language) + '\n';
  outcome.output += '\n';
  return outcome;
}

// Saved between the moment it was read and the one it was followed from.
bool is_stale(const plumbline::Rules& rules) {
  for (const plumbline::Rules::File& file : rules.files()) {
    const plumbline::Result<std::string> text = plumbline::read_text(file.name);
    if (text && *text != file.text) return true;
  }
  return false;
}

// Where a mistake hides what the file uses, the files of the last good reading are followed as well.
void follow_files(const plumbline::Update& update, std::vector<std::string>& files, pipeline::FollowedFiles& follower) {
  if (update.run) files.clear();
  for (const plumbline::Rules::File& one : update.rules.files()) {
    if (std::find(files.begin(), files.end(), one.name) == files.end()) files.push_back(one.name);
  }
  follower.follow(files);
}

plumbline::SessionOptions options_of(const WatchCommand& command, const Console& console) {
  plumbline::SessionOptions options;
  options.rules.findings = false;
  options.rules.other_readings = command.other_readings;
  options.reading = reading_of(command, console);
  options.running = running_of(command, console);
  if (options.running.progress) {
    // After the first run it is over before anybody reads how far it is.
    options.running.progress = [tell = options.running.progress, is_first = true](int done) mutable {
      if (is_first) tell(done);
      is_first = is_first && done < 1000;
    };
  }
  return options;
}

}  // namespace

Outcome run_watch(const WatchCommand& command, const Console& console, const std::function<bool(const Outcome&)>& show) {
  if (const std::optional<Outcome> refused = refuse_sources(command, console)) return *refused;
  pipeline::FollowedFiles follower(command.rules);
  if (follower.diagnostics().has_errors()) return refuse(follower.diagnostics(), console);
  plumbline::Session session({.main = command.rules}, source_of(command), options_of(command, console));
  std::vector<std::string> files;
  while (true) {
    const plumbline::Update update = session.update();
    const Outcome outcome = tell_update(update, console.reader(update.rules.spelling()), console);
    // Mistakes in a rule file are what is being worked on; without a file or data there is nothing to work on.
    const bool has_text = !update.rules.files().empty() && !update.rules.files().front().text.empty();
    if (!session.last() && (update.rules.ok() || !has_text)) return outcome;
    if (!show(outcome)) return {};
    follow_files(update, files, follower);
    if (!is_stale(update.rules) && !follower.wait()) return {};
  }
}

}  // namespace plumb::cli
