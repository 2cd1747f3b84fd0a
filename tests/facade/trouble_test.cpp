// What must never reach the host: exceptions, an end of the process, work that nobody wants any longer.
#include <plumbline/session.h>
#include <stdexcept>
#include <stop_token>

#include "facade/two_units.h"

namespace plumbline {
namespace {

// The nearest that an outsider comes to a mistake of the engine's: something that must not throw throws in its middle.
TEST_F(TwoUnitsTest, OurOwnMistakeIsAValue) {
  const Data data = data_for(rules_);
  const auto broken = evaluate(data, {.progress = [](int) { throw std::logic_error("broken"); }});
  ASSERT_FALSE(broken);
  ASSERT_EQ(broken.diagnostics().size(), 1U);
  EXPECT_EQ(broken.diagnostics()[0].code, "R9001");
  EXPECT_EQ(broken.diagnostics()[0].concern, Concern::Engine);
  EXPECT_NE(broken.diagnostics()[0].message.zh.find("broken"), std::string::npos);
  EXPECT_TRUE(evaluate(data)) << "everything else goes on";
}

TEST_F(TwoUnitsTest, AlsoInASession) {
  bool is_broken = false;
  SessionOptions options;
  options.running.progress = [&](int) {
    if (is_broken) throw std::bad_alloc();
  };
  Session session({.main = "a.plumb", .texts = {{"a.plumb", std::string(TwoUnits)}}, .reads_disk = false}, source_, options);
  ASSERT_TRUE(session.update().run);
  is_broken = true;
  session.set_text("a.plumb", edited("满分线 = 300小时", "满分线 = 250小时"));
  const Update broken = session.update();
  EXPECT_FALSE(broken.run);
  EXPECT_EQ(broken.diagnostics[0].code, "R8028");
  EXPECT_EQ(broken.diagnostics[0].concern, Concern::Limit);
  EXPECT_EQ(session.last()->value("得分", "A1")->text, "100/3");
  is_broken = false;
  EXPECT_EQ(session.update().run->value("得分", "A1")->text, "40");
}

TEST_F(TwoUnitsTest, WhatIsStoppedHasNoResult) {
  const Data data = data_for(rules_);
  std::stop_source before;
  before.request_stop();
  EXPECT_EQ(read_data(rules_, source_, {.stop = before.get_token()}).diagnostics()[0].code, "R8030");
  for (const bool by_reference : {false, true}) {
    std::stop_source within;
    const auto stopped = evaluate(
        data, {.by_reference = by_reference, .progress = [&](int) { within.request_stop(); }, .stop = within.get_token()});
    ASSERT_FALSE(stopped) << by_reference;
    EXPECT_EQ(stopped.diagnostics()[0].code, "R8030");
  }
}

}  // namespace
}  // namespace plumbline
