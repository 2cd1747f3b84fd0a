#include <gtest/gtest.h>

#include "syntax/support.h"

namespace plumb::syntax::test {

namespace {

struct ExpressionCase {
  const char* name;
  const char* text;
  const char* shape;
};

class Expression : public testing::TestWithParam<ExpressionCase> {};

TEST_P(Expression, HasShape) { EXPECT_EQ(expr_shape(GetParam().text), GetParam().shape); }

const ExpressionCase Cases[] = {
    {.name = "division_groups_left", .text = "8 / 4 / 2", .shape = "(/ (/ (number 8) (number 4)) (number 2))"},
    {.name = "subtraction_groups_left", .text = "8 - 4 - 2", .shape = "(- (- (number 8) (number 4)) (number 2))"},
    {.name = "power_groups_right", .text = "2 ^ 3 ^ 2", .shape = "(^ (number 2) (^ (number 3) (number 2)))"},
    {.name = "power_before_sign", .text = "-x ^ 2", .shape = "(negate (^ (ref x) (number 2)))"},
    {.name = "sign_in_power", .text = "x ^ -2", .shape = "(^ (ref x) (negate (number 2)))"},
    {.name = "product_before_sum", .text = "a + b * c", .shape = "(+ (ref a) (* (ref b) (ref c)))"},
    {.name = "brackets_leave_no_trace", .text = "((a))", .shape = "(ref a)"},
    {.name = "and_groups_left", .text = "a 且 b 且 c", .shape = "(and (and (ref a) (ref b)) (ref c))"},
    {.name = "not_binds_looser_than_comparison", .text = "非 a = b", .shape = "(not (= (ref a) (ref b)))"},
    {.name = "and_beside_or", .text = "a 且 b 或 c", .shape = "error R1010"},
    {.name = "or_beside_and", .text = "a 或 b 且 c", .shape = "error R1010"},
    {.name = "and_in_brackets_beside_or", .text = "(a 且 b) 或 c", .shape = "(or (and (ref a) (ref b)) (ref c))"},
    {.name = "chained_comparison", .text = "a < b < c", .shape = "error R1013"},
    {.name = "chained_words", .text = "a 超过 b 不满 c", .shape = "error R1013"},
    {.name = "or_more", .text = "原值 50万元 以上", .shape = "(>= (or more) (ref 原值) (quantity 50万元))"},
    {.name = "within", .text = "a b 以内", .shape = "(<= (or within) (ref a) (ref b))"},
    {.name = "or_more_of_sum",
     .text = "a + 1 b * 2 以下",
     .shape = "(<= (or less) (+ (ref a) (number 1)) (* (ref b) (number 2)))"},
    {.name = "one_of", .text = "a 为 b、c", .shape = "(is (ref a) (ref b) (ref c))"},
    {.name = "none_of", .text = "a 不为 b", .shape = "(is not (ref a) (ref b))"},
    {.name = "in_interval", .text = "x 在 [0, 5)", .shape = "(within (ref x) (interval [) (low (number 0)) (high (number 5))))"},
    {.name = "in_open_interval", .text = "x 在 (0, ]", .shape = "(within (ref x) (interval (] (low (number 0))))"},
    {.name = "in_set", .text = "x 不在 全体 参评单位", .shape = "(not in whole 参评单位 (ref x))"},
    {.name = "in_group", .text = "x 在 同 类别、级别 的 仪器", .shape = "(in same 类别, 级别 among 仪器 (ref x))"},
    {.name = "in_force", .text = "整改 在期内", .shape = "(in force 整改)"},
    {.name = "in_force_of_value", .text = "(a + 1) 在期内", .shape = "error R1003"},
    {.name = "presence", .text = "有 x 且 缺 y(未填报)", .shape = "(and (has x) (lacks y (not_reported)))"},
    {.name = "if_zero_takes_one_primary",
     .text = "x / y 除数为零时 0 + z",
     .shape = "(+ (/ (ref x) (ref y) (if divided by zero (number 0))) (ref z))"},
    {.name = "if_absent_binds_to_operand",
     .text = "a + b 缺失时 0 * c",
     .shape = "(+ (ref a) (* (settled (ref b) (if absent (number 0))) (ref c)))"},
    {.name = "if_none_of_call",
     .text = "平均(a) 若无 0小时",
     .shape = "(settled (call average (argument (ref a))) (if none (quantity 0小时)))"},
    {.name = "absent_by_kind",
     .text = "a 缺失时 { 未填报 : 0元, 不适用 : 不计 }",
     .shape = "(settled (ref a) (if absent not_reported (quantity 0元)) (if absent not_applicable "
              "not counted))"},
    {.name = "absent_after_each",
     .text = "合计(x 各 (a * 2) 缺失时 不计 当 b 按 c 降序)",
     .shape = "(call sum (argument (ref x) (each (* (ref a) (number 2))) (if absent not counted) "
              "(when (ref b)) "
              "(ordered by descending (ref c))))"},
    {.name = "absent_in_argument",
     .text = "合计(x 缺失时 不计)",
     .shape = "(call sum (argument (settled (ref x) (if absent not counted))))"},
    {.name = "choose_nests",
     .text = "若 a 则 b 否则 若 c 则 d 否则 e",
     .shape = "(if (ref a) (ref b) (if (ref c) (ref d) (ref e)))"},
    {.name = "choose_over_lines", .text = "若 a\n 则 b\n 否则 c", .shape = "(if (ref a) (ref b) (ref c))"},
    {.name = "path_of_exclusion",
     .text = "计数(参评单位.排除 整改期)",
     .shape = "(call count (argument (ref 参评单位.exclude 整改期)))"},
    {.name = "path_via", .text = "机时 经 仪器.单位", .shape = "(ref 机时 via 仪器.单位)"},
    {.name = "keyword_as_name", .text = "期限 + 排除", .shape = "(+ (ref 期限) (ref 排除))"},
    {.name = "this_and_that", .text = "本.分 > 其.分", .shape = "(> (this 分) (that 分))"},
    {.name = "at_date", .text = "比例 于 2020-01-01", .shape = "(at (ref 比例) (date 2020-01-01))"},
    {.name = "written_date", .text = "2021年6月5日", .shape = "(date 2021-06-05)"},
    {.name = "full_width", .text = "（１２．５％＋３）×２", .shape = "(* (+ (quantity 12.5%) (number 3)) (number 2))"},
    {.name = "rounding", .text = "四舍五入(x, 0.01)", .shape = "(call half_up (argument (ref x)) (argument (number 0.01)))"},
    {.name = "mode_as_argument",
     .text = "推后(a, 1月, 取月末)",
     .shape = "(call after (argument (ref a)) (argument (quantity 1月)) (argument (mode clamp)))"},
    {.name = "lookup",
     .text = "查表 a 依次 {\n < 5 : 1\n [5, 6] : 2\n b、c : 3\n x 以上 : 4\n - : 5\n 缺失 未填报 : "
             "本项缺失 「无」\n 否则 : 6 }",
     .shape = "(lookup in order (ref a) (row (< (number 5)) (value (number 1))) "
              "(row (interval [] (low (number 5)) (high (number 6))) (value (number 2))) "
              "(row (one of (ref b) (ref c)) (value (number 3))) (row (>= (or more) (ref x)) (value "
              "(number 4))) "
              "(row (any) (value (number 5))) (row (absent not_reported) (value itself absent \"无\")) "
              "(otherwise (value (number 6))))"},
    {.name = "unfinished", .text = "a +", .shape = "error R1012"},
    {.name = "too_much", .text = "a b", .shape = "error R1012"},
    {.name = "empty", .text = "", .shape = "error R1012"},
};

INSTANTIATE_TEST_SUITE_P(Shapes, Expression, testing::ValuesIn(Cases),
                         [](const auto& param) { return std::string(param.param.name); });

TEST(ExpressionTree, HasChildrenBeforeParents) {
  const Parsed parsed = parse_text("条件 甲 对 乙 = a 且 (b + c * d 缺失时 0) 1 以上\n");
  ASSERT_FALSE(parsed.sink.has_errors());
  for (size_t i = 0; i < parsed.tree.exprs.size(); ++i) {
    const auto* binary = std::get_if<BinaryExpr>(&parsed.tree.exprs[i].node);
    if (binary == nullptr) continue;
    EXPECT_LT(binary->left.value, i);
    EXPECT_LT(binary->right.value, i);
  }
  for (const Expr& expr : parsed.tree.exprs) EXPECT_LT(expr.span.begin, expr.span.end);
}

}  // namespace

}  // namespace plumb::syntax::test
