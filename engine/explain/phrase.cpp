#include "explain/phrase.h"

namespace plumb::explain {

std::string say(source::Language language, const Phrase& phrase, std::initializer_list<std::string_view> arguments) {
  const std::string_view text = language == source::Language::Zh ? phrase.zh : phrase.en;
  std::string said;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool is_argument = text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}';
    const size_t index = is_argument ? static_cast<size_t>(text[i + 1] - '0') : arguments.size();
    if (index < arguments.size()) {
      said += arguments.begin()[index];
      i += 2;
    } else {
      said += text[i];
    }
  }
  return said;
}

}  // namespace plumb::explain
