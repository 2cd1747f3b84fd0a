// The catalogue is what the engine says, no more and no less: every row and label is used, or
// stands in a short list with its reason; a listed one that has come into use must leave the list.
#include <map>
#include <span>

#include <gtest/gtest.h>

#include "diagnostics/catalogue.h"
#include "hygiene/read_tree.h"
#include "hygiene/scan_code.h"

namespace plumb::hygiene {
namespace {

using Reasons = std::map<std::string, std::string>;  // row name → why nothing reports it

const Reasons& unused_rows() {
  static const Reasons reasons = {};
  return reasons;
}

std::vector<std::string> use_findings(const std::vector<std::string>& names, const std::string& prefix, const Reasons& unused,
                                      const std::string& code) {
  std::vector<std::string> findings;
  for (const std::string& name : names) {
    const bool is_used = has_word(code, prefix + name);
    const bool is_listed = unused.contains(name);
    if (!is_used && !is_listed) {
      findings.push_back(prefix + name + " is reported nowhere");
    } else if (is_used && is_listed) {
      findings.push_back(prefix + name + " is in use and must leave the list");
    }
  }
  return findings;
}

std::string all_code() {
  std::string code;
  for (const std::string_view folder : {"engine", "cli"}) {
    for (const File& file : read_files(folder, {".cpp", ".h"})) {
      code += scan_code(file.text).code;
    }
  }
  return code;
}

template <class AnyRow>
std::vector<std::string> names_of(std::span<const AnyRow* const> rows) {
  std::vector<std::string> names;
  for (const AnyRow* row : rows) {
    names.emplace_back(row->name);
  }
  return names;
}

TEST(CatalogueUse, EveryRowIsReported) {
  EXPECT_EQ(listed(use_findings(names_of(diagnostics::all_rows()), "diag::", unused_rows(), all_code())), "");
}

TEST(CatalogueUse, EveryLabelIsUsed) {
  EXPECT_EQ(listed(use_findings(names_of(diagnostics::all_labels()), "label::", unused_rows(), all_code())), "");
}

TEST(CatalogueUse, NoticesUnusedAndStaleRows) {
  const std::string code = "sink.report(diag::A{}, span); x.label(s, label::C{});";
  EXPECT_EQ(use_findings({"A"}, "diag::", {}, code).size(), 0U);
  EXPECT_EQ(use_findings({"B"}, "diag::", {}, code).size(), 1U);
  EXPECT_EQ(use_findings({"B"}, "diag::", {{"B", "why"}}, code).size(), 0U);
  EXPECT_EQ(use_findings({"A"}, "diag::", {{"A", "why"}}, code).size(), 1U);
  EXPECT_EQ(use_findings({"AA"}, "diag::", {}, code).size(), 1U);
}

}  // namespace
}  // namespace plumb::hygiene
