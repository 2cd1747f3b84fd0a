// The JSON of an evaluation says all that the results say: every value of a unit is read back and compared.
#include "report/render_evaluation.h"

#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "pipeline/pipeline.h"
#include "report/evaluation.h"
#include "report/summary.h"
#include "store/store.h"
#include "support/own_folder.h"

namespace plumb::report {
namespace {

constexpr std::string_view Rules =
    "规则集 「读回」\n"
    "期次 2021 考核期 2020-01-01 至 2020-12-31\n"
    "计量 小时\n"
    "计量 分\n"
    "枚举 档 有序 { 差、好 }\n"
    "数据表 单位 存于 「unit」 {\n"
    "  键 编码 : 文本 存于 「code」\n"
    "  机时 : 小时 小数 1 存于 「hours」 值域 [0小时, ) 可缺 未填报、待核实\n"
    "  启用日 : 日期 存于 「started」\n"
    "}\n"
    "范围 参评 取自 单位 { 纳入 新的 当 启用日 不早于 2010-01-01 暂定 「例」 }\n"
    "测算 用时 对 参评 : 小时 = 机时 缺失时 本项缺失 「未填报」 暂定 「例」\n"
    "测算 年数 对 单位 : 整数 = 相隔年数(启用日, 基准日) 暂定 「例」\n"
    "测算 到期 对 单位 : 日期 = 推后(启用日, 1年, 取月末) 暂定 「例」\n"
    "条件 已填 对 单位 = 有 机时 暂定 「例」\n"
    "评分 得分 对 参评 满分 100分 暂定 「例」 {\n"
    "  时长 100分 = 取小((机时 缺失时 0小时) / 300小时, 100%) 暂定 「例」\n"
    "}\n"
    "等级 结果 对 参评 暂定 「例」 {\n"
    "  好 够分 当 得分 >= 50分\n"
    "  差 其余 否则\n"
    "}\n";

constexpr std::string_view Rows =
    "编码,机时,启用日\n"
    "A1,100,2015-02-28\n"
    "A2,,2016-02-29\n"
    "A3,#待核实,2018-05-01\n"
    "A4,900,2009-12-31\n"
    "A5,-5,2019-01-01\n";

class ReadBack : public testing::Test {
 protected:
  void SetUp() override {
    const std::string file = folder_.file("a.plumb", Rules);
    const std::string database = folder_.path("a.db");
    const auto rules = pipeline::check_rules(file, {}, {});
    ASSERT_TRUE(store::init_database(rules->program, database, rules->sink));
    ASSERT_TRUE(store::load_csv(rules->program, database, "单位", folder_.file("a.csv", Rows), rules->sink));
    evaluation_ = pipeline::evaluate_rules(file, database, {}, {}, {});
    ASSERT_TRUE(evaluation_.is_whole);
    summary_ = summarise(evaluation_);
    json_ = nlohmann::json::parse(render_evaluation_json(evaluation_, summary_));
  }

  // A value as JSON against the value itself; empty when they are the same.
  [[nodiscard]] std::string difference(const program::Type& type, const program::Value& value, const nlohmann::json& read) const {
    const auto same = [&](bool is_same) { return is_same ? std::string() : read.dump(); };
    if (const auto* number = std::get_if<base::Number>(&value)) {
      if (read.is_number_integer()) return same(base::Number(read.get<int64_t>()) == *number);
      if (!read.is_object() || !read.contains("measure") || read["measure"] != type.shown_name) return read.dump();
      const auto parsed = base::Number::parse(read["value"].get<std::string>());
      return same(parsed && *parsed * type.shown_factor == *number);
    }
    if (const auto* absent = std::get_if<program::Absent>(&value)) {
      return same(read.is_object() && read.value("absent", "") == evaluation_.program().absence_kinds[absent->kind.value].name);
    }
    if (const auto* truth = std::get_if<bool>(&value)) return same(read.is_boolean() && read.get<bool>() == *truth);
    if (const auto* date = std::get_if<base::Date>(&value)) {
      return same(read.is_string() && base::parse_date(read.get<std::string>()) == *date);
    }
    if (const auto* label = std::get_if<program::Label>(&value)) {
      return same(read == evaluation_.program().at(label->enumeration).labels[label->index]);
    }
    if (const auto* faulty = std::get_if<program::Faulty>(&value)) {
      return same(read.is_object() && read.value("faulty", UINT32_MAX) == faulty->place.value);
    }
    if (const auto* pending = std::get_if<program::Pending>(&value)) {
      return same(read.is_object() && read.value("pending", UINT32_MAX) == pending->place.value);
    }
    return "a kind of value that the test does not know: " + read.dump();
  }

  support::Folder folder_;
  Evaluation evaluation_;
  Summary summary_;
  nlohmann::json json_;
};

TEST_F(ReadBack, EveryValueOfEveryUnit) {
  const program::Program& program = evaluation_.program();
  ASSERT_EQ(json_["units"].size(), 5U);
  size_t compared = 0;
  for (const auto& unit : json_["units"]) {
    const uint32_t row = data::find_row(program, evaluation_.data(), summary_.view.table, unit["key"].get<std::string>());
    ASSERT_NE(row, UINT32_MAX);
    for (uint32_t i = 0; i < program.definitions.size(); ++i) {
      const program::Definition& definition = program.definitions[i];
      if (definition.table != summary_.view.table) continue;
      ASSERT_TRUE(unit["values"].contains(definition.name)) << definition.name;
      EXPECT_EQ(difference(definition.type, evaluation_.results.definitions[i].values[row], unit["values"][definition.name]), "")
          << definition.name << " of " << unit["key"];
      ++compared;
    }
  }
  EXPECT_GE(compared, 35U);
}

TEST_F(ReadBack, CountsAndStates) {
  EXPECT_EQ(json_["counts"]["units"], 5);
  EXPECT_EQ(json_["counts"]["outside"], 1);
  EXPECT_EQ(json_["counts"]["faulty"], 1);
  EXPECT_EQ(json_["counts"]["settled"], 3);
  EXPECT_EQ(json_["faults"].size(), 1U);
  EXPECT_EQ(json_["units"][0]["key"], "A5") << "units without a result stand first";
  const auto place = json_["units"][0]["values"]["结果"]["faulty"].get<size_t>();
  EXPECT_EQ(json_["places"][place]["code"], "R6004");
  EXPECT_EQ(standing_of(evaluation_, summary_), Standing::Faulty);
}

TEST_F(ReadBack, AssumptionsAreNamedOnce) {
  std::set<std::string> seen;
  for (const auto& one : json_["assumptions"]) EXPECT_TRUE(seen.insert(one.dump()).second) << one;
  EXPECT_FALSE(seen.empty());
}

TEST_F(ReadBack, TableNamesTheFaultAndTheGrades) {
  const std::string zh = render_evaluation_table(evaluation_, summary_, source::Language::Zh, false);
  const std::string en = render_evaluation_table(evaluation_, summary_, source::Language::En, false);
  for (const std::string& table : {zh, en}) {
    EXPECT_NE(table.find("A5"), std::string::npos);
    EXPECT_NE(table.find("≈33.3333"), std::string::npos);
    EXPECT_EQ(table.find('\033'), std::string::npos);
  }
  EXPECT_NE(zh, en);
  EXPECT_NE(render_evaluation_table(evaluation_, summary_, source::Language::Zh, true).find("\033[1m"), std::string::npos);
}

}  // namespace
}  // namespace plumb::report
