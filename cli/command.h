// A command as data: its name, its options and what it does. One file a command makes one of these;
// parse_arguments.cpp alone knows the argument parser, render_help.cpp writes the help.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "help.h"
#include "terminal.h"

namespace plumb::cli {

struct Option {
  std::string names;  // "RULES" (a place), "--db" (a name), "--rules,RULES" (either)
  HelpId help;
  // Owned by what the command's `run` holds.
  std::variant<bool*, std::string*, std::vector<std::string>*> target;
  HelpId value = HelpId::ValueNone;  // what stands after the name, or in the place: "DB"
  bool required = false;
  std::vector<std::string> choices = {};
};

struct Command {
  std::string name;
  HelpId help;
  HelpId example;  // command lines that can be typed, one a line
  std::vector<Option> options;
  std::function<void(Terminal&)> run;
};

[[nodiscard]] Command make_check_command();
[[nodiscard]] Command make_evaluate_command();
[[nodiscard]] Command make_explain_command();
[[nodiscard]] Command make_compare_command();
[[nodiscard]] Command make_init_command();
[[nodiscard]] Command make_load_command();
[[nodiscard]] Command make_snapshot_command();
[[nodiscard]] Command make_test_command();
[[nodiscard]] Command make_watch_command();
[[nodiscard]] Command make_fmt_command();
[[nodiscard]] Command make_dump_command();
[[nodiscard]] Command make_calc_command();
[[nodiscard]] Command make_codes_command();
[[nodiscard]] Command make_words_command();
[[nodiscard]] Command make_schema_command();
[[nodiscard]] Command make_demo_command();

// How a reader sees an option in usage and messages: "--db 数据库", "RULES".
[[nodiscard]] std::string shown_option(const Option& option, Language language);

// In the order in which the help lists them.
[[nodiscard]] std::vector<Command> all_commands();

}  // namespace plumb::cli
