#include "scan_usage.h"

#include <algorithm>
#include <array>
#include <thread>
#include <vector>

#include "sqlite_rows.h"

namespace plumb::bench {
namespace {

constexpr const char* kUsage =
    "SELECT instrument_code, month, effective_hours, effective_hours_absent, external_hours,"
    " external_hours_absent FROM usage_month";
// Usage apart; the columns are those that an expression, a key, a reference or a role of the rules
// needs.
constexpr std::array<const char*, 11> kOthers = {
    "SELECT department_code, level FROM department",
    "SELECT unit_code, unit_name, department_code, is_legal_person FROM unit",
    "SELECT old_unit, new_unit, effective_date FROM unit_lineage",
    "SELECT unit_code, assessment, grade, published_on FROM past_result",
    "SELECT facility_code, unit_code, building_state FROM facility",
    "SELECT instrument_code, unit_code, worth, closed_reason, closed_reason_absent, on_platform, "
    "run_machine,"
    " run_machine_absent, service_machine, service_machine_absent, service_content, fee, "
    "requirement, contact"
    " FROM instrument",
    "SELECT record_code, instrument_code, client_side, client_kind FROM service_record",
    "SELECT unit_code, voucher_number, dated, amount FROM income_voucher",
    "SELECT unit_code, assessment, platform_url, platform_linked, bill_worth_instrument, "
    "has_income_list,"
    " has_asset_list, submitted_on, department_audit, paper_copies, is_sealed FROM self_report",
    "SELECT unit_code, assessment, finding FROM inspection",
    "SELECT question, subject, judge, answer, reason, answered_on, question_fingerprint FROM "
    "judgement_answer"};

void scan(const Connection& connection, const std::string& sql, Scanned& scanned) {
  Statement statement(connection, sql);
  const int columns = sqlite3_column_count(statement.handle());
  while (statement.step()) {
    ++scanned.rows;
    for (int column = 0; column < columns; ++column) {
      switch (sqlite3_column_type(statement.handle(), column)) {
        case SQLITE_INTEGER: scanned.effective += statement.number(column); break;
        case SQLITE_TEXT: scanned.text_bytes += static_cast<int64_t>(statement.text(column).size()); break;
        default: break;
      }
    }
  }
}

void scan_range(const std::string& database, int64_t first, int64_t last, Scanned& scanned) {
  const Connection connection(database, true);
  Statement statement(connection, std::string(kUsage) + " WHERE rowid BETWEEN ?1 AND ?2");
  statement.bind(1, first);
  statement.bind(2, last);
  while (statement.step()) {
    ++scanned.rows;
    scanned.text_bytes += static_cast<int64_t>(statement.text(0).size() + statement.text(1).size());
    if (!statement.is_null(2)) {
      scanned.effective += statement.number(2);
    } else {
      scanned.text_bytes += static_cast<int64_t>(statement.text(3).size());
    }
    if (!statement.is_null(4)) {
      scanned.external += statement.number(4);
    } else {
      scanned.text_bytes += static_cast<int64_t>(statement.text(5).size());
    }
  }
}

}  // namespace

Scanned scan_usage(const std::string& database, int threads) {
  int64_t last = 0;
  {
    const Connection connection(database, true);
    Statement statement(connection, "SELECT max(rowid) FROM usage_month");
    if (statement.step()) last = statement.number(0);
  }
  const auto parts = static_cast<size_t>(std::max(1, threads));
  std::vector<Scanned> scanned(parts);
  std::vector<std::thread> others;
  for (size_t part = 0; part < parts; ++part) {
    const auto bound = [&](size_t at) { return last * static_cast<int64_t>(at) / static_cast<int64_t>(parts); };
    others.emplace_back(
        [&, part, begin = bound(part) + 1, end = bound(part + 1)] { scan_range(database, begin, end, scanned[part]); });
  }
  Scanned sum;
  for (size_t part = 0; part < parts; ++part) {
    others[part].join();
    sum.rows += scanned[part].rows;
    sum.effective += scanned[part].effective;
    sum.external += scanned[part].external;
    sum.text_bytes += scanned[part].text_bytes;
  }
  return sum;
}

Scanned scan_all(const std::string& database, int threads) {
  Scanned sum = scan_usage(database, threads);
  const Connection connection(database, true);
  Scanned others;
  for (const char* sql : kOthers) scan(connection, sql, others);
  sum.rows += others.rows;
  sum.text_bytes += others.text_bytes;
  return sum;
}

}  // namespace plumb::bench
