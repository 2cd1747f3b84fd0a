// Which rows around it an expression looks at: what looks at none is computed once.
#include "program/reads_frame.h"

#include <gtest/gtest.h>

namespace plumb::program::test {
namespace {

struct Formulas {
  Program program;

  template <class Node>
  ExprId add(Node node) {
    Expr expr;
    expr.node = std::move(node);
    program.exprs.push_back(std::move(expr));
    return ExprId{static_cast<uint32_t>(program.exprs.size() - 1)};
  }
  ExprId cell(uint8_t depth) { return add(ColumnOf{add(FrameRow{depth}), ColumnId{0}}); }
  ExprId sum(SetMode mode, ExprId body, ExprId filter = {}) {
    Aggregate node;
    node.kind = AggregateKind::Sum;
    node.set.mode = mode;
    node.body = body;
    node.filter = filter;
    return add(std::move(node));
  }
};

TEST(ReadsFrame, OfARowAndOfNothing) {
  Formulas of;
  const ExprId own = of.cell(0), outer = of.cell(1);
  EXPECT_TRUE(reads_frame(of.program, own, 0));
  EXPECT_FALSE(reads_frame(of.program, own, 1));
  EXPECT_TRUE(reads_frame(of.program, outer, 0));  // one further out is read
  EXPECT_TRUE(reads_frame(of.program, outer, 1));
  EXPECT_FALSE(reads_frame(of.program, of.add(Literal{Value(true)}), 0));
  EXPECT_FALSE(reads_frame(of.program, ExprId{}, 0));
}

TEST(ReadsFrame, AMemberIsNoRowAround) {
  Formulas of;
  EXPECT_FALSE(reads_frame(of.program, of.sum(SetMode::Whole, of.cell(0)), 0));
  EXPECT_TRUE(reads_frame(of.program, of.sum(SetMode::Whole, of.cell(1)), 0));
  EXPECT_FALSE(reads_frame(of.program, of.sum(SetMode::Whole, of.cell(1)), 1));
  EXPECT_TRUE(reads_frame(of.program, of.sum(SetMode::Whole, of.cell(0), of.cell(2)), 1));
}

TEST(ReadsFrame, MembersAndGroupsStartFromTheRowThatAsks) {
  Formulas of;
  for (const SetMode mode : {SetMode::Members, SetMode::Group}) {
    EXPECT_TRUE(reads_frame(of.program, of.sum(mode, of.cell(0)), 0));
    EXPECT_FALSE(reads_frame(of.program, of.sum(mode, of.cell(0)), 1));
  }
}

TEST(ReadsFrame, AParameterIsOfTheRowThatAsks) {
  Formulas of;
  Aggregate node;
  node.kind = AggregateKind::Percentile;
  node.body = of.cell(0);
  node.parameter = of.cell(0);
  EXPECT_TRUE(reads_frame(of.program, of.add(std::move(node)), 0));
}

}  // namespace
}  // namespace plumb::program::test
