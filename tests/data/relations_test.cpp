// Members of owners, lineage, facts of columns.
#include <gtest/gtest.h>

#include "data/column_facts.h"
#include "data/lineage.h"
#include "data/members_of.h"
#include "data/rows.h"

namespace plumb::data {
namespace {

using program::Role;
using program::TypeKind;
using support::ProgramBuilder;

struct World {
  ProgramBuilder builder;
  program::TableId unit, instrument, usage, lineage;
  World() {
    unit = builder.table("单位");
    builder.key("编码", TypeKind::Text);
    instrument = builder.table("仪器");
    builder.key("号", TypeKind::Text);
    builder.reference("单位", unit).is_optional = true;
    usage = builder.table("机时");
    builder.reference("仪器", instrument, {}, true);
    builder.key("月", TypeKind::Number);
    lineage = builder.table("沿革", {}, program::TableRole::Lineage);
    builder.reference("前身", unit, {}, true).roles = {Role::Predecessor};
    builder.reference("后继", unit, {}, true).roles = {Role::Successor};
    builder.column("生效", TypeKind::Date).roles = {Role::Effective};
  }
  Data build(const std::vector<TextRow>& units, const std::vector<TextRow>& instruments, const std::vector<TextRow>& usages,
             const std::vector<TextRow>& successions = {}) {
    const auto& program = builder.program;
    return build_data(program,
                      {rows_of(program, unit, units), rows_of(program, instrument, instruments), rows_of(program, usage, usages),
                       rows_of(program, lineage, successions)},
                      2021);
  }
};

std::vector<uint32_t> list(std::span<const uint32_t> rows) { return {rows.begin(), rows.end()}; }

TEST(MembersOf, FollowsChains) {
  World world;
  const Data data = world.build({{"A"}, {"B"}, {"C"}}, {{"1", "B"}, {"2", "A"}, {"3", ""}, {"4", "B"}},
                                {{"4", "=1"}, {"1", "=2"}, {"3", "=1"}, {"1", "=1"}, {"2", "=1"}, {"9", "=1"}});
  const auto path = std::vector{world.builder.id(world.usage, "仪器"), world.builder.id(world.instrument, "单位")};
  const MemberIndex members = index_members(world.builder.program, data, path);
  ASSERT_EQ(members.offsets.size(), 4U);
  EXPECT_EQ(list(members.of(0)), (std::vector<uint32_t>{2}));
  EXPECT_EQ(list(members.of(1)), (std::vector<uint32_t>{0, 1, 4}));
  EXPECT_TRUE(members.of(2).empty());
  ASSERT_EQ(members.unowned.size(),
            1U);  // the orphan; the row without a unit belongs to nobody and blocks nobody
  EXPECT_EQ(data.faults[members.faults[0]].kind, FaultKind::Orphan);
  EXPECT_EQ(data.faults[members.faults[0]].found, "9");
}

TEST(MembersOf, DuplicatesAnswerTogether) {
  World world;
  const Data data = world.build({{"A"}, {"B"}}, {{"1", "A"}, {"1", "A"}, {"2", "A"}, {"2", "B"}}, {{"1", "=1"}, {"2", "=1"}});
  const auto path = std::vector{world.builder.id(world.usage, "仪器"), world.builder.id(world.instrument, "单位")};
  const MemberIndex usages = index_members(world.builder.program, data, path);
  EXPECT_EQ(list(usages.of(0)), (std::vector<uint32_t>{0}));
  EXPECT_EQ(usages.unowned, (std::vector<uint32_t>{1}));
  EXPECT_EQ(data.faults[usages.faults[0]].kind, FaultKind::DuplicateKey);
  const MemberIndex instruments = index_members(world.builder.program, data, {world.builder.id(world.instrument, "单位")});
  EXPECT_EQ(list(instruments.of(0)), (std::vector<uint32_t>{0, 1, 2}));
  EXPECT_EQ(list(instruments.of(1)), (std::vector<uint32_t>{3}));
}

base::Date day(const char* text) { return *base::parse_date(text); }

TEST(Lineage, ClosesOverTimeUpToADate) {
  World world;
  const Data data = world.build({{"A"}, {"B"}, {"C"}, {"D"}}, {}, {},
                                {{"A", "B", "2018-01-01"}, {"B", "C", "2019-01-01"}, {"D", "C", "2020-01-01"}});
  const Lineage late = build_lineage(world.builder.program, data, world.unit, day("2020-01-01"));
  EXPECT_EQ(list(late.of(2)), (std::vector<uint32_t>{0, 1, 3}));
  EXPECT_EQ(list(late.of(1)), (std::vector<uint32_t>{0}));
  EXPECT_TRUE(late.of(0).empty());
  const Lineage early = build_lineage(world.builder.program, data, world.unit, day("2019-12-31"));
  EXPECT_EQ(list(early.of(2)), (std::vector<uint32_t>{0, 1}));
  EXPECT_EQ(late.fault, std::vector<uint32_t>(4, UINT32_MAX));
}

TEST(Lineage, CirclesAndOrphansLeaveSuccessorsOpen) {
  World world;
  const Data data =
      world.build({{"A"}, {"B"}, {"C"}, {"D"}}, {}, {},
                  {{"A", "B", "2018-01-01"}, {"B", "A", "2019-01-01"}, {"B", "C", "2019-01-01"}, {"X", "D", "2019-01-01"}});
  ASSERT_EQ(data.faults.size(), 3U);
  const Lineage lineage = build_lineage(world.builder.program, data, world.unit, day("2021-01-01"));
  const auto kind = [&](uint32_t unit) { return data.faults[lineage.fault[unit]].kind; };
  EXPECT_EQ(kind(0), FaultKind::LineageCycle);
  EXPECT_EQ(kind(1), FaultKind::LineageCycle);
  EXPECT_EQ(kind(2), FaultKind::LineageCycle);
  EXPECT_EQ(kind(3), FaultKind::Orphan);
  EXPECT_EQ(list(lineage.of(2)), (std::vector<uint32_t>{0, 1}));
}

TEST(Lineage, NobodyKnowsWhoseSuccessor) {
  World world;
  const Data data = world.build({{"A"}, {"B"}}, {}, {}, {{"A", "X", "2018-01-01"}});
  const Lineage lineage = build_lineage(world.builder.program, data, world.unit, day("2021-01-01"));
  EXPECT_EQ(lineage.fault, (std::vector<uint32_t>{0, 0}));
  const Lineage before = build_lineage(world.builder.program, data, world.unit, day("2017-01-01"));
  EXPECT_EQ(before.fault, std::vector<uint32_t>(2, UINT32_MAX));
}

TEST(ColumnFacts, CountsWhatIsThere) {
  ProgramBuilder builder;
  const auto table = builder.table("物");
  builder.key("号", TypeKind::Text);
  support::may_lack(builder.number("数", 2), {program::BuiltinAbsence::NotReported, program::BuiltinAbsence::UnderReview});
  const auto& program = builder.program;
  const Data data = build_data(
      program, {rows_of(program, table, {{"1", "=5"}, {"2", ""}, {"3", "=-7"}, {"4", "|待核实"}, {"5", "x"}, {"6", "=5"}})}, 1);
  const ColumnFacts facts = find_facts(program.columns[1], data.tables[0].columns[1]);
  EXPECT_EQ(facts.present, 3U);
  EXPECT_EQ(facts.faulty, 1U);
  EXPECT_EQ(facts.absent, (std::vector<uint32_t>{1, 1}));
  EXPECT_EQ(facts.min, -7);
  EXPECT_EQ(facts.max, 5);
  EXPECT_FALSE(facts.is_ascending);
}

}  // namespace
}  // namespace plumb::data
