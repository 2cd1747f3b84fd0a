#include <algorithm>

#include "command.h"
#include "pipeline/console.h"

namespace plumb::cli {

namespace {

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

constexpr int LineWidth = 100;

// Parts go on under the first one when the line is full.
std::string usage_of(const Command& command, Language language) {
  std::string line = "  plumb " + command.name;
  const int indent = base::display_width(line);
  std::string usage;
  for (const Option& option : command.options) {
    const bool is_list = std::holds_alternative<std::vector<std::string>*>(option.target);
    const std::string shown = shown_option(option, language) + (is_list ? " …" : "");
    const std::string part = option.required ? ' ' + shown : " [" + shown + ']';
    if (base::display_width(line) + base::display_width(part) > LineWidth) {
      usage += line + '\n';
      line.assign(static_cast<size_t>(indent), ' ');
    }
    line += part;
  }
  return usage + line;
}

// Latin words stay whole; between two wide characters a line may end anywhere but before a closing mark.
bool may_break_before(char32_t before, char32_t next) {
  constexpr std::u32string_view Closing = U",.;:)]}、。，；：）」》”’!?…";
  if (before == U' ') return true;
  return Closing.find(next) == std::u32string_view::npos && (base::display_width(before) == 2 || base::display_width(next) == 2);
}

// A text that starts at a column and goes on under itself; line ends in it stay.
void add_wrapped(std::string_view text, int column, std::string& out) {
  const std::u32string points = base::decode(text);
  const std::string blanks(static_cast<size_t>(column), ' ');
  std::u32string line;
  size_t last_break = 0;
  const auto end_line = [&](std::u32string_view shown) {
    while (shown.ends_with(U' ')) shown.remove_suffix(1);
    out += base::encode(shown) + '\n' + blanks;
  };
  int width = column;
  for (const char32_t next : points) {
    if (next == U'\n') {
      end_line(line);
      line.clear();
      last_break = 0;
      width = column;
      continue;
    }
    if (!line.empty() && may_break_before(line.back(), next)) last_break = line.size();
    if (width + base::display_width(next) > LineWidth && last_break > 0) {
      end_line(std::u32string_view(line).substr(0, last_break));
      line.erase(0, last_break);
      last_break = 0;
      width = column;
      for (const char32_t kept : line) width += base::display_width(kept);
    }
    line += next;
    width += base::display_width(next);
  }
  out += base::encode(line) + '\n';
}

void add_lines(const std::vector<Line>& lines, std::string& out) {
  int width = 0;
  for (const Line& line : lines) width = std::max(width, base::display_width(line.left));
  for (const Line& line : lines) {
    out += "  " + base::pad_to_width(line.left, width) + "  ";
    add_wrapped(line.right, width + 4, out);
  }
}

void add_indented(std::string_view text, size_t indent, std::string& out) {
  const std::string blanks(indent, ' ');
  out += blanks;
  for (const char c : text) {
    out += c;
    if (c == '\n') out += blanks;
  }
  out += '\n';
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

std::string shown_option(const Option& option, Language language) {
  std::string value{help_text(option.value, language)};
  for (const std::string& choice : option.choices) value += (value.empty() ? "" : "|") + choice;
  if (is_place(option)) return value;
  const std::string name = option.names.substr(0, option.names.find(','));
  return value.empty() ? name : name + ' ' + value;
}

std::string_view help_text(HelpId id, Language language) {
  const HelpRow& row = Rows[static_cast<size_t>(id)];
  return language == Language::Chinese ? row.zh : row.en;
}

std::string render_overview(Language language) {
  std::string out{help_text(HelpId::Program, language)};
  out += '\n';
  add_heading(HelpId::HeadUsage, language, out);
  out += "  plumb " + std::string(help_text(HelpId::ValueCommand, language)) + " …\n";
  out += "  " + std::string(help_text(HelpId::MoreHelp, language)) + '\n';
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
  out += usage_of(command, language) + '\n';
  std::vector<Line> places;
  std::vector<Line> names;
  for (const Option& option : command.options) {
    (is_place(option) ? places : names).push_back({shown_option(option, language), help_text(option.help, language)});
  }
  if (!places.empty()) {
    add_heading(HelpId::HeadPlaces, language, out);
    add_lines(places, out);
  }
  if (!names.empty()) {
    add_heading(HelpId::HeadOptions, language, out);
    add_lines(names, out);
  }
  add_heading(HelpId::HeadExample, language, out);
  add_indented(help_text(command.example, language), 2, out);
  add_common(language, out);
  return out;
}

}  // namespace plumb::cli
