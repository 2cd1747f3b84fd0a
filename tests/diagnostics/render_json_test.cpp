#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "diagnostics/catalogue_command.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/render.h"

namespace plumb::diagnostics {
namespace {

using nlohmann::json;

TEST(RenderJson, HasBothLanguagesAndByteOffsets) {
  source::SourceSet sources;
  const source::FileId file = sources.add("甲.plumb", "参数 甲 = 1\n参数 甲 = 2\n");
  Sink sink;
  sink.report(diag::DuplicateName{.name = "甲"}, {file, 22, 25})
      .label({file, 7, 10}, label::FirstDeclaredHere{})
      .suggest({"乙"})
      .witness("甲", "2")
      .with_example("用例 「x」");
  const json found = json::parse(render_json(sink.sorted(), sources));
  ASSERT_EQ(found.size(), 1U);
  const json& one = found[0];
  EXPECT_EQ(one["code"], "R2002");
  EXPECT_EQ(one["name"], "DuplicateName");
  EXPECT_EQ(one["severity"], "error");
  EXPECT_EQ(one["message"]["zh"], "名字 `甲` 声明了两次");
  EXPECT_EQ(one["message"]["en"], "the name `甲` is declared twice");
  EXPECT_EQ(one["hint"]["en"], "rename one of the two");
  EXPECT_EQ(one["place"]["file"], "甲.plumb");
  EXPECT_EQ(one["place"]["begin"], json::parse(R"({"offset": 22, "line": 2, "column": 4, "utf16_column": 4})"));
  EXPECT_EQ(one["place"]["end"]["column"], 5);
  EXPECT_EQ(one["labels"][0]["text"]["en"], "first declared here");
  EXPECT_EQ(one["labels"][0]["place"]["begin"]["line"], 1);
  EXPECT_EQ(one["suggestions"], json::parse(R"(["乙"])"));
  EXPECT_EQ(one["witnesses"][0]["value"], "2");
  EXPECT_EQ(one["example"], "用例 「x」");
}

TEST(RenderJson, SurvivesBrokenTextAndNoPlace) {
  Sink sink;
  sink.report(diag::FileNotFound{.path = "\xFF\x1b"}).with_example("\xFF");
  const json found = json::parse(render_json(sink.sorted(), {}));
  EXPECT_TRUE(found[0]["place"].is_null());
  EXPECT_EQ(found[0]["message"]["en"], "there is no file `\uFFFD\uFFFD`");
}

TEST(RenderJson, NothingIsAnEmptyList) { EXPECT_EQ(render_json({}, {}), "[]\n"); }

}  // namespace
}  // namespace plumb::diagnostics
