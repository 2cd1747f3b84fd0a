#include "base/dimension.h"

#include <gtest/gtest.h>

#include "base/id.h"

namespace plumb::base {
namespace {

const Dimension Points = Dimension::of(3);
const Dimension People = Dimension::of(1);
const Dimension Hours = Dimension::of(7);

TEST(Measure, products_cancel_and_keep_one_form) {
  const Dimension rate = *divide(Points, People);
  EXPECT_EQ(rate.exponent_of(3), 1);
  EXPECT_EQ(rate.exponent_of(1), -1);
  EXPECT_EQ(rate.exponent_of(7), 0);
  EXPECT_EQ(multiply(rate, People), Points);
  EXPECT_EQ(multiply(People, rate), Points);
  EXPECT_TRUE(divide(Hours, Hours)->is_dimensionless());
  EXPECT_EQ(*divide(Hours, Hours), Dimension());
  EXPECT_EQ(divide(Dimension(), Hours), power(Hours, -1));
  EXPECT_EQ(multiply(Points, Hours), multiply(Hours, Points));
  EXPECT_EQ(multiply(Points, Hours)->hash(), multiply(Hours, Points)->hash());
  EXPECT_NE(multiply(Points, Hours)->hash(), divide(Points, Hours)->hash());
  EXPECT_NE(Points, rate);
}

TEST(Measure, factors_are_sorted) {
  const Dimension mixed = *multiply(*multiply(Hours, Points), *power(People, -2));
  ASSERT_EQ(mixed.factors().size(), 3U);
  EXPECT_EQ(mixed.factors()[0], (DimensionFactor{1, -2}));
  EXPECT_EQ(mixed.factors()[1], (DimensionFactor{3, 1}));
  EXPECT_EQ(mixed.factors()[2], (DimensionFactor{7, 1}));
}

TEST(Measure, powers_and_roots) {
  EXPECT_EQ(power(Hours, 2), multiply(Hours, Hours));
  EXPECT_EQ(*power(Hours, 0), Dimension());
  EXPECT_EQ(square_root(*power(Hours, -4)), power(Hours, -2));
  EXPECT_EQ(square_root(Hours), std::nullopt);
  EXPECT_EQ(square_root(Dimension()), Dimension());
}

TEST(Measure, limits_are_refused) {
  EXPECT_EQ(power(Hours, 128), std::nullopt);
  EXPECT_EQ(power(Hours, -128), std::nullopt);
  EXPECT_EQ(power(*power(Hours, 100), INT32_MAX), std::nullopt);
  EXPECT_EQ(multiply(*power(Hours, 127), Hours), std::nullopt);
  EXPECT_EQ(divide(*power(Hours, -127), Hours), std::nullopt);
  Dimension full;
  for (uint16_t base_id = 0; base_id < Dimension::FactorLimit; ++base_id) {
    full = *multiply(full, Dimension::of(static_cast<uint16_t>(base_id * 2)));
  }
  EXPECT_EQ(multiply(full, Dimension::of(1)), std::nullopt);
  EXPECT_EQ(multiply(full, Dimension::of(0)), divide(full, *power(Dimension::of(0), -1)));
  EXPECT_TRUE(divide(full, full)->is_dimensionless());
}

struct RowTag {};

TEST(Id, is_invalid_until_set) {
  Id<RowTag> id;
  EXPECT_FALSE(id.valid());
  id.value = 0;
  EXPECT_TRUE(id.valid());
  EXPECT_LT(id, Id<RowTag>{1});
  EXPECT_EQ(std::hash<Id<RowTag>>{}(id), std::hash<uint32_t>{}(0));
}

}  // namespace
}  // namespace plumb::base
