#include "pages.h"

namespace plumb::cli {

namespace {

// Text that roff takes as it stands. A dash is one that can be copied to a shell.
std::string roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool is_line_start = out.empty() || out.back() == '\n';
    switch (c) {
      case '\\': out += "\\e"; break;
      case '-': out += "\\-"; break;
      case '`': out += "\\(ga"; break;
      case '"': out += "\\(dq"; break;
      case '^': out += "\\(ha"; break;
      case '~': out += "\\(ti"; break;
      case '\'': out += "\\(aq"; break;
      case '.': out += is_line_start ? "\\&." : "."; break;
      default: out += c;
    }
  }
  return out;
}

std::string bold(std::string_view text) { return "\\fB" + roff(text) + "\\fR"; }

class Page {
 public:
  explicit Page(Language language) : language_(language) {}

  // In capitals, by which the indexer of manual pages knows the English ones.
  void head(HelpId id) {
    std::string title{help_text(id, language_)};
    for (char& c : title) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    out += ".SH " + title + '\n';
  }
  void line(const std::string& text) { out += text + '\n'; }
  // A term and what it is; the line ends of a text stay.
  void item(const std::string& term, std::string_view text) {
    out += ".TP\n" + term + '\n' + replaced(roff(text), "\n", "\n.br\n") + '\n';
  }
  void examples(HelpId id) { out += ".PP\n.nf\n.RS\n" + roff(help_text(id, language_)) + "\n.RE\n.fi\n"; }
  void command(const Command& command);

  std::string out;

 private:
  std::string shown(const Option& option) const;
  Language language_;
};

// The name bold, what stands behind it slanted; Chinese has no slanted letters, so there it stays upright.
std::string Page::shown(const Option& option) const {
  const std::string whole = shown_option(option, language_);
  const std::string name = option.names.starts_with("--") ? whole.substr(0, whole.find(' ')) : "";
  const std::string value = whole.substr(name.empty() ? 0 : std::min(name.size() + 1, whole.size()));
  std::string text = name.empty() ? "" : bold(name);
  if (!value.empty())
    text += (name.empty() ? "" : "\\ ") + (language_ == Language::English ? "\\fI" + roff(value) + "\\fR" : roff(value));
  return text;
}

void Page::command(const Command& command) {
  line(".SS plumb " + roff(command.name));
  line(roff(help_text(command.help, language_)));
  line(".PP");
  line(bold("plumb " + command.name));
  for (const Option& option : command.options) {
    const std::string part = shown(option) + (may_repeat(option) ? "\\ …" : "");
    line(option.required ? part : "[" + part + "]");
  }
  for (const Option& option : command.options) item(shown(option), help_text(option.help, language_));
  examples(command.example);
}

}  // namespace

std::string render_man(const std::vector<Command>& commands, Language language, const std::string& date,
                       const std::string& version) {
  const auto text = [&](HelpId id) { return help_text(id, language); };
  Page page(language);
  page.line(".\\\" Written from the table of commands of plumb.");
  page.line(".TH PLUMB 1 " + date + " \"plumb " + roff(version) + "\" Plumbline");
  // No hyphens in words that may be copied, no stretched blanks between wide characters.
  page.line(".nh\n.ad l");
  page.head(HelpId::ManName);
  page.line("plumb \\- " + roff(text(HelpId::Program)));
  page.head(HelpId::HeadUsage);
  page.line(bold("plumb") + " " + roff(text(HelpId::ValueCommand)) + " …");
  page.head(HelpId::ManDescription);
  page.line(roff(text(HelpId::ManAbout)));
  page.head(HelpId::HeadCommands);
  for (const Command& command : commands) page.command(command);
  page.head(HelpId::HeadCommon);
  page.item(bold("--lang") + " zh|en", text(HelpId::OptionLang));
  page.item(bold("--help"), text(HelpId::OptionHelp));
  page.item(bold("--version"), text(HelpId::OptionVersion));
  page.head(HelpId::HeadCodes);
  const std::pair<const char*, HelpId> codes[] = {{"0", HelpId::Code0}, {"1", HelpId::Code1},  {"2", HelpId::Code2},
                                                  {"3", HelpId::Code3}, {"4", HelpId::Code4},  {"5", HelpId::Code5},
                                                  {"6", HelpId::Code6}, {"70", HelpId::Code70}};
  for (const auto& [code, meaning] : codes) page.item(bold(code), text(meaning));
  page.head(HelpId::ManEnvironment);
  page.item(bold("PLUMB_LIBRARY"), text(HelpId::ManLibrary));
  page.item(bold("LC_ALL") + ", " + bold("LC_MESSAGES") + ", " + bold("LANG"), text(HelpId::ManLocale));
  page.item(bold("NO_COLOR"), text(HelpId::ManColour));
  page.head(HelpId::ManFiles);
  page.item("\\fIPREFIX\\fR/share/plumbline/rules, \\fIPREFIX\\fR/share/plumbline/stdlib", text(HelpId::ManRuleFolders));
  page.item("\\fIPREFIX\\fR/share/plumbline/examples", text(HelpId::ManExamples));
  page.item("\\fIPREFIX\\fR/share/plumbline/demo", text(HelpId::ManDemo));
  return page.out;
}

}  // namespace plumb::cli
