// Every row of the catalogue has its example, a file of its own, and no example is without a row.
#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "diagnostics/catalogue.h"
#include "hygiene/read_tree.h"

namespace plumb::hygiene {
namespace {

constexpr std::string_view Folder = "engine/diagnostics/examples/";

// Code → why no user, file or folder can bring it about. As few as possible.
const std::map<std::string, std::string>& without_example() {
  static const std::map<std::string, std::string> reasons = {
      {"R7012", "200 million rows; the tests of the store try it with a lower limit"},
      {"R8030", "only a program that embeds the engine can ask for it; the tests of the façade do"},
      {"R8031", "only a program that embeds the engine can name one; the tests of the façade do"},
      {"R9001", "our own mistake; one that we knew how to bring about would be mended"},
  };
  return reasons;
}

std::vector<std::string> example_findings(const std::set<std::string>& codes, const std::vector<File>& files) {
  std::set<std::string> shown;
  std::vector<std::string> findings;
  for (const File& file : files) {
    const std::string name = file.path.substr(file.path.rfind('/') + 1);
    const std::string code = name.substr(0, name.find('.'));
    shown.insert(code);
    if (!codes.contains(code)) {
      findings.push_back(file.path + ": the catalogue has no " + code);
    } else if (without_example().contains(code)) {
      findings.push_back(code + " has an example and must leave the list of those without");
    }
    const std::string text = "\n" + file.text;
    if (text.find("\n✗") == std::string::npos && text.find("\n✓") == std::string::npos) {
      findings.push_back(file.path + ": no line starts with `✗ ` or `✓ `");
    }
  }
  for (const std::string& code : codes) {
    if (!shown.contains(code) && !without_example().contains(code)) {
      findings.push_back(code + " has no example: add " + std::string(Folder) + code +
                         ".txt, a rule file of 3 to 12 lines in Chinese spelling, in which `✗ ` starts the lines "
                         "of the failing program only, `✓ ` those of the corrected one only, and all others are "
                         "in both (" +
                         std::string(Folder) + "README.md tells how to give data, commands and other files)");
    }
  }
  return findings;
}

TEST(DiagnosticExamples, EveryRowHasOne) {
  std::set<std::string> codes;
  for (const diagnostics::Row* row : diagnostics::all_rows()) {
    codes.emplace(row->code);
  }
  EXPECT_EQ(listed(example_findings(codes, read_files(Folder, {".txt"}))), "");
}

TEST(DiagnosticExamples, AreInTheFolderAlone) {
  for (const File& file : read_files(Folder, {""})) {
    const std::string name = file.path.substr(Folder.size());
    const bool is_example = name.size() == 9 && name[0] == 'R' && name.ends_with(".txt");
    EXPECT_TRUE(is_example || name == "README.md") << file.path;
  }
}

TEST(DiagnosticExamples, NoticesWhatIsMissing) {
  const File sound = {"x/R2001.txt", "✗ a\n✓ b\n"};
  EXPECT_EQ(example_findings({"R2001"}, {sound}).size(), 0U);
  EXPECT_EQ(example_findings({"R2001", "R2002"}, {sound}).size(), 1U);
  EXPECT_EQ(example_findings({}, {sound}).size(), 1U);
  EXPECT_EQ(example_findings({"R2001"}, {{"x/R2001.txt", "a\nb\n"}}).size(), 1U);
}

}  // namespace
}  // namespace plumb::hygiene
