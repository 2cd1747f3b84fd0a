// What vetoes and findings do to one row, whatever their order, and when one that is not known matters.
#include "population/apply_vetoes.h"

#include <gtest/gtest.h>

#include "population/open_values.h"

namespace plumb::population {
namespace {

using program::ByGradeEntries;
using program::GradeEntry;
using program::GradeForm;

// Labels: 0 worst.
GradeEntry veto(uint16_t label, bool after_cut = false, bool no_better = false) {
  GradeEntry made;
  made.label = label;
  made.is_veto = true;
  made.after_cut = after_cut;
  made.no_better = no_better;
  return made;
}
GradeEntry finding(uint16_t label) {
  GradeEntry made;
  made.label = label;
  made.form = GradeForm::When;
  return made;
}
constexpr bool After = true, Caps = true;

Truth yes() { return {.holds = true}; }
Truth no() { return {}; }

GradeRow in() {
  GradeRow row;
  row.standing = GradeRow::Standing::In;
  return row;
}
GradeRow graded(uint16_t label, bool is_found) {
  GradeRow row = in();
  row.take(label, 9, is_found);
  return row;
}
AskEntry asked(const std::vector<Truth>& holds) {
  return [&holds](uint32_t entry) { return holds[entry]; };
}

// "free", "label 2 by 1", "open 7", "clash 0 1"; with a cap behind it.
std::string shown(const GradeRow& row) {
  std::string text = row.is_open     ? "open " + std::to_string(row.open.open)
                     : row.has_label ? "label " + std::to_string(row.label) + " by " + std::to_string(row.entry)
                                     : "free";
  return row.cap_entry < 0 ? text : text + ", cap " + std::to_string(row.cap) + " by " + std::to_string(row.cap_entry);
}
std::string before(const std::vector<GradeEntry>& entries, const std::vector<Truth>& holds, bool in_order = false) {
  const ByGradeEntries grade{.entries = entries, .in_order = in_order};
  GradeRow row = in();
  const std::optional<FindingClash> clash = apply_vetoes_before(grade, asked(holds), row);
  if (clash) return "clash " + std::to_string(clash->first) + " " + std::to_string(clash->other);
  return shown(row);
}
std::string after(const std::vector<GradeEntry>& entries, const std::vector<Truth>& holds, GradeRow row) {
  const ByGradeEntries grade{.entries = entries};
  apply_vetoes_after(grade, asked(holds), row);
  return shown(row);
}

TEST(VetoesBefore, TheLowestLabelWinsWhateverTheOrder) {
  EXPECT_EQ(before({veto(2), veto(1), veto(3)}, {yes(), yes(), yes()}), "label 1 by 1");
  EXPECT_EQ(before({veto(1), veto(1)}, {yes(), yes()}), "label 1 by 0") << "of equal ones the first";
  EXPECT_EQ(before({veto(2), veto(1)}, {yes(), no()}), "label 2 by 0");
  EXPECT_EQ(before({veto(2), veto(1)}, {no(), no()}), "free");
  EXPECT_EQ(before({veto(1, After), veto(2)}, {yes(), yes()}), "label 2 by 1") << "later ones are not asked";
}

TEST(VetoesBefore, FindingsGiveLabelsOrClash) {
  EXPECT_EQ(before({finding(3)}, {yes()}), "label 3 by 0");
  EXPECT_EQ(before({finding(3), finding(3)}, {yes(), yes()}), "label 3 by 0");
  EXPECT_EQ(before({finding(3), finding(1)}, {yes(), yes()}), "clash 0 1");
  EXPECT_EQ(before({finding(3), finding(1), veto(3)}, {yes(), yes(), yes()}), "label 1 by 1") << "3 is not asked beside the veto";
  EXPECT_EQ(before({finding(3), finding(1), veto(2)}, {yes(), yes(), yes()}), "label 1 by 1");
  EXPECT_EQ(before({finding(2), finding(1), veto(3)}, {yes(), yes(), yes()}), "clash 0 1");
  EXPECT_EQ(before({finding(3)}, {yes()}, true), "free") << "strictly in order, findings wait for their turn";
}

TEST(VetoesBefore, WhatIsNotKnownMattersOnlyIfItCouldChangeTheGrade) {
  EXPECT_EQ(before({veto(2), veto(1)}, {yes(), unknown(7)}), "open 7");
  EXPECT_EQ(before({veto(1), veto(2)}, {yes(), unknown(7)}), "label 1 by 0");
  EXPECT_EQ(before({veto(1), veto(2)}, {unknown(6), unknown(7)}), "open 6") << "the first in reading order";
  EXPECT_EQ(before({finding(3), veto(3)}, {unknown(6), yes()}), "label 3 by 1");
  EXPECT_EQ(before({finding(3), finding(3)}, {yes(), unknown(6)}), "label 3 by 0");
  EXPECT_EQ(before({finding(3), finding(2)}, {yes(), unknown(6)}), "open 6");
  EXPECT_EQ(before({finding(3), finding(2), veto(3)}, {yes(), yes(), unknown(5)}), "open 5") << "it would settle the clash";
  EXPECT_EQ(before({finding(2), finding(1), veto(3)}, {yes(), yes(), unknown(5)}), "clash 0 1");
  EXPECT_EQ(before({finding(3), finding(2), veto(1, !After, Caps)}, {yes(), yes(), unknown(5)}), "clash 0 1");
}

TEST(VetoesBefore, CapsHoldBelowAndSetNothing) {
  EXPECT_EQ(before({veto(1, !After, Caps)}, {yes()}), "free, cap 1 by 0");
  EXPECT_EQ(before({veto(2, !After, Caps), veto(1, !After, Caps)}, {yes(), yes()}), "free, cap 1 by 1");
  EXPECT_EQ(before({veto(1, !After, Caps), veto(2, !After, Caps)}, {yes(), unknown(7)}), "free, cap 1 by 0");
  EXPECT_EQ(before({veto(2, !After, Caps), veto(1, !After, Caps)}, {yes(), unknown(7)}), "open 7, cap 2 by 0");
}

TEST(VetoesAfter, SetWhatACutGaveAndLiftNothing) {
  EXPECT_EQ(after({veto(1, After)}, {yes()}, graded(3, false)), "label 1 by 0");
  EXPECT_EQ(after({veto(2, After)}, {yes()}, graded(1, false)), "label 2 by 0") << "it sets what a cut gave, also upwards";
  EXPECT_EQ(after({veto(2, After)}, {yes()}, graded(1, true)), "label 1 by 9") << "but lifts no finding";
  EXPECT_EQ(after({veto(2, After)}, {yes()}, graded(3, true)), "label 2 by 0");
  EXPECT_EQ(after({veto(2, After), veto(1, After)}, {yes(), yes()}, graded(3, false)), "label 1 by 1");
  EXPECT_EQ(after({veto(1, After)}, {no()}, graded(3, false)), "label 3 by 9");
}

TEST(VetoesAfter, SetWhatIsOpenUnlessItMayBeWorse) {
  GradeRow waiting = in();
  waiting.leave_open(open(7));
  EXPECT_EQ(after({veto(1, After)}, {yes()}, waiting), "label 1 by 0");
  EXPECT_EQ(after({veto(1, After), veto(0)}, {yes(), unknown(7)}, waiting), "open 7") << "an early veto may be worse";
  EXPECT_EQ(after({veto(1, After), veto(2)}, {yes(), unknown(7)}, waiting), "label 1 by 0");
  EXPECT_EQ(after({veto(1, After), finding(0)}, {yes(), yes()}, waiting), "open 7");
  EXPECT_EQ(after({veto(1, After), veto(0, !After, Caps)}, {yes(), yes()}, waiting), "label 1 by 0")
      << "a cap that holds is counted as such";
  EXPECT_EQ(after({veto(1, After), veto(0, !After, Caps)}, {yes(), unknown(7)}, waiting), "open 7");
  EXPECT_EQ(after({veto(1, After, Caps)}, {yes()}, waiting), "open 7, cap 1 by 0") << "a cap needs the label";
}

TEST(VetoesAfter, CapsOfAnyTimeBringTheLabelDown) {
  EXPECT_EQ(after({veto(1, After, Caps)}, {yes()}, graded(3, false)), "label 1 by 0, cap 1 by 0");
  EXPECT_EQ(after({veto(2, After, Caps)}, {yes()}, graded(1, false)), "label 1 by 9, cap 2 by 0");
  GradeRow capped = graded(3, false);
  capped.limit(2, 8);
  EXPECT_EQ(after({}, {}, capped), "label 2 by 8, cap 2 by 8");
  EXPECT_EQ(after({veto(1, After, Caps), veto(2, After)}, {yes(), yes()}, graded(3, false)), "label 1 by 0, cap 1 by 0");
}

TEST(VetoesAfter, WhatIsNotKnownMattersOnlyIfItCouldChangeTheGrade) {
  EXPECT_EQ(after({veto(1, After)}, {unknown(7)}, graded(3, false)), "open 7");
  EXPECT_EQ(after({veto(3, After)}, {unknown(7)}, graded(3, false)), "label 3 by 9");
  EXPECT_EQ(after({veto(3, After)}, {unknown(7)}, graded(2, false)), "open 7") << "it would lift what a cut gave";
  EXPECT_EQ(after({veto(3, After)}, {unknown(7)}, graded(2, true)), "label 2 by 9");
  EXPECT_EQ(after({veto(1, After), veto(2, After)}, {yes(), unknown(7)}, graded(3, false)), "label 1 by 0");
  EXPECT_EQ(after({veto(2, After), veto(1, After)}, {yes(), unknown(7)}, graded(3, false)), "open 7");
  EXPECT_EQ(after({veto(3, After, Caps)}, {unknown(7)}, graded(2, false)), "label 2 by 9");
  EXPECT_EQ(after({veto(3, After), veto(2, After, Caps)}, {unknown(7), yes()}, graded(2, false)), "label 2 by 9, cap 2 by 1")
      << "the cap would bring it back";
  EXPECT_EQ(after({veto(3, After)}, {unknown(7)}, in()), "open 7") << "who has nothing yet may get this";
}

TEST(HasVetoesAfter, AsksForLateOnesAndCaps) {
  EXPECT_FALSE(has_vetoes_after({.entries = {veto(1), finding(2)}}));
  EXPECT_TRUE(has_vetoes_after({.entries = {veto(1), veto(1, After)}}));
  EXPECT_TRUE(has_vetoes_after({.entries = {veto(1, !After, Caps)}}));
}

}  // namespace
}  // namespace plumb::population
