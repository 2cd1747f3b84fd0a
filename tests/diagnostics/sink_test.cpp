#include <gtest/gtest.h>

#include "diagnostics/abort_internal.h"
#include "diagnostics/catalogue_command.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/diagnostics.h"
#include "diagnostics/render.h"

namespace plumb::diagnostics {
namespace {

// A warning for these tests only; the catalogue may change its rows.
struct TestWarning {
  static constexpr std::size_t arg_count = 0;
  static constexpr Row row{"R0001", "TestWarning", Severity::Warning, "测", "t", "", "", 0};
};

TEST(Sink, CountsBySeverity) {
  Sink sink;
  EXPECT_TRUE(sink.is_empty());
  sink.report(TestWarning{}, {0, 1, 2});
  EXPECT_FALSE(sink.has_errors());
  sink.report(diag::UnknownName{.name = "x"}, {0, 1, 2});
  EXPECT_TRUE(sink.has_errors());
  EXPECT_EQ(sink.error_count(), 1U);
  EXPECT_EQ(sink.warning_count(), 1U);
}

TEST(Sink, SortsByPlaceAndKeepsTheOrderOfReports) {
  Sink sink;
  sink.report(diag::FileNotFound{.path = "p"});
  sink.report(diag::UnknownName{.name = "late"}, {0, 9, 10});
  sink.report(diag::UnknownName{.name = "other file"}, {1, 0, 1});
  sink.report(diag::UnknownName{.name = "first"}, {0, 2, 3});
  sink.report(diag::DuplicateName{.name = "second"}, {0, 2, 3});
  std::string order;
  for (const Diagnostic& diagnostic : sink.sorted()) {
    order += render_arg(diagnostic.args[0], Language::En) + " ";
  }
  EXPECT_EQ(order, "`first` `second` `late` `other file` `p` ");
}

TEST(Sink, KeepsTheSameFindingOnce) {
  Sink sink;
  sink.report(diag::UnknownName{.name = "x"}, {0, 2, 3}).suggest({"kept"});
  sink.report(diag::UnknownName{.name = "x"}, {0, 2, 3}).suggest({"gone"});
  sink.report(diag::FileNotFound{.path = "a"});
  sink.report(diag::FileNotFound{.path = "b"});
  sink.report(diag::FileNotFound{.path = "a"});
  EXPECT_EQ(sink.error_count(), 3U);
  const auto found = sink.sorted();
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].suggestions, std::vector<std::string>{"kept"});
}

TEST(Sink, ClosesALongListWithACount) {
  Sink sink;
  for (std::uint32_t i = 0; i < 250; ++i) {
    sink.report(TestWarning{}, {0, i, i + 1});
  }
  sink.report(diag::UnknownName{.name = "behind all warnings"}, {0, 900, 901});
  const auto found = sink.sorted();
  ASSERT_EQ(found.size(), Sink::ShownPerFile + 2);
  EXPECT_EQ(found[Sink::ShownPerFile].row->name, "UnknownName");
  EXPECT_EQ(found.back().row->name, "MoreNotShown");
  EXPECT_EQ(render_title(found.back(), Language::En), "150 more are not shown");
}

TEST(Sink, KeepsCountingBeyondItsMemory) {
  Sink sink;
  for (std::uint32_t i = 0; i < 5000; ++i) {
    sink.report(diag::UnknownName{.name = "x"}, {0, i, i + 1});
  }
  EXPECT_EQ(sink.error_count(), 5000U);
  EXPECT_EQ(render_title(sink.sorted().back(), Language::En), "4900 more are not shown");
}

// What is unknown because its declaration is broken was reported there.
TEST(Sink, ExcusesNamesOfBrokenDeclarations) {
  Sink sink;
  sink.report(diag::UnknownName{.name = "before"}, {0, 0, 1});
  sink.excuse("broken");
  sink.report(diag::UnknownName{.name = "broken"}, {0, 2, 3});
  sink.report(diag::UnknownMember{.table = "t", .name = "broken"}, {0, 4, 5});
  sink.report(diag::DuplicateName{.name = "broken"}, {0, 6, 7});
  EXPECT_EQ(sink.error_count(), 2U);
  sink.excuse_all_names();
  sink.report(diag::UnknownName{.name = "any"}, {0, 8, 9});
  sink.report(diag::DuplicateName{.name = "any"}, {0, 10, 11});
  EXPECT_EQ(sink.error_count(), 3U);
}

TEST(Sink, ReferencesStayGood) {
  Sink sink;
  Diagnostic& first = sink.report(diag::UnknownName{.name = "x"}, {0, 0, 1});
  for (std::uint32_t i = 1; i < 500; ++i) {
    sink.report(diag::UnknownName{.name = "x"}, {0, i, i + 1});
  }
  first.label({0, 5, 6}, label::DeclaredHere{});
  EXPECT_EQ(sink.sorted().front().labels.size(), 1U);
}

TEST(AbortInternal, NamesTheStep) {
  try {
    abort_internal("plan", "column 3 has no scale");
  } catch (const base::InternalError& mistake) {
    EXPECT_EQ(mistake.step(), "plan");
    EXPECT_STREQ(mistake.what(), "column 3 has no scale");
  }
}

}  // namespace
}  // namespace plumb::diagnostics
