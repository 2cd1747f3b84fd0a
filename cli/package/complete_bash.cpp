#include "pages.h"

namespace plumb::cli {

namespace {

// What the script below knows: words to choose from, or the kind of a file.
std::string bash_kind(const Option& option) {
  switch (filling_of(option)) {
    case Filling::Choice: return "'" + joined(option.choices, " ") + "'";
    case Filling::RuleFile: return "@rules";
    case Filling::File: return "@files";
    case Filling::Folder: return "@folders";
    case Filling::Flag:
    case Filling::Anything: break;
  }
  return "@nothing";
}

constexpr const char* Head = R"(# Completion of plumb for bash.
_plumb() {
  local cur=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command='' kind='' i
  COMPREPLY=()
  # bash cuts words at =, so that --format=js is three of them.
  if [[ $cur == = ]]; then
    cur=
  elif [[ $before == = ]]; then
    before=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
)";

constexpr const char* Tail = R"(  case $kind in
    @nothing) ;;
    @rules | @files | @folders)
      compopt -o filenames
      if declare -F _filedir >/dev/null; then
        case $kind in
          @rules) _filedir plumb ;;
          @files) _filedir ;;
          *) _filedir -d ;;
        esac
      else
        [[ $kind == @folders ]] || mapfile -t COMPREPLY < <(
          [[ $kind == @rules ]] && compgen -f -X '!*.plumb' -- "$cur" || compgen -f -- "$cur")
        mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -d -- "$cur")
      fi
      ;;
    *) mapfile -t COMPREPLY < <(compgen -W "$kind" -- "$cur") ;;
  esac
}
complete -F _plumb plumb
)";

}  // namespace

std::string complete_bash(const std::vector<Command>& commands) {
  std::vector<std::string> names;
  for (const Command& command : commands) names.push_back(command.name);
  std::string out = Head;
  out += "      " + joined(names, " | ") + ") command=${COMP_WORDS[i]} && break ;;\n    esac\n  done\n";
  out += "  case $command$before in\n    *--lang) kind='zh en' ;;\n";
  for (const Command& command : commands) {
    for (const Option& option : command.options) {
      if (long_name(option).empty() || filling_of(option) == Filling::Flag) continue;
      out += "    " + command.name + long_name(option) + ") kind=" + bash_kind(option) + " ;;\n";
    }
  }
  out += "  esac\n  [[ $kind ]] || case $command:$cur in\n";
  for (const Command& command : commands) {
    std::vector<std::string> options;
    for (const Option& option : command.options) {
      if (!long_name(option).empty()) options.push_back(long_name(option));
    }
    options.insert(options.end(), {"--lang", "--help"});
    out += "    " + command.name + ":-*) kind='" + joined(options, " ") + "' ;;\n";
    const Option* place = place_of(command);
    out += "    " + command.name + ":*) kind=" + (place == nullptr ? "@nothing" : bash_kind(*place)) + " ;;\n";
  }
  out += "    :-*) kind='--lang --help --version' ;;\n";
  out += "    *) kind='" + joined(names, " ") + "' ;;\n  esac\n";
  return out + Tail;
}

}  // namespace plumb::cli
