#include "commands/texts.h"

namespace plumb::cli {

namespace {

struct SayRow {
  std::string_view zh;
  std::string_view en;
};
constexpr SayRow SayRows[] = {
#define PLUMB_SAY(name, zh, en) {zh, en},
#include "commands/texts.def"
#undef PLUMB_SAY
};

}  // namespace

std::string_view pattern_of(Say id, plumbline::Language language) {
  const SayRow& row = SayRows[static_cast<size_t>(id)];
  return language == plumbline::Language::Chinese ? row.zh : row.en;
}

}  // namespace plumb::cli
