#include "parse_arguments.h"

#include <CLI/CLI.hpp>
#include <string_view>

#include "pipeline/commands.h"

namespace plumb::cli {

namespace {

void add_option(CLI::App& app, const Option& option) {
  CLI::Option* added = nullptr;
  if (bool* const* flag = std::get_if<bool*>(&option.target)) {
    added = app.add_flag(option.names, **flag);
  } else if (std::string* const* text = std::get_if<std::string*>(&option.target)) {
    added = app.add_option(option.names, **text);
  } else {
    auto& list = *std::get<std::vector<std::string>*>(option.target);
    added = app.add_option(option.names, list);
    // A repeated name takes one value each, so that it never swallows a place that follows.
    if (option.names.starts_with("--")) added->allow_extra_args(false);
  }
  added->required(option.required);
  if (!option.choices.empty()) added->check(CLI::IsMember(option.choices));
}

pipeline::Language language_of(std::string_view name) {
  return name == "en" ? pipeline::Language::En : pipeline::Language::Zh;
}

// The parser's own sentences are English: only what they speak of is taken.
std::string first_word(std::string_view text) {
  return std::string(text.substr(0, text.find_first_of(" :")));
}

pipeline::Outcome refuse(const CLI::ParseError& error, const CLI::App& app, const pipeline::Console& console) {
  using pipeline::UsageProblem;
  // By exit code: the name of an error is sometimes that of the command.
  const auto is = [&](CLI::ExitCodes code) { return error.get_exit_code() == static_cast<int>(code); };
  const std::vector<std::string> left = app.remaining(true);
  const bool has_command = !app.get_subcommands().empty();
  if (is(CLI::ExitCodes::ExtrasError) || (!has_command && !left.empty())) {
    return pipeline::refuse_usage(UsageProblem::UnknownArgument, left.empty() ? "" : left.front(), console);
  }
  if (!has_command) return pipeline::refuse_usage(UsageProblem::MissingCommand, "", console);
  if (is(CLI::ExitCodes::RequiredError) || is(CLI::ExitCodes::ArgumentMismatch)) {
    return pipeline::refuse_usage(UsageProblem::MissingArgument, first_word(error.what()), console);
  }
  return pipeline::refuse_usage(UsageProblem::BadValue, error.what(), console);
}

// --lang counts wherever it stands, also when the rest of the line cannot be read.
void take_language(int count, const char* const* words, pipeline::Console& console) {
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    if (word == "--lang" && i + 1 < count) console.language = language_of(words[i + 1]);
    if (word.starts_with("--lang=")) console.language = language_of(word.substr(7));
  }
}

}  // namespace

Parsed parse_arguments(int count, const char* const* words, const std::vector<Command>& commands,
                       pipeline::Console& console) {
  take_language(count, words, console);
  CLI::App app{"plumb"};
  app.fallthrough();
  app.require_subcommand(1);
  std::string language;
  app.add_option("--lang", language)->check(CLI::IsMember(std::vector<std::string>{"zh", "en"}));
  app.set_version_flag("--version", "plumb " PLUMB_VERSION);
  for (const Command& command : commands) {
    CLI::App* sub = app.add_subcommand(command.name);
    for (const Option& option : command.options) add_option(*sub, option);
  }
  const auto chosen = [&]() -> const Command* {
    for (const Command& command : commands) {
      if (app.got_subcommand(command.name)) return &command;
    }
    return nullptr;
  };
  Parsed parsed;
  try {
    app.parse(count, words);
    parsed.command = chosen();
  } catch (const CLI::CallForHelp&) {
    const Command* command = chosen();
    const pipeline::Language reader = console.reader();
    parsed.said = pipeline::Outcome{
        .output = command != nullptr ? render_command_help(*command, reader) : render_overview(reader)};
  } catch (const CLI::CallForVersion& version) {
    parsed.said = pipeline::Outcome{.output = std::string(version.what()) + "\n"};
  } catch (const CLI::ParseError& error) {
    parsed.said = refuse(error, app, console);
  }
  return parsed;
}

}  // namespace plumb::cli
