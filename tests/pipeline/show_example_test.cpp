#include "pipeline/show_example.h"

#include <gtest/gtest.h>

namespace plumb::pipeline {
namespace {

using source::Language;

TEST(Examples, OnlyWhatDiffersIsMarked) {
  const std::string text = "$ plumb test rules.plumb\n计量 元\n✗ 参数 甲 = 1\n✓ 参数 甲 = 2\n== 表.csv\n编码\n✗ A1\n";
  EXPECT_EQ(show_example(text, Language::Zh),
            "  $ plumb test rules.plumb\n  计量 元\n✗ 参数 甲 = 1\n✓ 参数 甲 = 2\n  == 表.csv\n  编码\n✗ A1\n");
  EXPECT_EQ(show_example(text, Language::En),
            "  $ plumb test rules.plumb\n  units 元\n✗ parameter 甲 = 1\n✓ parameter 甲 = 2\n  == 表.csv\n  编码\n✗ A1\n");
}

TEST(Examples, WhatCannotBeLaidOutStays) {
  const std::string unread = "✗ 参数 甲 = (1\n✓ 参数 甲 = 1\n";
  EXPECT_EQ(show_example(unread, Language::En), unread);
  const std::string repeated = "✗ ⟦参数 甲# = 1×3⟧\n✓ 参数 甲 = 1\n";
  EXPECT_EQ(show_example(repeated, Language::En), repeated) << "repetitions are not written out";
}

}  // namespace
}  // namespace plumb::pipeline
