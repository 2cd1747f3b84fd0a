// Decision tables of the DMN suite as 查表 in a small rule file: inputs are parameters of an open domain, so
// that the table is judged for gaps and overlaps as a user's would be. One table an output column.
#include <algorithm>

#include "conformance/print_expression.h"
#include "conformance/run_text.h"

namespace plumb::conformance {
namespace {

using enum syntax::Keyword;

constexpr const char* Gap = "R4101";
constexpr const char* Overlap = "R4102";
constexpr const char* Unreachable = "R4103";

std::string type_word(const Words& words, Kind kind) {
  switch (kind) {
    case Kind::Number: return words.type("number");
    case Kind::Text: return words.type("text");
    case Kind::Truth: return words.type("truth");
    case Kind::Date: return words.type("date");
    case Kind::Months:
    case Kind::Days: throw LeftOut{"order of lengths"};
    case Kind::List:
    case Kind::Other: break;
  }
  throw LeftOut{"lists as values"};
}

struct TablePrinter {
  Words words;
  const Json& row;

  std::string value(const Json& ast) const {
    ExpressionPrinter printer(words, false, false);
    return printer.print(prepare_case(ast, row.at("inputs")));
  }

  std::string assumed() const { return " " + words.key(K_ASSUMED) + " \"case\"\n"; }

  // Tests of one cell: values, one comparison, one interval.
  std::string cell(const Json& written) const {
    if (head_of(written) == "dash") return "-";
    const Json& tests = written.at(1);
    if (head_of(written) == "not") {
      if (tests.size() != 1) throw LeftOut{"cells of several kinds"};
      return "!= " + value(tests.at(0));
    }
    std::string text;
    for (const Json& test : tests) {
      const std::string head = head_of(test);
      if (tests.size() > 1 && (head == "ucmp" || head == "range")) throw LeftOut{"cells of several kinds"};
      if (head == "ucmp") return test.at(1).get<std::string>() + " " + value(test.at(2));
      if (head == "range") {
        return (test.at(1) == "[" ? "[" : "(") + value(test.at(2)) + ", " + value(test.at(3)) + (test.at(4) == "]" ? "]" : ")");
      }
      text += (text.empty() ? "" : "、") + value(test);
    }
    return text;
  }

  std::string policy() const {
    const std::string hits = row.at("logic").at("hitPolicy");
    if (hits == "UNIQUE") return words.key(K_UNIQUE);
    if (hits == "FIRST") return words.key(K_IN_ORDER);
    if (hits == "COLLECT" && row.at("logic").value("aggregation", std::string()) == "SUM") return words.key(K_ALL_HITS);
    throw LeftOut{"other hit policies"};
  }

  std::string parameters() const {
    std::string text;
    size_t number = 0;
    for (const Json& input : row.at("logic").at("inputs")) {
      const Kind kind = kind_of(prepare_case(input.at("ast"), row.at("inputs")));
      text += words.key(K_PARAMETER) + " input" + std::to_string(++number) + " : " + type_word(words, kind);
      // Without a range a parameter is known to be its value, and rows for other values are refused.
      if (kind == Kind::Number) text += " " + words.key(K_RANGE) + " [-1000000, 1000000]";
      text += " = " + value(input.at("ast")) + assumed();
    }
    return text;
  }

  // `otherwise`: what no row gives; empty if the rows cover everything.
  std::string table(size_t output, const std::string& otherwise) const {
    const Json& logic = row.at("logic");
    std::string text = words.key(K_MEASURE) + " output" + std::to_string(output) + " = " + words.key(K_LOOKUP);
    for (size_t i = 0; i < logic.at("inputs").size(); ++i) text += (i == 0 ? " input" : ", input") + std::to_string(i + 1);
    text += " " + policy() + " {\n";
    for (const Json& rule : logic.at("rules")) {
      std::string line;
      for (const Json& when : rule.at("when_ast")) line += (line.empty() ? "  " : ", ") + cell(when);
      text += line + " : " + value(rule.at("then_ast").at(output)) + "\n";
    }
    if (!otherwise.empty()) text += "  " + words.key(K_OTHERWISE) + " " + ": " + otherwise + "\n";
    return text + "}" + assumed();
  }

