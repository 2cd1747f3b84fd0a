#include "plumbline/compare.h"

#include "pipeline/facade/access.h"
#include "pipeline/facade/guard.h"
#include "report/comparison.h"

namespace plumbline {

namespace {

using inner::report::ComparisonWords;
using inner::report::RuleTexts;

RuleTexts& texts_of(const RulesState& rules, inner::source::Language spelling) {
  std::unique_ptr<RuleTexts>& texts = rules.texts[static_cast<std::size_t>(spelling)];
  if (texts == nullptr) texts = std::make_unique<RuleTexts>(rules.checked->sources, spelling);
  return *texts;
}

// Both in one spelling; the words of either are asked for by one comparison at a time.
inner::report::ComparedRuns compare_with_words(const Run& before, const Run& after) {
  const RulesState &old = state_of(before.rules()), &now = state_of(after.rules());
  std::unique_lock first(old.texts_lock, std::defer_lock), second(now.texts_lock, std::defer_lock);
  if (&old == &now) {
    first.lock();
  } else {
    std::lock(first, second);
  }
  const auto spelling = old.checked->spelling;
  return inner::report::compare_runs(evaluation(before), evaluation(after), texts_of(old, spelling), texts_of(now, spelling));
}

std::vector<Text> in_pairs(std::vector<std::string> zh, std::vector<std::string> en) {
  std::vector<Text> pairs;
  for (std::size_t i = 0; i < zh.size(); ++i) pairs.push_back({std::move(zh[i]), std::move(en[i])});
  return pairs;
}

Move move_of(const inner::study::Comparison& made, const inner::study::Move& move, const ComparisonWords& zh,
             const ComparisonWords& en) {
  const inner::study::UnitPair& unit = made.units[move.unit];
  Move told{.key = unit.key,
            .title = unit.title,
            .before = {zh.class_name(unit.before.in_class), en.class_name(unit.before.in_class)},
            .after = {zh.class_name(unit.after.in_class), en.class_name(unit.after.in_class)},
            .place_before = unit.before.place,
            .place_after = unit.after.place,
            .causes = {},
            .why = {zh.why(move), en.why(move)}};
  for (const inner::study::Cause cause : move.causes) told.causes.emplace_back(inner::report::cause_word(cause));
  return told;
}

}  // namespace

Result<Comparison> compare(const Run& before, const Run& after) {
  return guarded([&] {
    auto state = std::make_shared<ComparisonState>(before, after);
    state->runs = std::make_unique<const inner::report::ComparedRuns>(compare_with_words(before, after));
    state->standing = static_cast<Standing>(inner::report::standing_of(*state->runs));
    const ComparisonWords zh(*state->runs, inner::source::Language::Zh), en(*state->runs, inner::source::Language::En);
    state->headline = {zh.headline(), en.headline()};
    state->ways = in_pairs(zh.ways(), en.ways());
    return Result<Comparison>(Access::make<Comparison>(std::shared_ptr<const ComparisonState>(std::move(state))), {});
  });
}

const Run& Comparison::before() const { return state_->before; }
const Run& Comparison::after() const { return state_->after; }
Standing Comparison::standing() const { return state_->standing; }
const Text& Comparison::headline() const { return state_->headline; }
const std::vector<Text>& Comparison::ways() const { return state_->ways; }

const std::vector<Move>& Comparison::moves() const {
  attempt([&] {
    std::call_once(state_->moves_shown, [&] {
      const ComparisonWords zh(*state_->runs, inner::source::Language::Zh), en(*state_->runs, inner::source::Language::En);
      std::vector<Move> made;
      for (const inner::study::Move& one : state_->runs->comparison.moves) {
        made.push_back(move_of(state_->runs->comparison, one, zh, en));
      }
      state_->moves = std::move(made);
    });
  });
  return state_->moves;
}

}  // namespace plumbline
