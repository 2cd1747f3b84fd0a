#include <algorithm>

#include "command.h"

namespace plumb::cli {

namespace {

using pipeline::Language;

struct HelpRow {
  std::string_view zh;
  std::string_view en;
};
constexpr HelpRow Rows[] = {
#define PLUMB_HELP(name, zh, en) {zh, en},
#include "help.def"
#undef PLUMB_HELP
};

struct Line {
  std::string left;
  std::string_view right;
};

bool is_place(const Option& option) { return !option.names.starts_with("--"); }

// "--db DB", "RULES", "--lang zh|en"
std::string left_of(const Option& option) {
  std::string left = option.names.substr(0, option.names.find(','));
  std::string value = option.value;
  for (const std::string& choice : option.choices) value += (value.empty() ? "" : "|") + choice;
  if (!value.empty()) left += ' ' + value;
  return left;
}

std::string usage_of(const Command& command) {
  std::string usage = "plumb " + command.name;
  for (const Option& option : command.options) {
    const bool is_list = std::holds_alternative<std::vector<std::string>*>(option.target);
    const std::string left = left_of(option) + (is_list ? " …" : "");
    usage += option.required ? ' ' + left : " [" + left + ']';
  }
  return usage;
}

void add_lines(const std::vector<Line>& lines, std::string& out) {
  int width = 0;
  for (const Line& line : lines) width = std::max(width, base::display_width(line.left));
  for (const Line& line : lines) {
    out += "  " + base::pad_to_width(line.left, width) + "  ";
    // Further lines of a text stand under its first.
    for (const char c : line.right) {
      out += c;
      if (c == '\n') out.append(static_cast<size_t>(width) + 4, ' ');
    }
    out += '\n';
  }
}

void add_heading(HelpId id, Language language, std::string& out) {
  out += '\n';
  out += help_text(id, language);
  out += '\n';
}

void add_common(Language language, std::string& out) {
  add_heading(HelpId::HeadCommon, language, out);
  add_lines({{"--lang zh|en", help_text(HelpId::OptionLang, language)},
             {"--help", help_text(HelpId::OptionHelp, language)},
             {"--version", help_text(HelpId::OptionVersion, language)}},
            out);
}

}  // namespace

std::string_view help_text(HelpId id, Language language) {
  const HelpRow& row = Rows[static_cast<size_t>(id)];
  return language == Language::Zh ? row.zh : row.en;
}

std::string render_overview(Language language) {
  std::string out{help_text(HelpId::Program, language)};
  out += '\n';
  add_heading(HelpId::HeadUsage, language, out);
  out += "  plumb COMMAND …\n";
  add_heading(HelpId::HeadCommands, language, out);
  std::vector<Line> lines;
  const std::vector<Command> commands = all_commands();
  for (const Command& command : commands) lines.push_back({command.name, help_text(command.help, language)});
  add_lines(lines, out);
  add_common(language, out);
  add_heading(HelpId::HeadCodes, language, out);
  add_lines({{"0", help_text(HelpId::Code0, language)},
             {"1", help_text(HelpId::Code1, language)},
             {"2", help_text(HelpId::Code2, language)},
             {"3", help_text(HelpId::Code3, language)},
             {"4", help_text(HelpId::Code4, language)},
             {"5", help_text(HelpId::Code5, language)},
             {"6", help_text(HelpId::Code6, language)},
             {"70", help_text(HelpId::Code70, language)}},
            out);
  return out;
}

std::string render_command_help(const Command& command, Language language) {
  std::string out{help_text(command.help, language)};
  out += '\n';
  add_heading(HelpId::HeadUsage, language, out);
  out += "  " + usage_of(command) + '\n';
  std::vector<Line> places;
  std::vector<Line> names;
  for (const Option& option : command.options) {
    (is_place(option) ? places : names).push_back({left_of(option), help_text(option.help, language)});
  }
  if (!places.empty()) {
    add_heading(HelpId::HeadPlaces, language, out);
    add_lines(places, out);
  }
  if (!names.empty()) {
    add_heading(HelpId::HeadOptions, language, out);
    add_lines(names, out);
  }
  add_common(language, out);
  return out;
}

}  // namespace plumb::cli
