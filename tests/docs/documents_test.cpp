// Documents cannot rot: rule blocks are checked (and their 用例 run), console blocks are run and compared to the letter.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "diagnostics/render.h"
#include "docs/read_document.h"
#include "pipeline/pipeline.h"
#include "support/find_folders.h"

namespace plumb::docs {
namespace {

namespace fs = std::filesystem;

struct Expected {
  const char* path;
  int rule_blocks;  // so that a broken reader cannot pass silently
  int console_blocks;
};
constexpr Expected Documents[] = {
    {"README.md", 1, 3},
    {"grammar/REFERENCE.md", 7, 0},
    {"rules/TUTORIAL.md", 6, 3},
};

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string run(const std::string& command) {
  std::string output;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) {
    return "cannot run " + command;
  }
  char buffer[4096];
  for (size_t got = 0; (got = fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
    output.append(buffer, got);
  }
  pclose(pipe);
  return output;
}

class DocumentTest : public testing::TestWithParam<Expected> {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("plumb_docs_" + std::to_string(::getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  // The rules of a chapter as a file of its own, checked.
  std::unique_ptr<pipeline::CheckedRules> check(const std::string& rules) {
    const fs::path file = folder_ / "chapter.plumb";
    std::ofstream(file, std::ios::binary) << rules;
    return pipeline::check_rules(file.string(), {},
                                 {(support::root() / "rules").string(), (support::root() / "stdlib").string()});
  }

  // What a reader would keep in /tmp/plumb is kept in the test's own folder.
  [[nodiscard]] std::string moved(std::string text) const {
    const std::string shown = "/tmp/plumb/";
    for (size_t at = text.find(shown); at != std::string::npos; at = text.find(shown, at + 1)) {
      text.replace(at, shown.size(), folder_.string() + "/");
    }
    return text;
  }

  // A console block: lines with `$ ` are commands for plumb, the lines below are what it prints.
  void run_console(const Block& block) {
    std::istringstream lines(block.text);
    std::string line, command, wanted;
    const auto compare = [&] {
      if (!command.empty()) {
        EXPECT_EQ(run(moved(command)), moved(wanted)) << GetParam().path << ":" << block.line << ": " << command;
      }
      wanted.clear();
    };
    while (std::getline(lines, line)) {
      if (line.starts_with("$ ")) {
        compare();
        const std::string build = std::getenv("PLUMB_BUILD") == nullptr ? "build/release" : std::getenv("PLUMB_BUILD");
        command = line.substr(2);
        const std::string entry = "./plumbline ";
        if (command.starts_with(entry)) {
          command = "cd '" + support::root().string() + "' && NO_COLOR=1 '" + build + "/cli/plumb' " +
                    command.substr(entry.size()) + " 2>&1";
        }
      } else {
        wanted += line + "\n";
      }
    }
    compare();
  }

  fs::path folder_;
};

TEST_P(DocumentTest, BlocksDoWhatTheySay) {
  const std::vector<Block> blocks = read_document(read(support::root() / GetParam().path));
  int rule_blocks = 0, console_blocks = 0;
  std::string chapter, rules;
  for (const Block& block : blocks) {
    if (block.chapter != chapter) {
      chapter = block.chapter;
      rules.clear();
    }
    if (block.kind == "console") {
      ++console_blocks;
      run_console(block);
    }
    if (block.kind != "plumb") {
      continue;
    }
    ++rule_blocks;
    const bool should_fail = block.option.starts_with("error=");
    const auto checked = check(rules + block.text);
    std::string found;
    bool has_code = false;
    for (const diagnostics::Diagnostic& one : checked->sink.sorted()) {
      has_code = has_code || (should_fail && one.row->code == block.option.substr(6));
      if (one.row->severity == diagnostics::Severity::Error) {
        found += diagnostics::render_text(one, checked->sources, source::Language::Zh, false);
      }
    }
    if (should_fail) {
      EXPECT_TRUE(has_code) << GetParam().path << ":" << block.line << " wants " << block.option << ", found:\n" << found;
    } else {
      EXPECT_EQ(found, "") << GetParam().path << ":" << block.line;
      rules += block.text;
    }
  }
  EXPECT_EQ(rule_blocks, GetParam().rule_blocks);
  EXPECT_EQ(console_blocks, GetParam().console_blocks);
}

INSTANTIATE_TEST_SUITE_P(Documents, DocumentTest, testing::ValuesIn(Documents), [](const auto& one) {
  std::string name = one.param.path;
  for (char& c : name) {
    c = std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  }
  return name;
});

}  // namespace
}  // namespace plumb::docs
