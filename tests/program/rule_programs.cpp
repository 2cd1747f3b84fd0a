#include "program/rule_programs.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>

#include "check/check.h"
#include "support/golden_files.h"

namespace plumb::program::test {

namespace {

namespace fs = std::filesystem;

std::optional<Program> read_program(const fs::path& path) {
  source::SourceSet sources;
  diagnostics::Sink sink;
  std::map<std::string, source::FileId> loaded;
  const fs::path root = support::root();
  const std::vector<fs::path> folders = {path.parent_path(), root / "rules", root / "stdlib",
                                         root / "tests" / "check" / "cases" / "lib"};
  const check::Loader load = [&](const std::string& target, source::FileId) -> std::optional<source::FileId> {
    for (const fs::path& folder : folders) {
      const fs::path file = folder / (target + ".plumb");
      if (!fs::exists(file)) continue;
      const auto [it, is_new] = loaded.emplace(file.string(), 0);
      if (is_new) it->second = sources.add(file.string(), support::read_file(file));
      return it->second;
    }
    return std::nullopt;
  };
  const source::FileId main = sources.add(path.string(), support::read_file(path));
  Program program = check::check(sources, main, load, {.with_findings = false}, sink);
  return sink.has_errors() ? std::nullopt : std::optional(std::move(program));
}

}  // namespace

const std::vector<NamedProgram>& rule_programs() {
  static const std::vector<NamedProgram> all = [] {
    std::vector<fs::path> files;
    for (const char* folder : {"rules", "examples", "stdlib", "tests/check/cases", "tests/eval/cases", "tests/explain/cases",
                               "tests/plan/cases", "tests/program/cases"}) {
      for (const auto& entry : fs::recursive_directory_iterator(support::root() / folder)) {
        if (entry.path().extension() == ".plumb") files.push_back(entry.path());
      }
    }
    std::sort(files.begin(), files.end());
    std::vector<NamedProgram> found;
    for (const fs::path& file : files) {
      if (std::optional<Program> program = read_program(file)) found.push_back({file.string(), std::move(*program)});
    }
    return found;
  }();
  return all;
}

}  // namespace plumb::program::test
