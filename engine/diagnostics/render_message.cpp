// Rows and arguments to one line of text in one language.
#include <string>

#include "diagnostics/render.h"

namespace plumb::diagnostics {
namespace {

std::string in_backticks(std::string_view text) { return "`" + source::printable(text) + "`"; }

template <class Item, class Show>
std::string joined(const std::vector<Item>& items, std::string_view separator, Show show) {
  std::string out;
  for (const Item& item : items) {
    if (!out.empty()) {
      out += separator;
    }
    out += show(item);
  }
  return out;
}

struct ArgRenderer {
  Language language;

  [[nodiscard]] const std::string& word(const Bilingual& both) const { return language == Language::Zh ? both.zh : both.en; }
  [[nodiscard]] std::string_view comma() const { return language == Language::Zh ? "、" : ", "; }

  std::string operator()(const Name& name) const { return in_backticks(name.text); }
  std::string operator()(const Text& text) const { return source::printable(text.text); }
  std::string operator()(const Number& number) const { return source::printable(number.text); }
  std::string operator()(const Count& count) const { return std::to_string(count.value); }
  std::string operator()(const Word& arg) const { return word(arg.word); }
  std::string operator()(const WordList& list) const {
    return joined(list.items, comma(), [this](const Bilingual& item) { return word(item); });
  }
  std::string operator()(const NameList& list) const {
    return joined(list.items, comma(), [](const std::string& item) { return in_backticks(item); });
  }
  std::string operator()(const NamePath& path) const {
    return joined(path.items, " → ", [](const std::string& item) { return in_backticks(item); });
  }
};

}  // namespace

std::string render_arg(const Arg& arg, Language language) { return std::visit(ArgRenderer{language}, arg); }

std::string fill(std::string_view text, const std::vector<Arg>& args, Language language) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '{' && text[i] != '}') {
      out += text[i];
    } else if (text[i + 1] == text[i]) {  // a doubled brace; is_sound() keeps i + 1 in range
      out += text[i++];
    } else {
      out += render_arg(args[static_cast<std::size_t>(text[i + 1] - '0')], language);
      i += 2;
    }
  }
  return out;
}

std::string render_title(const Diagnostic& diagnostic, Language language) {
  const Row& row = *diagnostic.row;
  return fill(language == Language::Zh ? row.zh : row.en, diagnostic.args, language);
}

std::string render_hint(const Diagnostic& diagnostic, Language language) {
  const Row& row = *diagnostic.row;
  return fill(language == Language::Zh ? row.hint_zh : row.hint_en, diagnostic.args, language);
}

std::string render_label(const Label& label, Language language) {
  return fill(language == Language::Zh ? label.row->zh : label.row->en, label.args, language);
}

}  // namespace plumb::diagnostics
