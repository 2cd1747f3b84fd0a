// Answers as values: what counts as a text of each type, bounds and grain, and what the fingerprint covers.
#include "population/read_answer.h"

#include <gtest/gtest.h>

namespace plumb::population {
namespace {

using base::Number;
using program::ExprId;
using program::Type;
using program::TypeKind;
using program::Value;

program::Program with_labels() {
  program::Program made;
  program::Enumeration grades;
  grades.labels = {"较差", "合格", "优秀"};
  grades.aliases = {"poor", "", "excellent"};
  made.enumerations.push_back(grades);
  return made;
}
Type type_of(TypeKind kind, const char* shown_name = "", Number shown_factor = 1) {
  Type made;
  made.kind = kind;
  made.shown_name = shown_name;
  made.shown_factor = shown_factor;
  if (kind == TypeKind::Label || kind == TypeKind::NameSet) made.enumeration = program::EnumId{0};
  return made;
}
Value label(uint16_t index) { return program::Label{program::EnumId{0}, index}; }
Value names(std::vector<std::string> of) { return program::NameSet{std::move(of)}; }

TEST(ReadAnswer, TakesTextsOfItsType) {
  const program::Program program = with_labels();
  const Type points = type_of(TypeKind::Number, "分"), share = type_of(TypeKind::Number, "%", Number::of(1, 100));
  const Type truth = type_of(TypeKind::Truth), grade = type_of(TypeKind::Label), grades = type_of(TypeKind::NameSet);
  const Type day = type_of(TypeKind::Date), words = type_of(TypeKind::Text);
  struct {
    const Type& type;
    const char* text;
    std::optional<Value> expected;
  } const rows[] = {
      {points, "12.5", Number::of(25, 2)},
      {points, "12.5分", Number::of(25, 2)},
      {points, "12.5%", {}},
      {points, "", {}},
      {share, "80%", Number::of(4, 5)},
      {share, "80", Number::of(4, 5)},
      {truth, "是", true},
      {truth, "1", true},
      {truth, "否", false},
      {truth, "0", false},
      {truth, "2", {}},
      {grade, "优秀", label(2)},
      {grade, "excellent", label(2)},
      {grade, "合格", label(1)},
      {grade, "", {}},
      {grade, "良好", {}},
      {grades, "优秀;较差;优秀", names({"优秀", "较差"})},
      {grades, "", names({})},
      {grades, "优秀;良好", {}},
      {grades, "优秀;", {}},
      {day, "2021-02-28", *base::parse_date("2021-02-28")},
      {day, "2021-02-30", {}},
      {words, "甲;乙", std::string("甲;乙")},
      {type_of(TypeKind::Row), "甲", {}},
  };
  for (const auto& row : rows) EXPECT_EQ(read_answer(program, row.type, {}, row.text), row.expected) << row.text;
}

TEST(ReadAnswer, KeepsBoundsAndGrain) {
  const program::Program program = with_labels();
  const Type points = type_of(TypeKind::Number);
  AnswerBounds bounds{.low = Number(0), .high = Number(10), .grain = Number::of(1, 2)};
  const auto is_good = [&](const char* text) { return read_answer(program, points, bounds, text).has_value(); };
  EXPECT_TRUE(is_good("0"));
  EXPECT_TRUE(is_good("10"));
  EXPECT_TRUE(is_good("9.5"));
  EXPECT_FALSE(is_good("9.25")) << "no multiple of a half";
  EXPECT_FALSE(is_good("-0.5"));
  EXPECT_FALSE(is_good("10.5"));
  bounds.low_open = bounds.high_open = true;
  EXPECT_FALSE(is_good("0"));
  EXPECT_FALSE(is_good("10"));
  EXPECT_TRUE(is_good("0.5"));
  bounds.grain = Number(0);
  EXPECT_TRUE(is_good("9.25")) << "a grain of nothing is none";
  EXPECT_TRUE(read_answer(program, type_of(TypeKind::Label), {.high = label(1)}, "合格"));
  EXPECT_FALSE(read_answer(program, type_of(TypeKind::Label), {.high = label(1)}, "优秀"));
}

TEST(ReadBounds, ALabelMayChooseThem) {
  program::Judgement judgement;
  judgement.low = ExprId{0};
  judgement.high = ExprId{1};
  judgement.high_open = true;
  const auto read = [](ExprId expr) { return std::optional<Value>(Number(expr.value)); };
  const AnswerBounds own = read_bounds(judgement, read).value();
  EXPECT_EQ(own.low, Value(Number(0)));
  EXPECT_EQ(own.high, Value(Number(1)));
  EXPECT_TRUE(own.high_open);
  EXPECT_FALSE(program::is_known(own.grain));
  judgement.range_label = ExprId{7};
  judgement.label_ranges = {{.label = 1, .low = ExprId{3}, .high = ExprId{4}}, {.label = 2, .low = ExprId{5}, .high = ExprId{6}}};
  const auto choose = [&](ExprId expr) { return expr.value == 7 ? std::optional(label(2)) : read(expr); };
  const AnswerBounds chosen = read_bounds(judgement, choose).value();
  EXPECT_EQ(chosen.low, Value(Number(5)));
  EXPECT_EQ(chosen.high, Value(Number(6)));
  EXPECT_FALSE(chosen.high_open) << "openness is the range's own";
}

TEST(ReadBounds, WhatIsOpenStopsTheReading) {
  program::Judgement judgement;
  judgement.low = ExprId{0};
  judgement.high = ExprId{1};
  judgement.grain = ExprId{2};
  std::vector<uint32_t> read;
  const auto open_at_one = [&](ExprId expr) {
    read.push_back(expr.value);
    return expr.value == 1 ? std::nullopt : std::optional<Value>(Number(1));
  };
  EXPECT_FALSE(read_bounds(judgement, open_at_one));
  EXPECT_EQ(read, (std::vector<uint32_t>{0, 1}));
}

TEST(QuestionFingerprint, CoversWhatAJudgeWasTold) {
  const program::Program program = with_labels();
  program::Judgement judgement;
  judgement.name = "开放成效";
  judgement.type = type_of(TypeKind::Number, "分");
  const AnswerBounds bounds{.low = Number(0), .high = Number(10)};
  const std::string asked = question_fingerprint(program, judgement, "A01", bounds);
  EXPECT_EQ(asked, question_fingerprint(program, judgement, "A01", bounds));
  EXPECT_EQ(asked.size(), 64U);
  EXPECT_NE(asked, question_fingerprint(program, judgement, "A02", bounds));
  AnswerBounds other = bounds;
  other.high_open = true;
  EXPECT_NE(asked, question_fingerprint(program, judgement, "A01", other));
  other = bounds;
  other.grain = Number(1);
  EXPECT_NE(asked, question_fingerprint(program, judgement, "A01", other));
  program::Judgement renamed = judgement;
  renamed.name = "科研水平";
  EXPECT_NE(asked, question_fingerprint(program, renamed, "A01", bounds));
  program::Judgement of_labels = judgement;
  of_labels.type = type_of(TypeKind::Label);
  EXPECT_NE(asked, question_fingerprint(program, of_labels, "A01", bounds));
}

}  // namespace
}  // namespace plumb::population
