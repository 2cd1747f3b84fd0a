// The table of builtins and the words of the language agree.
#include "program/builtins.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "program/name_kind.h"
#include "syntax/builtin_words.h"

namespace plumb::program::builtins {
namespace {

constexpr std::string_view Ids[] = {
#define PLUMB_AGGREGATE(value, id, name, least, most, of_nothing, reads) id,
#define PLUMB_FUNCTION(value, id, name, least, most, takes, gives, low, high, magnitude) id,
#define PLUMB_STEP(value, id, name, least, most) id,
#define PLUMB_SPECIAL(value, id, least, most) id,
#include "program/builtins.def"
};

TEST(Builtins, EveryRowHasAWordAndEveryWordARow) {
  std::set<std::string_view> seen;
  for (const std::string_view id : Ids) {
    EXPECT_TRUE(seen.insert(id).second) << id << " stands twice";
    EXPECT_NE(syntax::find_builtin_by_id(syntax::BuiltinKind::Function, id), nullptr) << id;
    const Builtin* row = find(id);
    ASSERT_NE(row, nullptr) << id;
    EXPECT_EQ(row->id, id);
    EXPECT_LE(row->least, row->most) << id;
  }
  for (const syntax::BuiltinWord& word : syntax::builtin_words()) {
    if (word.kind != syntax::BuiltinKind::Function) continue;
    EXPECT_TRUE(seen.contains(word.en)) << word.en;
  }
  EXPECT_EQ(find("no_such_function"), nullptr);
}

// No value of the type is larger than what plans count on.
void expect_within(Function function, std::string_view id) {
  const Signature of = signature_of(function);
  if (!of.magnitude) return;
  EXPECT_LE(of.high.value_or(0), *of.magnitude) << id;
  EXPECT_GE(of.low.value_or(0), -*of.magnitude) << id;
}

TEST(Builtins, SignaturesTellWhatPlansMayRelyOn) {
  const Signature year = signature_of(Function::YearOf);
  EXPECT_EQ(year.takes, ValueKind::Date);
  EXPECT_EQ(year.gives, ValueKind::Whole);
  EXPECT_EQ(year.low, 1);
  EXPECT_EQ(year.high, 9999);
  EXPECT_EQ(signature_of(Function::Larger).takes, ValueKind::Own);
  EXPECT_EQ(signature_of(Function::Larger).magnitude, std::nullopt);
#define PLUMB_FUNCTION(value, id, name, least, most, takes, gives, low, high, magnitude) expect_within(Function::value, id);
#include "program/builtins.def"
}

TEST(Builtins, AggregatesOfNothing) {
  EXPECT_EQ(of_nothing(AggregateKind::Sum), OfNothing::Zero);
  EXPECT_EQ(of_nothing(AggregateKind::Any), OfNothing::False);
  EXPECT_EQ(of_nothing(AggregateKind::Max), OfNothing::NeedsAnswer);
  EXPECT_TRUE(has_body(AggregateKind::Distinct));
  EXPECT_FALSE(has_body(AggregateKind::Share));
}

TEST(NameKind, EveryFunctionHasAName) {
#define PLUMB_FUNCTION(value, id, name, least, most, takes, gives, low, high, magnitude) \
  EXPECT_EQ(name_of(Function::value), name) << id;
#include "program/builtins.def"
}

}  // namespace
}  // namespace plumb::program::builtins
