// What the commands list without a file: codes, schemas; their words and codes.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "commands/commands.h"
#include "commands/texts.h"
#include "diagnostics/catalogue.h"

namespace plumb::cli {
namespace {

TEST(CommandTexts, BothLanguagesHaveTheSamePlaces) {
  const auto places = [](std::string_view text) {
    std::vector<int> counts(10, 0);
    for (size_t i = 0; i + 2 < text.size(); ++i) {
      if (text[i] == '{' && text[i + 2] == '}') ++counts[static_cast<size_t>(text[i + 1] - '0')];
    }
    return counts;
  };
#define PLUMB_SAY(name, zh, en)               \
  EXPECT_EQ(places(zh), places(en)) << #name; \
  EXPECT_NE(std::string_view(zh), "");
#include "commands/texts.def"
#undef PLUMB_SAY
}

TEST(Codes, AreListedAndExplained) {
  const Console console;
  const Outcome all = run_codes("", console);
  for (const diagnostics::Row* row : diagnostics::all_rows()) {
    EXPECT_NE(all.output.find(row->code), std::string::npos) << row->code;
    EXPECT_EQ(run_codes(std::string(row->code), console).code, ExitCode::Ok);
  }
  EXPECT_EQ(all.output.find("{0}"), std::string::npos) << "places of arguments are not shown raw";
  const Outcome unknown = run_codes("R0000", console);
  EXPECT_EQ(unknown.code, ExitCode::Refused);
  EXPECT_NE(unknown.messages.find("R8010"), std::string::npos);
}

TEST(Codes, ShowTheirExampleInTheReadersSpelling) {
  Console console;
  const std::string zh = run_codes("R3303", console).output;
  EXPECT_NE(zh.find("\n✗ 参数 对外共享比例 : % = 0.25 暂定 「示例」\n✓ 参数 对外共享比例 : % = 25% 暂定 「示例」\n"),
            std::string::npos)
      << zh;
  console.language = Language::English;
  const std::string en = run_codes("R3303", console).output;
  EXPECT_NE(en.find("\n✗ parameter 对外共享比例 : % = 0.25 assumed"), std::string::npos) << en;
  EXPECT_EQ(run_codes("R9001", console).output.find("✗"), std::string::npos) << "a code without an example shows none";
}

TEST(Schemas, AreJson) {
  const Console console;
  for (const char* name : {"evaluate", "explain", "compare", "check", "test"}) {
    const Outcome outcome = run_schema(name, console);
    ASSERT_EQ(outcome.code, ExitCode::Ok);
    const auto schema = nlohmann::json::parse(outcome.output, nullptr, false);
    ASSERT_FALSE(schema.is_discarded()) << name;
    EXPECT_TRUE(schema.contains("$schema"));
    EXPECT_NE(run_schema("", console).output.find(name), std::string::npos);
  }
  EXPECT_EQ(run_schema("nothing", console).code, ExitCode::Refused);
}

TEST(ExitCodes, TheMoreUrgentWins) {
  const ExitCode ascending[] = {ExitCode::Ok,      ExitCode::Findings, ExitCode::Incomplete, ExitCode::DataError,
                                ExitCode::Refused, ExitCode::Limit,    ExitCode::Broken,     ExitCode::Internal};
  for (size_t i = 0; i < std::size(ascending); ++i) {
    for (size_t j = 0; j < std::size(ascending); ++j) {
      EXPECT_EQ(worse_of(ascending[i], ascending[j]), ascending[std::max(i, j)]);
    }
  }
}

}  // namespace
}  // namespace plumb::cli
