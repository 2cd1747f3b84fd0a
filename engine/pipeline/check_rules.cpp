#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "diagnostics/render.h"
#include "pipeline/check_authority.h"
#include "pipeline/commands.h"
#include "pipeline/files.h"
#include "pipeline/pipeline.h"
#include "pipeline/texts.h"
#include "syntax/syntax.h"

namespace plumb::pipeline {

std::unique_ptr<CheckedRules> check_rules(const std::string& file, const check::Options& options,
                                          const std::vector<std::string>& library_folders) {
  auto rules = std::make_unique<CheckedRules>();
  const std::optional<std::string> text = read_file(file, syntax::SizeLimit, rules->sink);
  rules->main = rules->sources.add(file, text.value_or(""));
  rules->spelling = syntax::detect_spelling(text.value_or(""));
  if (!text) return rules;
  const check::Loader load = [&](const std::string& target, source::FileId from) -> std::optional<source::FileId> {
    const std::optional<std::string> path = find_library_file(target, rules->sources.text(from).name(), library_folders);
    if (!path) return std::nullopt;
    std::optional<std::string> used = read_file(*path, syntax::SizeLimit, rules->sink);
    if (!used) return std::nullopt;
    return rules->sources.add(*path, std::move(*used));
  };
  rules->program = check::check(rules->sources, rules->main, load, options, rules->sink);
  return rules;
}

Outcome run_check(const CheckCommand& command, const Console& console) {
  check::Options options;
  options.take_other_readings = command.other_readings;
  const auto rules = check_rules(command.rules, options, library_folders());
  const Language language = console.reader(rules->spelling);
  Outcome outcome;
  if (!command.authority.empty()) {
    const size_t written = check_authority(*rules, command.authority, command.rehash);
    if (command.rehash) outcome.messages += filled(TextId::FingerprintsWritten, language, {std::to_string(written)}) + "\n";
  }
  add_messages(outcome, rules->sink, rules->sources, language, console, true);
  if (command.as_json) {
    outcome.messages.clear();
    outcome.output = fmt::format("{{\"rules\": {}, \"errors\": {}, \"findings\": {}, \"diagnostics\": {}}}\n",
                                 nlohmann::json(command.rules).dump(), rules->sink.error_count(), rules->sink.warning_count(),
                                 diagnostics::render_json(rules->sink.sorted(), rules->sources));
    return outcome;
  }
  // A file that could not be read has no result to count.
  if (rules->sink.has_errors() && rules->sources.text(rules->main).text().empty()) return outcome;
  const std::string errors = std::to_string(rules->sink.error_count());
  const std::string findings = std::to_string(rules->sink.warning_count());
  const std::string definitions = std::to_string(rules->program.definitions.size());
  const std::string tests = std::to_string(rules->program.tests.size());
  outcome.output = rules->sink.has_errors() ? filled(TextId::CheckErrors, language, {command.rules, errors, findings})
                                            : filled(TextId::CheckSound, language, {command.rules, definitions, tests, findings});
  outcome.output += '\n';
  return outcome;
}

}  // namespace plumb::pipeline
