// Expressions of four public suites, in both spellings: the value, or the refusal, that the suite expects.
#include <fstream>

#include "base/text.h"
#include "conformance/print_expression.h"
#include "conformance/run_text.h"

namespace plumb::conformance {
namespace {

constexpr const char* NoSuchDay = "R1016";  // a literal such as 2017-13-10
constexpr const char* DivisorMayBeZero = "R3310";
constexpr const char* EmptyInterval = "R3337";

bool has_flag(const Json& row, const std::string& flag) {
  for (const Json& one : row.at("flags")) {
    if (one == flag) return true;
  }
  return false;
}

// P1Y8M, -P10D as one number.
int64_t signed_length(const std::string& iso, Counted counted) {
  int64_t total = 0, count = 0;
  for (const char c : iso) {
    if (c >= '0' && c <= '9') {
      count = 10 * count + (c - '0');
      continue;
    }
    if (c == 'Y') total += 12 * count;
    if (c == 'M' || c == 'D') total += count;
    EXPECT_TRUE(counted == Counted::Months ? c != 'D' : c != 'M' && c != 'Y') << iso;
    count = 0;
  }
  return iso.starts_with("-") ? -total : total;
}

bool is_bare_number(const Outcome& outcome) {
  return outcome.type.kind == program::TypeKind::Number && outcome.type.dimension.is_dimensionless() && !outcome.type.is_ratio;
}

bool is_length(const Outcome& outcome, const std::string& iso, Counted counted) {
  const bool has_months = iso.find_first_of("YM") != std::string::npos;
  const Counted unit = counted == Counted::No ? (has_months ? Counted::Months : Counted::Days) : counted;
  const int64_t wanted = signed_length(iso, unit);
  if (counted != Counted::No) return is_bare_number(outcome) && outcome.value == program::Value(base::Number(wanted));
  const base::Span span = unit == Counted::Months ? base::Span{wanted, 0} : base::Span{0, wanted};
  return outcome.value == program::Value(span);
}

bool is_expected(const Outcome& outcome, const Json& expected, Counted counted) {
  const std::string type = expected.at("t");
  // A mistake that the suite finds while running: nothing, or an error.
  if (type == "null" || type == "error") {
    const bool is_no_day = outcome.stage == Stage::Syntax && outcome.codes == std::vector<std::string>{NoSuchDay};
    return is_no_day || outcome.stage == Stage::Check || outcome.stage == Stage::Evaluation;
  }
  if (type == "static-type-error") return outcome.stage == Stage::Check;
  if (!outcome.is_known()) return false;
  const Json& value = expected.at("v");
  if (type == "number") {
    const std::optional<base::Number> number = base::Number::parse(value.get<std::string>());
    return number && is_bare_number(outcome) && outcome.value == program::Value(*number);
  }
  if (type == "boolean") return outcome.value == program::Value(value.get<bool>());
  if (type == "string") return outcome.value == program::Value(value.get<std::string>());
  if (type == "duration") return is_length(outcome, value, counted);
  const std::optional<base::Date> date = base::parse_date(value.get<std::string>());
  return type == "date" && date && outcome.value == program::Value(*date);
}

// What our laws decide otherwise, whatever the text looks like.
void leave_out_by_expectation(const Json& row) {
  const Json& expected = row.at("expected");
  const std::string type = expected.at("t");
  if (has_flag(row, "int64-overflow")) throw LeftOut{"overflow of 64 bits"};
  if (type == "list") throw LeftOut{"lists as values"};
  if (type == "context") throw LeftOut{"contexts"};
  if (type == "date" && !base::parse_date(expected.at("v").get<std::string>())) throw LeftOut{"years beyond 1 to 9999"};
  if (row.contains("type_errors") && row.at("type_errors").at(0).get<std::string>().starts_with("result ")) {
    throw LeftOut{"declared results"};
  }
}

// What the run itself shows to be a law of ours and no mistake; empty: it is one.
std::string reason_of(const Outcome& outcome, const Json& expected) {
  const std::string type = expected.at("t");
  const bool expects_value = type != "static-type-error" && type != "error" && type != "null";
  if (!expects_value || outcome.stage != Stage::Check || outcome.codes.size() != 1) return {};
  if (outcome.codes[0] == DivisorMayBeZero) return "divisors not proved";
  if (outcome.codes[0] == EmptyInterval) return "empty intervals";
  return {};
}

class Expressions : public SuiteTest {};

TEST_F(Expressions, agree_or_are_left_out_for_a_reason) {
  Tally tally;
  // Every text in both spellings, for the eye: only where a file is named.
  const char* named = std::getenv("PLUMB_PRINTED");
  std::ofstream printed(named == nullptr ? "/dev/null" : named);
  for (const Json& row : read_rows("expressions.jsonl")) {
    try {
      leave_out_by_expectation(row);
      const Json plain = prepare_case(row.at("ast"), row.at("inputs"));
      const Json& expected = row.at("expected");
      std::string reason;
      for (const source::Language spelling : {source::Language::Zh, source::Language::En}) {
        ExpressionPrinter printer(Words{spelling}, expected.at("t") == "static-type-error", has_flag(row, "int-div"));
        const std::string text = printer.print(plain);
        const Outcome outcome = run_expression(text, spelling);
        printed << row.at("id").get<std::string>() << '\t' << text << '\t' << describe(outcome) << '\n';
        reason = reason_of(outcome, expected);
        if (!reason.empty()) continue;
        EXPECT_TRUE(is_expected(outcome, expected, printer.counted()))
            << row.at("id") << "\n  " << row.at("src") << "\n  " << text << "\n  " << describe(outcome) << " instead of "
            << expected.dump();
      }
      ++tally[reason.empty() ? Agrees : reason];
    } catch (const LeftOut& left_out) {
      ++tally[left_out.reason];
    }
  }
  EXPECT_EQ(tally, read_expected_tally("expressions.jsonl"));
}

}  // namespace
}  // namespace plumb::conformance
