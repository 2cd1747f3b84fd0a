// What a package says of the program outside it: a manual page and completions of three shells, as texts. All are
// written from the commands that the program itself parses with, so that none of them can fall behind.
#pragma once

#include <string>
#include <vector>

#include "command.h"

namespace plumb::cli {

// For man(1), in roff. `date`: yyyy-mm-dd, `version`: "0.1.0".
[[nodiscard]] std::string render_man(const std::vector<Command>& commands, Language language, const std::string& date,
                                     const std::string& version);

[[nodiscard]] std::string complete_bash(const std::vector<Command>& commands);
// Descriptions in both languages; the shell's locale picks, by the rule of the program.
[[nodiscard]] std::string complete_zsh(const std::vector<Command>& commands);
[[nodiscard]] std::string complete_fish(const std::vector<Command>& commands);

// What can stand behind an option or in a place, as far as a shell can know.
enum class Filling { Flag, Choice, RuleFile, File, Folder, Anything };
[[nodiscard]] Filling filling_of(const Option& option);
// The option that is a place ("RULES", "--rules,RULES"); null: the command has none. Where there are several, they
// are filled alike.
[[nodiscard]] const Option* place_of(const Command& command);
// "--format", empty for a place.
[[nodiscard]] std::string long_name(const Option& option);
[[nodiscard]] bool may_repeat(const Option& option);

[[nodiscard]] std::string joined(const std::vector<std::string>& words, const std::string& between);
// Every `part` replaced.
[[nodiscard]] std::string replaced(std::string text, const std::string& part, const std::string& by);

}  // namespace plumb::cli
