// The one walk over operands reaches what the fingerprints reach, which take every member of every node apart by themselves.
#include <set>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "fingerprint/fingerprint.h"
#include "program/rule_programs.h"
#include "program/walk_definition.h"
#include "program/walk_operands.h"

namespace plumb::program::test {
namespace {

// Every expression under the formulas of definitions, scopes, rankings, judgements and parameters.
struct Reached {
  const Program& program;
  std::set<uint32_t> exprs;

  void formula(ExprId id) {
    if (!exprs.insert(id.value).second) return;
    walk_operands(program.at(id), [this](Operand operand) { formula(operand.id); });
  }
  void all() {
    const auto take = [this](ExprId id) { formula(id); };
    for (uint32_t i = 0; i < program.definitions.size(); ++i) walk_formulas(program, DefinitionId{i}, take);
    for (const Population& one : program.populations) walk_formulas(one, take);
    for (const Ranking& one : program.rankings) walk_formulas(one, take);
    for (const Judgement& one : program.judgements) walk_formulas(one, take);
    for (const Parameter& parameter : program.parameters) {
      for (const DatedValue& dated : parameter.values) {
        if (dated.value.valid()) formula(dated.value);
      }
    }
  }
};

TEST(WalkOperands, ReachesWhatFingerprintsReach) {
  std::set<size_t> kinds;  // of the nodes that were met
  for (const auto& [file, program] : rule_programs()) {
    Reached reached{program, {}};
    reached.all();
    const fingerprint::Fingerprints prints = fingerprint::fingerprint_definitions(program, Subject{});
    for (uint32_t i = 0; i < program.exprs.size(); ++i) {
      const bool is_printed = prints.exprs[i] != fingerprint::Fingerprint{};
      EXPECT_EQ(reached.exprs.contains(i), is_printed) << file << ": expression " << i;
      if (is_printed) kinds.insert(program.exprs[i].node.index());
    }
  }
  for (size_t kind = 0; kind < std::variant_size_v<decltype(Expr::node)>; ++kind) {
    if (kind == Expr{.node = RowByKey{}, .type = {}, .span = {}}.node.index()) continue;  // of tests; no formula has one
    EXPECT_TRUE(kinds.contains(kind)) << "no rule file has a node of kind " << kind;
  }
}

TEST(WalkOperands, ChangesEachOperandInItsPlace) {
  for (const auto& [file, program] : rule_programs()) {
    for (const Expr& expr : program.exprs) {
      std::vector<uint32_t> before, asked, after;
      walk_operands(expr, [&](Operand operand) { before.push_back(operand.id.value); });
      Expr changed = expr;
      change_operands(changed, [&](Operand operand) {
        asked.push_back(operand.id.value);
        return ExprId{operand.id.value + 1};
      });
      walk_operands(changed, [&](Operand operand) { after.push_back(operand.id.value - 1); });
      ASSERT_EQ(asked, before) << file;
      ASSERT_EQ(after, before) << file;
    }
  }
}

TEST(WalkReads, NamesWhatIsReadById) {
  bool has_column = false, has_definition = false, has_parameter = false, has_population = false, has_ranking = false;
  for (const auto& [file, program] : rule_programs()) {
    for (const Expr& expr : program.exprs) {
      walk_reads(expr, [&](Read read) {
        has_column |= std::holds_alternative<ColumnId>(read);
        has_definition |= std::holds_alternative<DefinitionId>(read);
        has_parameter |= std::holds_alternative<ParameterId>(read);
        has_population |= std::holds_alternative<PopulationId>(read);
        has_ranking |= std::holds_alternative<RankingId>(read);
        EXPECT_TRUE(std::visit([](auto id) { return id.valid(); }, read)) << file;
      });
    }
  }
  EXPECT_TRUE(has_column && has_definition && has_parameter && has_population && has_ranking);
}

}  // namespace
}  // namespace plumb::program::test
