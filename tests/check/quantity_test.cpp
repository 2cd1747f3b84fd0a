// Numbers with units, of the calculator and of rule files.
#include "check/infer/quantity.h"

#include <gtest/gtest.h>

#include "check/resolve/declare.h"
#include "program/dump_program.h"

namespace plumb::check {
namespace {

using program::Number;
using source::Language;

struct Row {
  const char* text;
  const char* value;
  const char* type;
};

class Quantities : public testing::TestWithParam<Row> {};

TEST_P(Quantities, AreReadExactly) {
  source::SourceSet sources;
  diagnostics::Sink sink;
  Context context{.sources = sources, .sink = sink, .options = {}};
  declare_builtin_units(context);
  const std::optional<Quantity> quantity = parse_quantity(context, GetParam().text, {});
  ASSERT_TRUE(quantity) << GetParam().text;
  program::Type plain = quantity->type;
  plain.shown_factor = 1;  // the value in base measures
  EXPECT_EQ(program::show_value(context.program, plain, quantity->value, Language::En), GetParam().value) << GetParam().text;
  EXPECT_EQ(program::describe_type(context.program, quantity->type, Language::En), GetParam().type) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Quantities,
    testing::Values(Row{"50万元", "500000", "万元"}, Row{"1.5亿元", "150000000", "亿元"}, Row{"3千元", "3000", "千元"},
                    Row{"3百万元", "3000000", "百万元"}, Row{"2千万元", "20000000", "万元"}, Row{"12.34元", "12.34", "元"},
                    Row{"0.1wan_yuan", "1000", "万元"}, Row{"50万", "500000", "integer"}, Row{"0.00001亿", "1000", "integer"},
                    Row{"25%", "0.25", "%"}, Row{"3个百分点", "0.03", "%"}, Row{"1年", "12 month(s)", "duration"},
                    Row{"6个月", "6 month(s)", "duration"}, Row{"2周", "14 day(s)", "duration"},
                    Row{"30天", "30 day(s)", "duration"}, Row{"1.5年", "18 month(s)", "duration"},
                    Row{"2years", "24 month(s)", "duration"}, Row{"7", "7", "integer"}, Row{"0.5", "0.5", "number"}));

TEST(Quantities, RefuseWhatNobodyDeclared) {
  source::SourceSet sources;
  diagnostics::Sink sink;
  Context context{.sources = sources, .sink = sink, .options = {}};
  declare_builtin_units(context);
  EXPECT_FALSE(parse_quantity(context, "5万里", {}));
  EXPECT_FALSE(parse_quantity(context, "0.5天", {}));
  ASSERT_EQ(sink.sorted().size(), 2u);
}

// A declared 万元 wins over 万 and 元, whatever it is declared to be; a declared 年 over the calendar's.
TEST(Quantities, PreferDeclaredUnits) {
  source::SourceSet sources;
  const source::FileId file = sources.add(
      "a.plumb",
      "规则集 「计量」\n计量 元\n计量 万元 = 10001元\n计量 年\n参数 甲 = 1万元 暂定 「例」\n参数 乙 = 2年 暂定 「例」\n");
  diagnostics::Sink sink;
  const program::Program program = check(
      sources, file, [](const std::string&, source::FileId) { return std::nullopt; }, {.with_findings = false}, sink);
  ASSERT_FALSE(sink.has_errors());
  const program::Expr& first = program.at(program.parameters[0].values[0].value);
  EXPECT_EQ(std::get<program::Literal>(first.node).value, program::Value(Number(10001)));
  EXPECT_EQ(program.parameters[1].type.kind, program::TypeKind::Number);
}

// A test may pin another value, so a rule may count on nothing but the side of zero, unless a range is declared.
TEST(Parameters, PromiseTheirSideOfZero) {
  source::SourceSet sources;
  const source::FileId file = sources.add("a.plumb",
                                          "规则集 「参数」\n计量 元\n参数 甲 = 5元 暂定 「例」\n参数 乙 = 0元 暂定 「例」\n参数 "
                                          "丙 = -5元 暂定 「例」\n参数 丁 : 元 值域 1元 至 9元 = 5元 暂定 「例」\n");
  diagnostics::Sink sink;
  const program::Program program = check(
      sources, file, [](const std::string&, source::FileId) { return std::nullopt; }, {.with_findings = false}, sink);
  ASSERT_FALSE(sink.has_errors());
  EXPECT_EQ(program.parameters[0].type.low, (program::Bound{0, true}));
  EXPECT_EQ(program.parameters[1].type.low, (program::Bound{0, false}));
  EXPECT_FALSE(program.parameters[2].type.low);
  EXPECT_EQ(program.parameters[3].type.high, (program::Bound{9, false}));
  for (size_t i = 0; i < 3; ++i) EXPECT_FALSE(program.parameters[i].type.high);
}

// The calculator has units of its own.
TEST(CheckExpression, KnowsBuiltinUnits) {
  source::SourceSet sources;
  diagnostics::Sink sink;
  const source::FileId file = sources.add("calc", "50万元 / 1600小时");
  const syntax::ParsedExpr parsed = syntax::parse_expression(sources, file, Language::Zh, sink);
  const CheckedExpr checked = check_expression(sources, parsed, sink);
  ASSERT_FALSE(sink.has_errors());
  ASSERT_TRUE(checked.expr.valid());
  EXPECT_EQ(program::name_dimension(checked.program, checked.program.at(checked.expr).type.dimension), "元/小时");
}

}  // namespace
}  // namespace plumb::check
