#include "conformance/prepare_case.h"

#include <algorithm>
#include <string_view>

namespace plumb::conformance {

namespace {

using Bindings = std::map<std::string, Json>;

struct Parameters {
  std::string_view function;
  std::vector<std::string_view> names;
};

const std::vector<Parameters>& named_parameters() {
  static const std::vector<Parameters> table = {
      {"abs", {"n"}},
      {"floor", {"n", "scale"}},
      {"ceiling", {"n", "scale"}},
      {"decimal", {"n", "scale"}},
      {"round up", {"n", "scale"}},
      {"round down", {"n", "scale"}},
      {"round half up", {"n", "scale"}},
      {"round half down", {"n", "scale"}},
      {"modulo", {"dividend", "divisor"}},
      {"sqrt", {"number"}},
      {"all", {"list"}},
      {"any", {"list"}},
      {"sum", {"list"}},
      {"count", {"list"}},
      {"min", {"list"}},
      {"max", {"list"}},
      {"mean", {"list"}},
      {"median", {"list"}},
      {"product", {"list"}},
      {"date", {"from"}},
      {"duration", {"from"}},
      {"years and months duration", {"from", "to"}},
      {"string length", {"string"}},
  };
  return table;
}

Json place_arguments(const std::string& function, const Json& named) {
  const auto found = std::ranges::find(named_parameters(), function, &Parameters::function);
  if (found == named_parameters().end()) throw LeftOut{"other functions"};
  Json arguments = Json::array();
  for (const std::string_view name : found->names) {
    for (const Json& one : named) {
      if (one.at(0).get<std::string>() == name) arguments.push_back(one.at(1));
    }
  }
  if (arguments.size() != named.size()) throw LeftOut{"named arguments"};
  return arguments;
}

Json prepare(const Json& node, const Bindings& bindings);

Json prepare_all(const Json& nodes, const Bindings& bindings) {
  Json all = Json::array();
  for (const Json& node : nodes) all.push_back(prepare(node, bindings));
  return all;
}

Json prepare_call(const Json& node, const Bindings& bindings) {
  const Json& callee = node.at(1);
  if (callee.is_array() && head_of(callee) != "name") throw LeftOut{"functions as values"};
  const std::string function = callee.is_array() ? callee.at(1) : callee;
  if (head_of(node) == "call") return {"call", function, prepare_all(node.at(2), bindings)};
  Json named = Json::array();
  for (const Json& one : node.at(2)) named.push_back({one.at(0), prepare(one.at(1), bindings)});
  return {"call", function, place_arguments(function, named)};
}

// some x in [1, 2] satisfies x > 1: any(1 > 1, 2 > 1).
Json prepare_quantifier(const Json& node, const Bindings& bindings) {
  const std::string function = head_of(node) == "some" ? "any" : "all";
  if (node.at(1).size() != 1 || node.at(1).at(0).size() != 2) throw LeftOut{"lists as values"};
  const std::string name = node.at(1).at(0).at(0);
  const Json list = prepare(node.at(1).at(0).at(1), bindings);
  if (head_of(list) == "null") return list;
  if (head_of(list) != "list") throw LeftOut{"lists as values"};
  if (list.size() == 1) throw LeftOut{"empty list"};
  Json conditions = Json::array();
  for (size_t i = 1; i < list.size(); ++i) {
    Bindings inner = bindings;
    inner[name] = list.at(i);
    conditions.push_back(prepare(node.at(2), inner));
  }
  return {"call", function, conditions};
}

Json prepare_path(const Json& node, const Bindings& bindings) {
  const Json whole = prepare(node.at(1), bindings);
  if (head_of(whole) != "ctx") return {"path", whole, node.at(2)};
  for (size_t i = 1; i < whole.size(); ++i) {
    if (whole.at(i).at(0) == node.at(2)) return whole.at(i).at(1);
  }
  return Json::array({"null"});
}

Json prepare_context(const Json& node, const Bindings& bindings) {
  Json context = Json::array({"ctx"});
  for (size_t i = 1; i < node.size(); ++i) {
    context.push_back({node.at(i).at(0), prepare(node.at(i).at(1), bindings)});
  }
  return context;
}

// ["case", operand or null, [[when, then]…], otherwise]: a chain of ifs, conditions written out.
Json prepare_choice(const Json& node, const Bindings& bindings) {
  Json chain = prepare(node.at(3), bindings);
  const Json& branches = node.at(2);
  for (size_t i = branches.size(); i-- > 0;) {
    Json condition = prepare(branches.at(i).at(0), bindings);
    if (!node.at(1).is_null()) condition = {"=", prepare(node.at(1), bindings), condition};
    chain = {"if", condition, prepare(branches.at(i).at(1), bindings), chain};
  }
  return chain;
}

Json prepare(const Json& node, const Bindings& bindings) {
  const std::string head = head_of(node);
  if (head == "num" || head == "str" || head == "bool" || head == "at" || head == "null") return node;
  if (head == "func") return Json::array({"func"});
  if (head == "call" || head == "callnamed") return prepare_call(node, bindings);
  if (head == "some" || head == "every") return prepare_quantifier(node, bindings);
  if (head == "case") return prepare_choice(node, bindings);
  if (head == "path") return prepare_path(node, bindings);
  if (head == "ctx") return prepare_context(node, bindings);
  if (head == "filter" || head == "for") return Json::array({"comprehension"});
  if (head == "name") {
    const auto found = bindings.find(node.at(1).get<std::string>());
    return found == bindings.end() ? Json::array({"null"}) : found->second;
  }
  if (head == "in") return {"in", prepare(node.at(1), bindings), prepare_all(node.at(2), bindings)};
  Json result = Json::array({head});
  for (size_t i = 1; i < node.size(); ++i) {
    result.push_back(node.at(i).is_array() ? prepare(node.at(i), bindings) : node.at(i));
  }
  return result;
}

bool has_head(const Json& node, std::string_view wanted) {
  if (!node.is_array()) return false;
  const std::string head = head_of(node);
  if (head == wanted) return true;
  if (head == "str" || head == "num" || head == "at" || head == "bool") return false;
  return std::ranges::any_of(node, [&](const Json& child) { return has_head(child, wanted); });
}

bool is_below_day(const std::string& text) {
  const bool is_length = text.starts_with("P") || text.starts_with("-P");
  const bool is_time = text.size() > 2 && text.find(':') != std::string::npos;
  return is_time || (is_length && text.find('T') != std::string::npos);
}

bool has_time_of_day(const Json& node) {
  if (!node.is_array()) return false;
  const std::string head = head_of(node);
  if (head == "at") return is_below_day(node.at(1));
  if (head == "call") {
    const std::string function = node.at(1);
    if (function == "time" || function == "date and time") return true;
    const Json& arguments = node.at(2);
    const bool takes_text = arguments.size() == 1 && head_of(arguments.at(0)) == "str";
    if ((function == "duration" || function == "date") && takes_text) {
      return is_below_day(arguments.at(0).at(1));
    }
  }
  if (head == "str" || head == "num" || head == "bool") return false;
  return std::ranges::any_of(node, has_time_of_day);
}

Kind kind_of_length(const std::string& text) {
  const bool has_months = text.find_first_of("YM") != std::string::npos;
  return has_months ? Kind::Months : Kind::Days;
}

Kind kind_of_call(const Json& node) {
  const std::string function = node.at(1);
  if (function == "date") return Kind::Date;
  if (function == "years and months duration") return Kind::Months;
  if (function == "any" || function == "all" || function == "not" || function == "startsWith") return Kind::Truth;
  if (function == "duration") {
    const Json& arguments = node.at(2);
    const bool takes_text = arguments.size() == 1 && head_of(arguments.at(0)) == "str";
    return takes_text ? kind_of_length(arguments.at(0).at(1)) : Kind::Other;
  }
  if (function == "coalesce" && !node.at(2).empty()) return kind_of(node.at(2).at(0));
  for (const std::string_view number :
       {"abs", "floor", "ceiling", "decimal", "round up", "round down", "round half up", "round half down", "modulo", "sqrt",
        "count", "size", "string length", "int", "math.abs", "math.floor", "math.round", "math.trunc"}) {
    if (function == number) return Kind::Number;
  }
  for (const std::string_view number : {"sum", "min", "max", "mean", "median", "math.greatest", "math.least"}) {
    if (function == number && !node.at(2).empty()) return kind_of(node.at(2).at(0));
  }
  return Kind::Other;
}

Kind kind_of_sum(const Json& node) {
  const Kind left = kind_of(node.at(1)), right = kind_of(node.at(2));
  if (left == Kind::Date && right == Kind::Date) return Kind::Days;
  return right == Kind::Date ? right : left;
}

}  // namespace

std::string head_of(const Json& node) {
  return node.is_array() && !node.empty() && node.at(0).is_string() ? node.at(0).get<std::string>() : std::string();
}

Kind kind_of(const Json& node) {
  const std::string head = head_of(node);
  if (head == "num" || head == "*" || head == "/" || head == "**" || head == "%") return Kind::Number;
  if (head == "str") return Kind::Text;
  if (head == "list" || head == "range") return Kind::List;
  if (head == "neg") return kind_of(node.at(1));
  if (head == "+" || head == "-") return kind_of_sum(node);
  if (head == "if") return kind_of(node.at(2));
  if (head == "call") return kind_of_call(node);
  if (head == "at") {
    const std::string text = node.at(1);
    const bool is_length = text.starts_with("P") || text.starts_with("-P");
    return is_length ? kind_of_length(text) : Kind::Date;
  }
  for (const std::string_view truth : {"bool", "=", "!=", "<", "<=", ">", ">=", "and", "or", "notop", "in", "between"}) {
    if (head == truth) return Kind::Truth;
  }
  return Kind::Other;
}

Json node_of_value(const Json& value) {
  const std::string type = value.at("t");
  if (type == "null") return Json::array({"null"});
  const Json& given = value.at("v");
  if (type == "number") {
    const std::string text = given;
    return text.starts_with("-") ? Json::array({"neg", Json::array({"num", text.substr(1)})}) : Json::array({"num", text});
  }
  if (type == "string") return {"str", given};
  if (type == "boolean") return {"bool", given};
  if (type == "list") {
    Json list = Json::array({"list"});
    for (const Json& one : given) list.push_back(node_of_value(one));
    return list;
  }
  if (type == "context") {
    Json context = Json::array({"ctx"});
    for (const auto& [name, one] : given.items()) context.push_back({name, node_of_value(one)});
    return context;
  }
  return {"at", given};
}

Json prepare_case(const Json& ast, const Json& inputs) {
  Bindings bindings;
  for (const auto& [name, value] : inputs.items()) bindings[name] = node_of_value(value);
  Json plain = prepare(ast, bindings);
  // In this order: a null beside a context is a case about null.
  if (has_head(plain, "null") || has_head(plain, "isnull")) throw LeftOut{"null"};
  const auto calls_nullif = [](const auto& self, const Json& node) -> bool {
    if (!node.is_array()) return false;
    if (head_of(node) == "call" && node.at(1) == "nullif") return true;
    return std::ranges::any_of(node, [&](const Json& child) { return self(self, child); });
  };
  if (calls_nullif(calls_nullif, plain)) throw LeftOut{"null"};
  if (has_head(plain, "func")) throw LeftOut{"functions as values"};
  if (has_head(plain, "ctx") || has_head(plain, "path")) throw LeftOut{"contexts"};
  if (has_time_of_day(plain)) throw LeftOut{"time of day"};
  return plain;
}

}  // namespace plumb::conformance
