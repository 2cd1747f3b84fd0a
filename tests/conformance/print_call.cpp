// Calls: functions of the suites by the function of ours that means the same.
#include <algorithm>

#include "base/date.h"
#include "conformance/print_expression.h"

namespace plumb::conformance {

using enum syntax::Keyword;

namespace {

struct Rounding {
  std::string_view function;
  syntax::Keyword mode;
  bool place_may_lack;
};
constexpr Rounding Roundings[] = {
    {"floor", K_FLOOR, true},          {"ceiling", K_CEILING, true},        {"round up", K_AWAY, false},
    {"round down", K_TRUNCATE, false}, {"round half up", K_HALF_UP, false}, {"round half down", K_HALF_DOWN, false},
    {"decimal", K_HALF_EVEN, false},   {"math.floor", K_FLOOR, true},       {"math.round", K_HALF_UP, true},
    {"math.trunc", K_TRUNCATE, true},
};

struct Same {
  std::string_view function;
  std::string_view id;
};
constexpr Same Aggregates[] = {
    {"sum", "sum"}, {"count", "count"}, {"min", "min"},       {"max", "max"},        {"mean", "average"},
    {"any", "any"}, {"all", "all"},     {"median", "median"}, {"math.least", "min"}, {"math.greatest", "max"},
};
constexpr Same Functions[] = {
    {"abs", "absolute"},
    {"math.abs", "absolute"},
    {"string length", "text_length"},
    {"size", "text_length"},
};

constexpr std::string_view OfTexts[] = {
    "substring",  "substr",           "concat",          "contains", "endsWith", "charAt",  "indexOf",     "lastIndexOf",
    "lowerAscii", "replace",          "split",           "trim",     "join",     "reverse", "string join", "upper case",
    "lower case", "substring before", "substring after", "matches"};
constexpr std::string_view Conversions[] = {"string", "number", "bool", "int", "double"};
constexpr std::string_view OfLists[] = {"remove",  "insert before", "sublist",    "concatenate", "append", "index of",
                                        "flatten", "list replace",  "exists_one", "mode",        "range"};
constexpr std::string_view Others[] = {"odd",       "even",        "stddev",      "product",       "exp",          "log",
                                       "math.sign", "day of year", "day of week", "month of year", "week of year", "today",
                                       "get value", "get entries", "context",     "context put",   "context merge"};

// The scale 2 is the place 0.01.
std::string place_of(const Json& scale) {
  const bool is_negative = head_of(scale) == "neg";
  const int places = std::stoi((is_negative ? scale.at(1) : scale).at(1).get<std::string>());
  if (places == 0) return "1";
  if (is_negative) return "1" + std::string(static_cast<size_t>(places), '0');
  return "0." + std::string(static_cast<size_t>(places) - 1, '0') + "1";
}

bool is_whole_number(const Json& node) {
  if (head_of(node) == "neg") return is_whole_number(node.at(1));
  return head_of(node) == "num" && node.at(1).get<std::string>().find_first_not_of("0123456789") == std::string::npos;
}

// One written list is its members.
Json members_of(const Json& arguments) {
  if (arguments.size() != 1 || head_of(arguments.at(0)) != "list") return arguments;
  Json members = Json::array();
  for (size_t i = 1; i < arguments.at(0).size(); ++i) members.push_back(arguments.at(0).at(i));
  return members;
}

}  // namespace

std::string ExpressionPrinter::listed(const Json& arguments) {
  std::string text;
  for (const Json& argument : arguments) text += (text.empty() ? "" : ", ") + any(argument).text;
  return "(" + text + ")";
}

Printed ExpressionPrinter::plain_call(std::string_view id, const Json& arguments) {
  return {words_.function(id) + listed(arguments)};
}

Printed ExpressionPrinter::aggregate(std::string_view id, const Json& arguments) {
  const Json members = members_of(arguments);
  if (members.empty() && !arguments.empty()) throw LeftOut{"empty list"};
  return plain_call(id, members);
}

Printed ExpressionPrinter::rounding(syntax::Keyword mode, const Json& arguments, bool place_may_lack) {
  std::string text;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const Json& argument = arguments.at(i);
    // The suites give the number of places, up to a limit of their own numbers.
    if (i == 1 && head_of(argument) != "num" && kind_of(argument) == Kind::Number && !is_whole_number(argument)) {
      throw LeftOut{"limits of places"};
    }
    text += (i == 0 ? "" : ", ") + (i == 1 && is_whole_number(argument) ? place_of(argument) : any(argument).text);
  }
  if (arguments.size() == 1 && place_may_lack) text += ", 1";
  return {words_.key(mode) + "(" + text + ")"};
}

