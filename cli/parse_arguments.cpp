#include "parse_arguments.h"

#include <algorithm>
#include <string_view>

#include <CLI/CLI.hpp>

#include "commands/console.h"
#include "pipeline/console.h"
#include "plumbline/version.h"

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
}

Language language_of(std::string_view name) { return name == "en" ? Language::English : Language::Chinese; }

// What was built, and of which sources.
std::string version_line() {
  return "plumb " + std::string(plumbline::version()) + " (" + std::string(plumbline::commit()) + ')';
}

// The parser's own sentences are English: only what they speak of is taken.
std::string first_word(std::string_view text) { return std::string(text.substr(0, text.find_first_of(" :"))); }

const std::vector<std::string>& languages() {
  static const std::vector<std::string> names = {"zh", "en"};
  return names;
}

// What could stand on the line: the names of commands, or those of one command's options.
std::vector<std::string> known_words(const Command* command, const std::vector<Command>& commands) {
  std::vector<std::string> words = {"--lang", "--help", "--version"};
  if (command == nullptr) {
    for (const Command& one : commands) words.push_back(one.name);
    return words;
  }
  for (const Option& option : command->options) {
    if (option.names.starts_with("--")) words.push_back(option.names.substr(0, option.names.find(',')));
  }
  return words;
}

// The parser names a place by what it is called here; a reader sees another word.
std::string shown_argument(const std::string& name, const Command* command, Language language) {
  if (command == nullptr) return name;
  for (const Option& option : command->options) {
    const std::string first = option.names.substr(0, option.names.find(','));
    if (first == name || option.names == name) return shown_option(option, language);
  }
  return name;
}

pipeline::Diagnostics diagnose(const CLI::ParseError& error, const CLI::App& app, const Command* command,
                               const std::vector<Command>& commands, Language reader) {
  using pipeline::UsageProblem;
  // By exit code: the name of an error is sometimes that of the command.
  const auto is = [&](CLI::ExitCodes code) { return error.get_exit_code() == static_cast<int>(code); };
  const std::vector<std::string> left = app.remaining(true);
  if (is(CLI::ExitCodes::ExtrasError) || (command == nullptr && !left.empty())) {
    return pipeline::refuse_usage(UsageProblem::UnknownArgument, left.empty() ? "" : left.front(),
                                  known_words(command, commands));
  }
  if (command == nullptr) return pipeline::refuse_usage(UsageProblem::MissingCommand, "");
  if (is(CLI::ExitCodes::RequiredError) || is(CLI::ExitCodes::ArgumentMismatch)) {
    // A misspelt option is told before what it leaves missing.
    if (!left.empty() && left.front().starts_with("--")) {
      return pipeline::refuse_usage(UsageProblem::UnknownArgument, left.front(), known_words(command, commands));
    }
    const std::string missing = shown_argument(first_word(error.what()), command, reader);
    return pipeline::refuse_usage(UsageProblem::MissingArgument, missing);
  }
  // "Could not convert: --rehash = maybe"
  const std::string what = error.what();
  const size_t name = std::min(what.find("--"), what.size());
  return pipeline::refuse_usage(UsageProblem::BadValue, first_word(what.substr(name)));
}

// Of the options with listed values the first that has another one.
std::optional<Outcome> refuse_choices(const Command& command, const Console& console) {
  for (const Option& option : command.options) {
    const auto* const* target = std::get_if<std::string*>(&option.target);
    if (option.choices.empty() || target == nullptr || (*target)->empty()) continue;
    if (std::find(option.choices.begin(), option.choices.end(), **target) != option.choices.end()) continue;
    return refuse(pipeline::refuse_choice(option.names, **target, option.choices), console);
  }
  return std::nullopt;
}

// --lang counts wherever it stands, also when the rest of the line cannot be read.
void take_language(int count, const char* const* words, Console& console) {
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    if (word == "--lang" && i + 1 < count) console.language = language_of(words[i + 1]);
    if (word.starts_with("--lang=")) console.language = language_of(word.substr(7));
  }
}

}  // namespace

Parsed parse_arguments(int count, const char* const* words, const std::vector<Command>& commands, Console& console) {
  take_language(count, words, console);
  CLI::App app{"plumb"};
  app.fallthrough();
  app.require_subcommand(1);
  std::string language;
  app.add_option("--lang", language);
  app.set_version_flag("--version", version_line());
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
    if (!language.empty() && std::find(languages().begin(), languages().end(), language) == languages().end()) {
      parsed.said = refuse(pipeline::refuse_choice("--lang", language, languages()), console);
    } else if (parsed.command != nullptr) {
      parsed.said = refuse_choices(*parsed.command, console);
    }
    if (parsed.said) parsed.command = nullptr;
  } catch (const CLI::CallForHelp&) {
    const Command* command = chosen();
    const Language reader = console.reader();
    parsed.said = Outcome{.output = command != nullptr ? render_command_help(*command, reader) : render_overview(reader)};
  } catch (const CLI::CallForVersion& version) {
    parsed.said = Outcome{.output = std::string(version.what()) + "\n"};
  } catch (const CLI::ParseError& error) {
    parsed.said = refuse(diagnose(error, app, chosen(), commands, console.reader()), console);
  }
  return parsed;
}

}  // namespace plumb::cli
