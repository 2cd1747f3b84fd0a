// Operators, conditions, choices and membership.
#include "conformance/print_expression.h"

namespace plumb::conformance {

using enum syntax::Keyword;

namespace {

bool is_literal(const std::string& head) { return head == "num" || head == "str" || head == "bool" || head == "at"; }

}  // namespace

std::string ExpressionPrinter::print(const Json& node) {
  counted_ = Counted::No;
  root_ = &node;
  return any(node).text;
}

std::string ExpressionPrinter::at_least(const Json& node, Level level) {
  const Printed printed = any(node);
  return printed.level >= level ? printed.text : "(" + printed.text + ")";
}

void ExpressionPrinter::refuse_list(const Json& node) const {
  const std::string head = head_of(node);
  if (head == "list" || head == "range") throw LeftOut{"lists as values"};
}

Printed ExpressionPrinter::any(const Json& node) {
  const std::string head = head_of(node);
  refuse_list(node);
  if (is_literal(head)) return literal(node);
  if (head == "comprehension" || head == "item") throw LeftOut{"lists as values"};
  if (head == "index") throw LeftOut{"indexing"};
  if (head == "call") return call(node);
  if (head == "if") return choice(node);
  if (head == "and" || head == "or") return logic(node);
  if (head == "in") return member(node);
  if (head == "between") return within(node.at(1), "[", node.at(2), node.at(3), "]");
  if (head == "neg") {
    if (!ill_typed_ && is_duration(kind_of(node.at(1)))) throw LeftOut{"arithmetic of lengths"};
    return {"-" + at_least(node.at(1), Level::Negation), Level::Negation};
  }
  if (head == "notop") {
    const Kind kind = kind_of(node.at(1));
    if (!ill_typed_ && kind != Kind::Truth && kind != Kind::Other) throw LeftOut{"truthiness"};
    return {words_.key(K_NOT) + " " + at_least(node.at(1), Level::Not), Level::Not};
  }
  return binary(node);
}

Printed ExpressionPrinter::binary(const Json& node) {
  const std::string head = head_of(node);
  if (head == "%") return remainder(node.at(1), node.at(2), K_TRUNCATE);
  if (head == "+" || head == "-") return sum(node);
  if (head == "*" || head == "/" || head == "**") return arithmetic(node);
  if (head == "=" || head == "!=" || head == "<" || head == "<=" || head == ">" || head == ">=") return comparison(node);
  throw LeftOut{"no form for " + head};
}

Printed ExpressionPrinter::sum(const Json& node) {
  const std::string head = head_of(node);
  const Kind left = kind_of(node.at(1)), right = kind_of(node.at(2));
  if (left == Kind::Date && right == Kind::Date && head == "-") {
    if (&node != root_) throw LeftOut{"arithmetic of lengths"};
    counted_ = Counted::Days;
    return {words_.function("days_between") + "(" + any(node.at(2)).text + ", " + any(node.at(1)).text + ")"};
  }
  // Months say what happens at the end of one; days are added as they are.
  if (left == Kind::Date && right == Kind::Months) return shifted(node.at(1), node.at(2), head == "-");
  if (is_duration(left) && right == Kind::Date && head == "+") return shifted(node.at(2), node.at(1), false);
  if (!ill_typed_ && left != Kind::Date) {
    if (is_duration(left) && is_duration(right)) throw LeftOut{"arithmetic of lengths"};
    if (left == Kind::Text || right == Kind::Text) throw LeftOut{"texts beyond equality, order and prefix"};
  }
  return {at_least(node.at(1), Level::Additive) + " " + head + " " + at_least(node.at(2), Level::Multiplicative),
          Level::Additive};
}

Printed ExpressionPrinter::shifted(const Json& date, const Json& length, bool back) {
  return {words_.function(back ? "earlier" : "after") + "(" + any(date).text + ", " + any(length).text + ", " +
          words_.key(K_CLAMP) + ")"};
}

Printed ExpressionPrinter::arithmetic(const Json& node) {
  const std::string head = head_of(node);
  const Kind left = kind_of(node.at(1)), right = kind_of(node.at(2));
  if (!ill_typed_ && (is_duration(left) || is_duration(right))) throw LeftOut{"arithmetic of lengths"};
  if (head == "**") {
    const bool is_whole = head_of(node.at(2)) != "num" || node.at(2).at(1).get<std::string>().find('.') == std::string::npos;
    if (!is_whole && left == Kind::Number) throw LeftOut{"fractional powers"};
    return {at_least(node.at(1), Level::Settled) + " ^ " + at_least(node.at(2), Level::Negation), Level::Power};
  }
  if (head == "/" && truncates_) return divided(node);
  return {at_least(node.at(1), Level::Multiplicative) + " " + head + " " + at_least(node.at(2), Level::Negation),
          Level::Multiplicative};
}

Printed ExpressionPrinter::divided(const Json& node) {
  return {words_.key(K_TRUNCATE) + "(" + at_least(node.at(1), Level::Multiplicative) + " / " +
          at_least(node.at(2), Level::Negation) + ", 1)"};
}

// a - b * [a / b], the quotient cut off (%) or rounded down (modulo).
Printed ExpressionPrinter::remainder(const Json& a, const Json& b, syntax::Keyword mode) {
  const std::string quotient =
      words_.key(mode) + "(" + at_least(a, Level::Multiplicative) + " / " + at_least(b, Level::Negation) + ", 1)";
  return {at_least(a, Level::Additive) + " - " + at_least(b, Level::Multiplicative) + " * " + quotient, Level::Additive};
}

Printed ExpressionPrinter::comparison(const Json& node) {
  const std::string head = head_of(node);
  const Kind left = kind_of(node.at(1)), right = kind_of(node.at(2));
  const bool is_equality = head == "=" || head == "!=";
  if (!ill_typed_ && !is_equality) {
    if (is_duration(left)) throw LeftOut{"order of lengths"};
    if (left == Kind::Truth) throw LeftOut{"order of truth values"};
  }
  if (!ill_typed_ && left != right && is_duration(left) && is_duration(right)) throw LeftOut{"order of lengths"};
  return {at_least(node.at(1), Level::Additive) + " " + head + " " + at_least(node.at(2), Level::Additive), Level::Comparison};
}

Printed ExpressionPrinter::logic(const Json& node) {
  const std::string head = head_of(node);
  if (!ill_typed_) {
    for (const Json& operand : {node.at(1), node.at(2)}) {
      const Kind kind = kind_of(operand);
      if (kind != Kind::Truth && kind != Kind::Other) throw LeftOut{"truthiness"};
    }
  }
  const Level level = head == "and" ? Level::And : Level::Or;
  // 且 beside 或 wants brackets: only the same word may stand on the left without.
  const std::string left = head_of(node.at(1)) == head ? any(node.at(1)).text : at_least(node.at(1), Level::Not);
  const std::string word = words_.key(head == "and" ? K_AND : K_OR);
  return {left + " " + word + " " + at_least(node.at(2), Level::Not), level};
}

Printed ExpressionPrinter::choice(const Json& node) {
  const Kind kind = kind_of(node.at(1));
  if (!ill_typed_ && kind != Kind::Truth && kind != Kind::Other) throw LeftOut{"truthiness"};
  const std::string condition = at_least(node.at(1), Level::Or);
  return {words_.key(K_IF) + " " + condition + " " + words_.key(K_THEN) + " " + at_least(node.at(2), Level::Or) + " " +
              words_.key(K_OTHERWISE) + " " + any(node.at(3)).text,
          Level::Choice};
}

Printed ExpressionPrinter::within(const Json& subject, const std::string& open, const Json& low, const Json& high,
                                  const std::string& close) {
  if (!ill_typed_ && is_duration(kind_of(subject))) throw LeftOut{"order of lengths"};
  return {at_least(subject, Level::Additive) + " " + words_.key(K_MEMBER) + " " + (open == "[" ? "[" : "(") +
              at_least(low, Level::Additive) + ", " + at_least(high, Level::Additive) + (close == "]" ? "]" : ")"),
          Level::Comparison};
}

Printed ExpressionPrinter::member_of(const Json& subject, const Json& test) {
  const std::string head = head_of(test);
  if (head == "range") return within(subject, test.at(1), test.at(2), test.at(3), test.at(4));
  if (head == "ucmp") return comparison(Json::array({test.at(1), subject, test.at(2)}));
  return {at_least(subject, Level::Additive) + " " + words_.key(K_IS_ONE_OF) + " " + at_least(test, Level::Additive),
          Level::Comparison};
}

// Values together behind 为; ranges and comparisons joined by 或.
Printed ExpressionPrinter::member(const Json& node) {
  const Json& subject = node.at(1);
  refuse_list(subject);
  Json tests = Json::array();
  for (const Json& test : node.at(2)) {
    if (head_of(test) != "list") tests.push_back(test);
    for (size_t i = 1; head_of(test) == "list" && i < test.size(); ++i) tests.push_back(test.at(i));
  }
  if (tests.empty()) throw LeftOut{"empty list"};
  bool are_values = true;
  for (const Json& test : tests) {
    if (head_of(test) == "list") throw LeftOut{"lists as values"};
    are_values = are_values && head_of(test) != "range" && head_of(test) != "ucmp";
  }
  Printed result = member_of(subject, tests.at(0));
  for (size_t i = 1; i < tests.size(); ++i) {
    if (are_values) {
      result.text += "、" + at_least(tests.at(i), Level::Additive);
    } else {
      result.text += " " + words_.key(K_OR) + " " + member_of(subject, tests.at(i)).text;
      result.level = Level::Or;
    }
  }
  return result;
}

}  // namespace plumb::conformance