Printed ExpressionPrinter::call_date(const Json& arguments) {
  if (arguments.size() == 1 && head_of(arguments.at(0)) == "str") return day(arguments.at(0).at(1));
  if (arguments.size() == 1 && kind_of(arguments.at(0)) == Kind::Date) return any(arguments.at(0));
  return plain_call("date_of", arguments);
}

Printed ExpressionPrinter::call_length(const Json& arguments) {
  if (arguments.size() == 1 && head_of(arguments.at(0)) == "str") return length(arguments.at(0).at(1));
  throw LeftOut{"texts to other types"};
}

Printed ExpressionPrinter::call(const Json& node) {
  const std::string function = node.at(1);
  const Json& arguments = node.at(2);
  const auto is_this = [&](const auto& row) { return row.function == function; };
  if (const auto* found = std::ranges::find_if(Roundings, is_this); found != std::end(Roundings)) {
    return rounding(found->mode, arguments, found->place_may_lack);
  }
  if (const auto* found = std::ranges::find_if(Aggregates, is_this); found != std::end(Aggregates)) {
    return aggregate(found->id, arguments);
  }
  if (const auto* found = std::ranges::find_if(Functions, is_this); found != std::end(Functions)) {
    return plain_call(found->id, arguments);
  }
  if (function == "date") return call_date(arguments);
  if (function == "duration") return call_length(arguments);
  if (function == "years and months duration" && arguments.size() == 2) {
    if (&node != root_ && !ill_typed_) throw LeftOut{"arithmetic of lengths"};
    counted_ = Counted::Months;
    return plain_call("months_between", arguments);
  }
  if (function == "modulo" && arguments.size() == 2) return remainder(arguments.at(0), arguments.at(1), K_FLOOR);
  if (function == "not") return any(Json::array({"notop", arguments.at(0)}));
  if (function == "startsWith") {
    return {at_least(arguments.at(0), Level::Additive) + " " + words_.key(K_STARTS_WITH) + " " +
                at_least(arguments.at(1), Level::Additive),
            Level::Comparison};
  }
  if (function == "sqrt") {
    if (arguments.size() != 1) return plain_call("square_root", arguments);
    return {words_.function("square_root") + "(" + any(arguments.at(0)).text + ", 0.000000000001, " + words_.key(K_HALF_EVEN) +
            ")"};
  }
  if (function == "coalesce" && !arguments.empty()) {
    // No operand can be absent here, so the first is the value.
    std::string text = at_least(arguments.back(), Level::Primary);
    for (size_t i = arguments.size() - 1; i-- > 0;) {
      text = at_least(arguments.at(i), Level::Primary) + " " + words_.key(K_IF_ABSENT) + " " + text;
      if (i > 0) text = "(" + text + ")";
    }
    return {text, arguments.size() == 1 ? Level::Primary : Level::Settled};
  }
  if (function == "contains" && arguments.size() == 2 && head_of(arguments.at(0)) == "list") {
    return member(Json::array({"in", arguments.at(1), Json::array({arguments.at(0)})}));
  }
  const bool is_number = arguments.size() == 1 && kind_of(arguments.at(0)) == Kind::Number;
  if (function == "int" && is_number) return rounding(K_TRUNCATE, arguments, true);
  if (function == "double" && is_number) return any(arguments.at(0));
  const auto is_among = [&](const auto& names) { return std::ranges::find(names, function) != std::end(names); };
  if (is_among(OfTexts)) throw LeftOut{"texts beyond equality, order and prefix"};
  if (is_among(Conversions)) throw LeftOut{"texts to other types"};
  if (is_among(OfLists)) throw LeftOut{"lists as values"};
  if (is_among(Others) || function == "modulo" || function == "years and months duration") {
    throw LeftOut{"other functions"};
  }
  // A function that nobody knows must be refused: its name as one word.
  if (!ill_typed_) throw LeftOut{"no form for " + function};
  std::string name = function;
  std::ranges::replace(name, ' ', '_');
  return {name + listed(arguments)};
}

}  // namespace plumb::conformance
