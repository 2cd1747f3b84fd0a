// Number against the General Decimal Arithmetic cases, which nobody of this project wrote. Values
// are compared, not their written scale: 2.00 is 2 here. The cases lie beside the repository and
// are no part of it.
#include <cctype>
#include <fstream>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/number.h"
#include "support/find_folders.h"

namespace plumb::base {
namespace {

using Json = nlohmann::json;

constexpr int DigitLimit = 100000;

std::vector<Json> read_rows(const std::string& file) {
  std::ifstream stream(support::shared_folder("conformance/" + file).path / "conformance" / file);
  std::vector<Json> rows;
  for (std::string line; std::getline(stream, line);) {
    rows.push_back(Json::parse(line));
  }
  return rows;
}

// The suite writes ".5" and "5."; Number reads neither, so the missing zero is written in.
Number number_in(const Json& written) {
  auto text = written.get<std::string>();
  const size_t point = text.find('.');
  if (point != std::string::npos) {
    if (point + 1 == text.size() || std::isdigit(static_cast<unsigned char>(text[point + 1])) == 0) {
      text.insert(point + 1, "0");
    }
    if (point == 0 || std::isdigit(static_cast<unsigned char>(text[point - 1])) == 0) {
      text.insert(point, "0");
    }
  }
  const std::optional<Number> value = Number::parse(text);
  EXPECT_TRUE(value.has_value()) << text;
  return value.value_or(Number());
}

// The least power of ten that the written expected value shows: the place to which a root is
// rounded.
Number last_place(const std::string& text) {
  const size_t exponent_at = text.find_first_of("eE");
  const std::string mantissa = text.substr(0, exponent_at);
  const size_t point = mantissa.find('.');
  const int places = point == std::string::npos ? 0 : static_cast<int>(mantissa.size() - point - 1);
  const int exponent = exponent_at == std::string::npos ? 0 : std::stoi(text.substr(exponent_at + 1));
  return Number::power_of_ten(exponent - places);
}

std::optional<Number> compute(const Json& row) {
  const std::string operation = row.at("op");
  std::vector<Number> args;
  for (const Json& arg : row.at("args")) {
    args.push_back(number_in(arg));
  }
  const auto quotient_to_zero = [&args] { return args[0].divided_by(args[1]).round_to(1, RoundingMode::TowardZero); };
  const std::map<std::string, std::function<std::optional<Number>()>> operations = {
      {"abs", [&] { return args[0].abs(); }},
      {"add", [&] { return args[0] + args[1]; }},
      {"apply", [&] { return args[0]; }},
      {"compare", [&] { return Number(args[0] < args[1] ? -1 : (args[0] > args[1] ? 1 : 0)); }},
      {"divide", [&] { return args[0].divided_by(args[1]); }},
      {"divideint", quotient_to_zero},
      {"fma", [&] { return args[0] * args[1] + args[2]; }},
      {"max", [&] { return std::max(args[0], args[1]); }},
      {"min", [&] { return std::min(args[0], args[1]); }},
      {"minus", [&] { return -args[0]; }},
      {"multiply", [&] { return args[0] * args[1]; }},
      {"plus", [&] { return args[0]; }},
      {"power",
       [&]() -> std::optional<Number> {
         const std::optional<int64_t> exponent = args[1].to_int64();
         return exponent.has_value() ? args[0].pow(*exponent, DigitLimit) : std::nullopt;
       }},
      {"reduce", [&] { return args[0]; }},
      {"remainder", [&] { return args[0].remainder_truncated(args[1]); }},
      {"remaindernear",
       [&] {
         const Number nearest = args[0].divided_by(args[1]).round_to(1, RoundingMode::HalfEven);
         return args[0] - args[1] * nearest;
       }},
      {"subtract", [&] { return args[0] - args[1]; }},
      {"squareroot", [&] { return args[0].sqrt_to(last_place(row.at("expected").at("v")), RoundingMode::Ceiling); }},
  };
  const auto found = operations.find(operation);
  return found == operations.end() ? std::nullopt : found->second();
}

std::optional<RoundingMode> mode_of(const std::string& name) {
  const std::map<std::string, RoundingMode> modes = {{"half_up", RoundingMode::HalfUp},     {"half_down", RoundingMode::HalfDown},
                                                     {"half_even", RoundingMode::HalfEven}, {"up", RoundingMode::AwayFromZero},
                                                     {"down", RoundingMode::TowardZero},    {"ceiling", RoundingMode::Ceiling},
                                                     {"floor", RoundingMode::Floor}};
  const auto found = modes.find(name);
  return found == modes.end() ? std::nullopt : std::optional(found->second);
}

struct Tally {
  size_t agreeing = 0;
  std::map<std::string, size_t> left_out;  // by reason
};

void expect_value(const Json& row, const std::optional<Number>& actual, Tally& tally) {
  ASSERT_EQ(row.at("expected").at("t"), "number") << row.dump();
  ASSERT_TRUE(actual.has_value()) << row.dump();
  ASSERT_EQ(*actual, number_in(row.at("expected").at("v"))) << actual->to_string() << " for " << row.dump();
  ++tally.agreeing;
}

class ConformanceDecimals : public testing::Test {
 protected:
  void SetUp() override {
    const support::SharedFolder shared = support::shared_folder("conformance");
    if (!shared.absence.empty()) GTEST_SKIP() << shared.absence;
  }
};

TEST_F(ConformanceDecimals, exact_operations) {
  Tally tally;
  for (const Json& row : read_rows("decimal_exact.jsonl")) {
    ASSERT_NO_FATAL_FAILURE(expect_value(row, compute(row), tally));
  }
  EXPECT_EQ(tally.agreeing, 7317U);
}

TEST_F(ConformanceDecimals, rounded_operations) {
  Tally tally;
  for (const Json& row : read_rows("decimal_rounded.jsonl")) {
    const Json& rounding = row.at("expr");
    const std::optional<RoundingMode> mode = mode_of(rounding.at("mode"));
    if (!mode.has_value()) {
      ++tally.left_out[rounding.at("mode")];
      continue;
    }
    const std::optional<Number> exact = compute(row);
    ASSERT_TRUE(exact.has_value()) << row.dump();
    const Number place = Number::power_of_ten(-rounding.at("places").get<int>());
    ASSERT_NO_FATAL_FAILURE(expect_value(row, exact->round_to(place, *mode), tally));
  }
  EXPECT_EQ(tally.agreeing, 3241U);
  // Law L4 names seven modes; 05up is not among them.
  EXPECT_EQ(tally.left_out, (std::map<std::string, size_t>{{"05up", 100}}));
}

TEST_F(ConformanceDecimals, rounding_of_given_values) {
  Tally tally;
  for (const Json& row : read_rows("decimal_round.jsonl")) {
    const Json& rounding = row.at("expr");
    const std::optional<RoundingMode> mode = mode_of(rounding.at("mode"));
    if (!mode.has_value()) {
      ++tally.left_out[rounding.at("mode")];
      continue;
    }
    const Number value = number_in(rounding.at("x"));
    const int places = rounding.at("places");
    ASSERT_NO_FATAL_FAILURE(expect_value(row, value.round_to(Number::power_of_ten(-places), *mode), tally));
    // The fixed-place text must be the same value.
    ASSERT_NO_FATAL_FAILURE(expect_value(row, Number::parse(value.to_decimal(places, *mode)), tally));
  }
  EXPECT_EQ(tally.agreeing, 2U * 1216);
  EXPECT_EQ(tally.left_out, (std::map<std::string, size_t>{{"05up", 50}}));
}

}  // namespace
}  // namespace plumb::base
