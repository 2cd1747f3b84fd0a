#include "results/values.h"

#include <gtest/gtest.h>

namespace plumb::results {
namespace {

using program::TypeKind;
using program::Value;

struct Lanes {
  std::vector<int64_t> ints;
  std::vector<uint8_t> states;
};

Values packed(TypeKind kind, std::vector<int64_t> ints, std::vector<uint8_t> states = {}, std::vector<uint32_t> opens = {},
              base::Number unit = 1) {
  auto lanes = std::make_shared<Lanes>(Lanes{std::move(ints), std::move(states)});
  PackedValues values;
  values.kind = kind;
  values.enumeration = program::EnumId{3};
  values.table = program::TableId{5};
  values.unit = unit;
  values.ints = lanes->ints;
  values.states = lanes->states;
  values.opens = std::move(opens);
  values.owner = lanes;
  return Values(std::move(values));
}

TEST(Values, EveryKindThatIsHeldAsWholeNumbers) {
  EXPECT_EQ(packed(TypeKind::Number, {7}, {}, {}, base::Number(1).divided_by(base::Number(4)))[0],
            Value(base::Number(7).divided_by(base::Number(4))));
  EXPECT_EQ(packed(TypeKind::Truth, {0, 1})[1], Value(true));
  EXPECT_EQ(packed(TypeKind::Date, {18000})[0], Value(base::Date{18000}));
  EXPECT_EQ(packed(TypeKind::Duration, {int64_t{14} << 32 | 3})[0], Value(base::Span{14, 3}));
  EXPECT_EQ(packed(TypeKind::Label, {2})[0], Value(program::Label{program::EnumId{3}, 2}));
  EXPECT_EQ(packed(TypeKind::Row, {9})[0], Value(program::RowRef{program::TableId{5}, 9}));
  for (const TypeKind kind : {TypeKind::Text, TypeKind::NameSet, TypeKind::Spans, TypeKind::Unknown})
    EXPECT_FALSE(PackedValues::can_hold(kind));
}

TEST(Values, WhatHasNoValue) {
  const Values values = packed(TypeKind::Number, {0, 0, 0, 0, 0, 6},
                               {state::Open, state::Open, state::LeftOut, state::absent(2),
                                static_cast<uint8_t>(state::absent(2) | state::AbsentOfDefinition), state::Known},
                               {4 << 1, 5 << 1 | 1, 0, 0, 0, 0});
  ASSERT_EQ(values.size(), 6U);
  EXPECT_EQ(values[0], Value(program::Faulty{program::PlaceId{4}}));
  EXPECT_EQ(values[1], Value(program::Pending{program::PlaceId{5}}));
  EXPECT_EQ(values[2], Value(program::LeftOut{}));
  EXPECT_EQ(values[3], Value(program::Absent{program::AbsenceKindId{2}, false}));
  EXPECT_EQ(values[4], Value(program::Absent{program::AbsenceKindId{2}, true}));
  EXPECT_EQ(values[5], Value(base::Number(6)));
}

TEST(Values, WhoChangesOneGetsThemOneByOne) {
  Values values = packed(TypeKind::Truth, {1, 0, 1});
  const Values copy = values;
  EXPECT_EQ(values.each_at(1), nullptr);
  values.each()[1] = true;
  EXPECT_EQ(values[1], Value(true));
  EXPECT_NE(values.each_at(1), nullptr);
  EXPECT_EQ(copy[1], Value(false)) << "copies show what they showed";
  size_t count = 0;
  for (const Value value : values) count += value == Value(true) ? 1 : 0;
  EXPECT_EQ(count, 3U);
  EXPECT_TRUE(Values().empty());
}

}  // namespace
}  // namespace plumb::results
