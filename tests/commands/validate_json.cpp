#include "commands/validate_json.h"

#include <algorithm>
#include <regex.h>
#include <set>

namespace plumb::cli {

namespace {

using Json = nlohmann::json;

bool is_of_type(const std::string& type, const Json& value) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "integer") return value.is_number_integer();
  if (type == "boolean") return value.is_boolean();
  if (type == "null") return value.is_null();
  return false;
}

bool matches(const std::string& pattern, const std::string& text) {
  regex_t compiled;
  if (regcomp(&compiled, pattern.c_str(), REG_EXTENDED | REG_NOSUB) != 0) return false;
  const bool found = regexec(&compiled, text.c_str(), 0, nullptr, 0) == 0;
  regfree(&compiled);
  return found;
}

class Validator {
 public:
  explicit Validator(const Json& root) : root_(root) {}
  [[nodiscard]] std::vector<std::string> take() { return std::move(findings_); }

  void check(const Json& schema, const Json& value, const std::string& path) {
    static const std::set<std::string> known = {
        "$schema", "title", "description", "$defs", "$ref",    "type",   "required", "properties", "additionalProperties",
        "items",   "enum",  "const",       "anyOf", "pattern", "minimum"};
    for (const auto& [word, unused] : schema.items()) {
      if (!known.contains(word)) say(path, "the schema uses " + word);
    }
    if (schema.contains("$ref")) {
      const std::string name = schema["$ref"].get<std::string>();
      const std::string prefix = "#/$defs/";
      if (!name.starts_with(prefix) || !root_["$defs"].contains(name.substr(prefix.size()))) return say(path, "no " + name);
      check(root_["$defs"][name.substr(prefix.size())], value, path);
    }
    if (schema.contains("type")) check_type(schema["type"], value, path);
    if (schema.contains("const") && schema["const"] != value) say(path, "is not " + schema["const"].dump());
    if (schema.contains("enum") && std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end()) {
      say(path, value.dump() + " is not listed");
    }
    if (schema.contains("pattern") && value.is_string() && !matches(schema["pattern"], value))
      say(path, value.dump() + " has another form");
    if (schema.contains("minimum") && value.is_number_integer() && value < schema["minimum"]) say(path, "is too small");
    if (schema.contains("anyOf")) check_any(schema["anyOf"], value, path);
    if (value.is_object()) check_members(schema, value, path);
    if (value.is_array() && schema.contains("items")) {
      for (size_t i = 0; i < value.size(); ++i) check(schema["items"], value[i], path + "[" + std::to_string(i) + "]");
    }
    // Nothing of a quantity may pass through a reader's floating point.
    if (value.is_number_float()) say(path, "is a floating number");
  }

 private:
  void say(const std::string& path, const std::string& what) { findings_.push_back(path + ": " + what); }

  void check_type(const Json& type, const Json& value, const std::string& path) {
    const bool holds = type.is_string()
                           ? is_of_type(type, value)
                           : std::any_of(type.begin(), type.end(), [&](const Json& one) { return is_of_type(one, value); });
    if (!holds) say(path, value.dump().substr(0, 80) + " is not of type " + type.dump());
  }
  void check_any(const Json& choices, const Json& value, const std::string& path) {
    for (const Json& choice : choices) {
      Validator other(root_);
      other.check(choice, value, path);
      if (other.findings_.empty()) return;
    }
    say(path, value.dump().substr(0, 80) + " is none of the choices");
  }
  void check_members(const Json& schema, const Json& value, const std::string& path) {
    const Json none = Json::object();
    const Json& properties = schema.contains("properties") ? schema["properties"] : none;
    for (const Json& name : schema.value("required", Json::array())) {
      if (!value.contains(name.get<std::string>())) say(path, "lacks " + name.dump());
    }
    for (const auto& [name, member] : value.items()) {
      const std::string below = path + "." + name;
      if (properties.contains(name)) {
        check(properties[name], member, below);
      } else if (schema.contains("additionalProperties")) {
        const Json& others = schema["additionalProperties"];
        if (others == Json(false)) say(path, "has " + name + " beside what is declared");
        if (others.is_object()) check(others, member, below);
      }
    }
  }

  const Json& root_;
  std::vector<std::string> findings_;
};

}  // namespace

std::vector<std::string> validate_json(const Json& schema, const Json& value) {
  Validator validator(schema);
  validator.check(schema, value, "$");
  return validator.take();
}

}  // namespace plumb::cli