  std::string file(bool closes_gaps) const {
    std::string text = parameters();
    const Json& logic = row.at("logic");
    for (size_t i = 0; i < logic.at("outputs").size(); ++i) {
      text += table(i, closes_gaps ? otherwise(i) : std::string());
    }
    return text;
  }

  // The suite's default, else a value that no case expects.
  std::string otherwise(size_t output) const {
    const Json& column = row.at("logic").at("outputs").at(output);
    if (column.contains("default") && column.at("default").is_string()) return column.at("default");
    const Kind kind = kind_of(row.at("logic").at("rules").at(0).at("then_ast").at(output));
    if (kind == Kind::Truth) throw LeftOut{"gaps"};
    return kind == Kind::Number ? "-987654321" : "\"no row\"";
  }
};

std::string shown(const Json& expected) {
  const std::string type = expected.at("t");
  if (type == "string") return '"' + expected.at("v").get<std::string>() + '"';
  if (type == "boolean") return expected.at("v").get<bool>() ? "true" : "false";
  if (type == "number") return base::Number::parse(expected.at("v").get<std::string>()).value_or(base::Number()).to_string();
  throw LeftOut{"lists as values"};
}

std::vector<std::string> expected_values(const Json& row) {
  const Json& expected = row.at("expected");
  if (expected.at("t") != "context") return {shown(expected)};
  std::vector<std::string> values;
  for (const Json& output : row.at("logic").at("outputs")) {
    values.push_back(shown(expected.at("v").at(output.at("name").get<std::string>())));
  }
  return values;
}

void run_table(const Json& row) {
  std::vector<std::string> names;
  for (size_t i = 0; i < row.at("logic").at("outputs").size(); ++i) names.push_back("output" + std::to_string(i));
  for (const source::Language spelling : {source::Language::Zh, source::Language::En}) {
    const TablePrinter printer{Words{spelling}, row};
    std::string text = printer.file(false);
    std::vector<Outcome> outcomes = run_file(text, names);
    const auto is_only = [&](const char* code) {
      const std::vector<std::string>& codes = outcomes[0].codes;
      return !codes.empty() && std::ranges::all_of(codes, [&](const std::string& one) { return one == code; });
    };
    if (is_only(Overlap)) throw LeftOut{"overlapping rows"};
    if (is_only(Unreachable)) throw LeftOut{"rows never reached"};
    // A table with a gap is refused; the suite's tables say what they give there, or nothing.
    if (is_only(Gap)) {
      text = printer.file(true);
      outcomes = run_file(text, names);
    }
    const std::vector<std::string> wanted = expected_values(row);
    ASSERT_EQ(wanted.size(), outcomes.size()) << row.at("id");
    for (size_t i = 0; i < wanted.size(); ++i) {
      EXPECT_EQ(describe(outcomes[i]), wanted[i]) << row.at("id") << '\n' << text;
    }
  }
}

class DecisionTables : public SuiteTest {};

TEST_F(DecisionTables, agree_or_are_left_out_for_a_reason) {
  Tally tally;
  const char* named = std::getenv("PLUMB_PRINTED");
  for (const Json& row : read_rows("decision_tables.jsonl")) {
    try {
      run_table(row);
      ++tally[Agrees];
    } catch (const LeftOut& left_out) {
      ++tally[left_out.reason];
      if (named != nullptr) std::cerr << row.at("id") << ": " << left_out.reason << '\n';
    }
  }
  EXPECT_EQ(tally, read_expected_tally("decision_tables.jsonl"));
}

}  // namespace
}  // namespace plumb::conformance
