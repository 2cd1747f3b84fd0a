// Plain s-expressions (prepare_case.h) as text of our language, with no brackets but those that are needed.
#pragma once

#include <string>

#include "conformance/prepare_case.h"
#include "conformance/words.h"

namespace plumb::conformance {

// How tightly a text binds; the names follow the grammar.
enum class Level { Choice, Or, And, Not, Comparison, Additive, Multiplicative, Negation, Power, Settled, Primary };

struct Printed {
  std::string text;
  Level level = Level::Primary;
};

// A case's value that our language gives as a plain number: 相隔月数, 相隔日数.
enum class Counted { No, Months, Days };

class ExpressionPrinter {
 public:
  // ill_typed: a case that must be refused, so operands of any kind are printed as they stand.
  // truncates: the suite's / cuts off the fraction.
  ExpressionPrinter(Words words, bool ill_typed, bool truncates) : words_(words), ill_typed_(ill_typed), truncates_(truncates) {}

  // Throws LeftOut.
  [[nodiscard]] std::string print(const Json& node);
  [[nodiscard]] Counted counted() const { return counted_; }

  // The operand in brackets if it binds less tightly.
  [[nodiscard]] std::string at_least(const Json& node, Level level);
  [[nodiscard]] Printed any(const Json& node);

 private:
  Printed literal(const Json& node);
  Printed length(const std::string& iso);
  Printed day(const std::string& text);
  Printed binary(const Json& node);
  Printed arithmetic(const Json& node);
  Printed sum(const Json& node);
  Printed shifted(const Json& date, const Json& length, bool back);
  Printed divided(const Json& node);
  Printed remainder(const Json& a, const Json& b, syntax::Keyword mode);
  Printed comparison(const Json& node);
  Printed logic(const Json& node);
  Printed choice(const Json& node);
  Printed member(const Json& node);
  Printed member_of(const Json& subject, const Json& test);
  Printed within(const Json& subject, const std::string& open, const Json& low, const Json& high, const std::string& close);

  Printed call(const Json& node);
  Printed call_date(const Json& arguments);
  Printed call_length(const Json& arguments);
  Printed rounding(syntax::Keyword mode, const Json& arguments, bool place_may_lack);
  Printed aggregate(std::string_view id, const Json& arguments);
  Printed plain_call(std::string_view id, const Json& arguments);
  std::string listed(const Json& arguments);
  void refuse_list(const Json& node) const;

  Words words_;
  bool ill_typed_;
  bool truncates_;
  Counted counted_ = Counted::No;
  const Json* root_ = nullptr;
};

}  // namespace plumb::conformance
