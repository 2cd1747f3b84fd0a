#include "report/texts.h"

namespace plumb::report {

namespace {

struct TextRow {
  std::string_view zh;
  std::string_view en;
};
constexpr TextRow Rows[] = {
#define PLUMB_TEXT(name, zh, en) {zh, en},
#include "report/comparison_texts.def"
#include "report/texts.def"
#undef PLUMB_TEXT
};

}  // namespace

std::string_view text(TextId id, source::Language language) {
  const TextRow& row = Rows[static_cast<size_t>(id)];
  return language == source::Language::Zh ? row.zh : row.en;
}

std::string filled(TextId id, source::Language language, std::initializer_list<std::string_view> values) {
  const std::string_view pattern = text(id, language);
  std::string out;
  for (size_t i = 0; i < pattern.size(); ++i) {
    const bool is_slot = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}';
    const size_t index = is_slot ? static_cast<size_t>(pattern[i + 1] - '0') : values.size();
    if (index < values.size()) {
      out += values.begin()[index];
      i += 2;
    } else {
      out += pattern[i];
    }
  }
  return out;
}

}  // namespace plumb::report
