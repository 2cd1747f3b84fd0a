// A small rule set from memory with a database in a folder of its own.
#pragma once

#include <plumbline/data.h>
#include <plumbline/rules.h>
#include <plumbline/run.h>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "support/own_folder.h"

namespace plumbline {

extern const std::string_view TwoUnits;

class TwoUnitsTest : public testing::Test {
 protected:
  void SetUp() override;

  // `from` of the rules becomes `to`.
  [[nodiscard]] static std::string edited(std::string_view from, std::string_view to);
  [[nodiscard]] static Rules rules_of(const std::string& text);
  [[nodiscard]] Data data_for(const Rules& rules) const;
  [[nodiscard]] plumbline::Run run_of(const Rules& rules) const;

  plumb::support::Folder folder_;
  Rules rules_;
  Source source_;
};

}  // namespace plumbline
