#include "pages.h"

namespace plumb::cli {

namespace {

std::string fish_quoted(std::string_view text) {
  std::string out = replaced(replaced(std::string(text), "\\", "\\\\"), "'", "\\'");
  return "'" + replaced(std::move(out), "\n", " ") + "'";
}

// The function of fish offers every other file behind the fitting ones.
constexpr const char* RuleFiles = "__fish_complete_suffix .plumb | string match -e -r \"(?:/|\\.plumb)(?:\\t|\\$)\"";

// Empty: a flag, or a place where nothing can be offered.
std::string fish_value(const Option& option, bool is_place) {
  const std::string wanted = is_place ? "" : " -r";
  switch (filling_of(option)) {
    case Filling::Choice: return (is_place ? " -f -a '" : " -x -a '") + joined(option.choices, " ") + "'";
    case Filling::RuleFile: return wanted + " -k -f -a '(" + std::string(RuleFiles) + ")'";
    case Filling::File: return wanted + " -F";
    case Filling::Folder: return wanted + " -f -a '(__fish_complete_directories)'";
    case Filling::Anything: return is_place ? "" : " -x";
    case Filling::Flag: break;
  }
  return "";
}

void add_fish_lines(const std::vector<Command>& commands, Language language, std::string& out) {
  const auto text = [&](HelpId id) { return fish_quoted(help_text(id, language)); };
  out += "  complete -c plumb -l lang -x -a 'zh en' -d " + text(HelpId::OptionLang) + "\n";
  out += "  complete -c plumb -l help -d " + text(HelpId::OptionHelp) + "\n";
  out += "  complete -c plumb -n __fish_use_subcommand -l version -d " + text(HelpId::OptionVersion) + "\n";
  for (const Command& command : commands) {
    out += "  complete -c plumb -n __fish_use_subcommand -a " + command.name + " -d " + text(command.help) + "\n";
    const std::string within = "  complete -c plumb -n '__fish_seen_subcommand_from " + command.name + "'";
    for (const Option& option : command.options) {
      if (long_name(option).empty()) continue;
      out += within + " -l " + long_name(option).substr(2) + fish_value(option, false) + " -d " + text(option.help) + "\n";
    }
    const Option* place = place_of(command);
    const std::string offered = place == nullptr ? "" : fish_value(*place, true);
    if (!offered.empty()) out += within + offered + "\n";
  }
}

}  // namespace

std::string complete_fish(const std::vector<Command>& commands) {
  std::string out = "# Completion of plumb for fish.\ncomplete -c plumb -f\n";
  out += "set -l reader (string match -r '.+' -- $LC_ALL $LC_MESSAGES $LANG)\nif string match -q 'en*' -- $reader[1]\n";
  add_fish_lines(commands, Language::English, out);
  out += "else\n";
  add_fish_lines(commands, Language::Chinese, out);
  return out + "end\n";
}

}  // namespace plumb::cli
