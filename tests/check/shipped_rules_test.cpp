// Whatever the project ships as rules is free of errors, and the sample of the language compiles in both spellings.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <gtest/gtest.h>

#include "check/check.h"
#include "diagnostics/render.h"
#include "program/dump_program.h"
#include "support/golden_files.h"

namespace plumb::check::test {
namespace {

namespace fs = std::filesystem;

struct Shipped {
  source::SourceSet sources;
  diagnostics::Sink sink;
  program::Program program;

  [[nodiscard]] std::string render() const {
    return diagnostics::render_text(sink.sorted(), sources, source::Language::Zh, false);
  }
};

void check_file(const fs::path& path, Shipped& shipped) {
  std::map<std::string, source::FileId> loaded;
  const std::vector<fs::path> folders = {path.parent_path(), support::root() / "rules", support::root() / "stdlib",
                                         support::root() / "tests" / "check" / "cases" / "lib"};
  const Loader load = [&](const std::string& target, source::FileId) -> std::optional<source::FileId> {
    for (const fs::path& folder : folders) {
      const fs::path file = folder / (target + ".plumb");
      if (!fs::exists(file)) continue;
      const auto [it, is_new] = loaded.emplace(file.string(), 0);
      if (is_new) it->second = shipped.sources.add(file.string(), support::read_file(file));
      return it->second;
    }
    return std::nullopt;
  };
  const source::FileId main = shipped.sources.add(path.string(), support::read_file(path));
  shipped.program = check(shipped.sources, main, load, Options{}, shipped.sink);
}

TEST(ShippedRules, AreWithoutErrors) {
  int files = 0;
  for (const char* folder : {"rules", "stdlib", "examples"}) {
    if (!fs::exists(support::root() / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(support::root() / folder)) {
      if (entry.path().extension() != ".plumb") continue;
      ++files;
      Shipped shipped;
      check_file(entry.path(), shipped);
      EXPECT_FALSE(shipped.sink.has_errors()) << entry.path() << "\n" << shipped.render();
      if (shipped.sink.has_errors()) continue;
      EXPECT_EQ(program::verify_program(shipped.program), std::vector<std::string>{}) << entry.path();
    }
  }
  EXPECT_GT(files, 10);
}

TEST(Sketch, CompilesInBothSpellings) {
  std::vector<Shipped> both(2);
  const fs::path folder = support::root() / "tests" / "syntax" / "cases" / "good";
  check_file(folder / "sketch.plumb", both[0]);
  check_file(folder / "sketch_en.plumb", both[1]);
  for (const Shipped& shipped : both) EXPECT_FALSE(shipped.sink.has_errors()) << shipped.render();
  ASSERT_EQ(both[0].program.definitions.size(), both[1].program.definitions.size());
  for (size_t i = 0; i < both[0].program.definitions.size(); ++i) {
    EXPECT_EQ(both[0].program.definitions[i].word, both[1].program.definitions[i].word);
    EXPECT_EQ(both[0].program.definitions[i].type.kind, both[1].program.definitions[i].type.kind);
  }
}

}  // namespace
}  // namespace plumb::check::test
