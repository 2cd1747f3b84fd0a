#include "pages.h"

namespace plumb::cli {

namespace {

// Inside the brackets of a specification, which itself stands in single quotes.
std::string zsh_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c == '\n' ? ' ' : c;
    }
  }
  return out;
}

std::string zsh_action(const Option& option) {
  switch (filling_of(option)) {
    case Filling::Choice: return "(" + joined(option.choices, " ") + ")";
    case Filling::RuleFile: return "_files -g \"*.plumb\"";
    case Filling::File: return "_files";
    case Filling::Folder: return "_files -/";
    case Filling::Flag:
    case Filling::Anything: break;
  }
  return " ";
}

std::string zsh_value(const Option& option, Language language) {
  const std::string name{help_text(option.value, language)};
  return zsh_text(name.empty() ? " " : name) + ":" + zsh_action(option);
}

std::string zsh_options(const Command& command, Language language) {
  std::string out;
  for (const Option& option : command.options) {
    if (long_name(option).empty()) continue;
    out += std::string(" \\\n            '") + (may_repeat(option) ? "*" : "") + long_name(option) + "[" +
           zsh_text(help_text(option.help, language)) + "]";
    out += filling_of(option) == Filling::Flag ? "'" : ":" + zsh_value(option, language) + "'";
  }
  if (const Option* place = place_of(command)) out += " \\\n            '*:" + zsh_value(*place, language) + "'";
  return out;
}

void add_zsh_function(const std::vector<Command>& commands, Language language, const std::string& name, std::string& out) {
  const auto text = [&](HelpId id) { return zsh_text(help_text(id, language)); };
  out += name + "() {\n  local curcontext=$curcontext state line ret=1\n  local -a common commands\n  common=(\n";
  out += "    '--lang[" + text(HelpId::OptionLang) + "]: :(zh en)'\n    '--help[" + text(HelpId::OptionHelp) + "]'\n  )\n";
  out += "  commands=(\n";
  for (const Command& command : commands) out += "    '" + command.name + ":" + text(command.help) + "'\n";
  out += "  )\n  _arguments -C $common '--version[" + text(HelpId::OptionVersion) +
         "]' '1: :->command' '*:: :->words' && ret=0\n  case $state in\n    command) _describe -t commands '" +
         text(HelpId::HeadCommands) + "' commands && ret=0 ;;\n    words)\n      curcontext=${curcontext%:*}-$words[1]:\n" +
         "      case $words[1] in\n";
  for (const Command& command : commands) {
    out += "        " + command.name + ")\n          _arguments $common" + zsh_options(command, language) +
           " && ret=0\n          ;;\n";
  }
  out += "      esac\n      ;;\n  esac\n  return ret\n}\n\n";
}

}  // namespace

std::string complete_zsh(const std::vector<Command>& commands) {
  std::string out = "#compdef plumb\n# Completion of plumb for zsh.\n\n";
  add_zsh_function(commands, Language::Chinese, "_plumb_zh", out);
  add_zsh_function(commands, Language::English, "_plumb_en", out);
  out +=
      "_plumb() {\n  case ${LC_ALL:-${LC_MESSAGES:-$LANG}} in\n    en*) _plumb_en \"$@\" ;;\n    *) _plumb_zh \"$@\" ;;\n  "
      "esac\n}\n\n";
  // Loaded by the completion system at the first use, or read by hand.
  out += "if [[ $funcstack[1] == _plumb ]]; then\n  _plumb \"$@\"\nelse\n  compdef _plumb plumb\nfi\n";
  return out;
}

}  // namespace plumb::cli
