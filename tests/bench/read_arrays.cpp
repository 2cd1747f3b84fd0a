#include <algorithm>
#include <charconv>
#include <numeric>
#include <unordered_map>

#include "arrays.h"
#include "sqlite_rows.h"

namespace plumb::bench {
namespace {

using Numbers = std::unordered_map<std::string, int32_t>;

// Codes in order, and their numbers.
std::vector<std::string> read_codes(const Connection& connection, const std::string& sql, Numbers& numbers) {
  std::vector<std::string> codes;
  Statement statement(connection, sql);
  while (statement.step()) codes.emplace_back(statement.text(0));
  std::sort(codes.begin(), codes.end());
  numbers.reserve(codes.size());
  for (const std::string& code : codes) numbers.emplace(code, static_cast<int32_t>(numbers.size()));
  return codes;
}

int32_t number_of(const Numbers& numbers, std::string_view code) {
  const auto found = numbers.find(std::string(code));
  return found == numbers.end() ? kNone : found->second;
}

void read_units(const Connection& connection, const Numbers& numbers, UnitArrays& units) {
  const size_t count = units.code.size();
  units.is_central.assign(count, 0);
  units.is_legal_person.assign(count, 0);
  Statement statement(connection,
                      "SELECT u.unit_code, d.level = '中央级', u.is_legal_person FROM unit u"
                      " JOIN department d USING (department_code)");
  while (statement.step()) {
    const auto unit = static_cast<size_t>(number_of(numbers, statement.text(0)));
    units.is_central[unit] = statement.number(1) != 0;
    units.is_legal_person[unit] = statement.number(2) != 0;
  }
}

void read_reports(const Connection& connection, const Numbers& numbers, UnitArrays& units) {
  const size_t count = units.code.size();
  units.income.assign(count, 0);
  for (std::vector<uint8_t>* flags :
       {&units.is_income_open, &units.has_platform, &units.is_linked, &units.is_audited, &units.is_in_time, &units.is_on_paper,
        &units.has_income_list, &units.has_asset_list, &units.is_falsified, &units.is_found_poor}) {
    flags->assign(count, 0);
  }
  Statement statement(connection,
                      "SELECT unit_code, bill_worth_instrument, platform_url IS NOT NULL, "
                      "coalesce(platform_linked, 0),"
                      " department_audit = '通过', coalesce(submitted_on <= '2021-06-15', 0),"
                      " coalesce(paper_copies >= 2 AND is_sealed, 0), has_income_list, has_asset_list"
                      " FROM self_report WHERE assessment = 2021");
  while (statement.step()) {
    const auto unit = static_cast<size_t>(number_of(numbers, statement.text(0)));
    units.income[unit] += statement.number(1);
    const auto set = [&](std::vector<uint8_t>& flags, bool is_set) { flags[unit] |= is_set ? 1 : 0; };
    set(units.is_income_open, statement.is_null(1));
    set(units.has_platform, statement.number(2) != 0);
    set(units.is_linked, statement.number(3) != 0);
    set(units.is_audited, statement.number(4) != 0);
    set(units.is_in_time, statement.number(4) != 0 && statement.number(5) != 0);
    set(units.is_on_paper, statement.number(6) != 0);
    set(units.has_income_list, statement.number(7) != 0);
    set(units.has_asset_list, statement.number(8) != 0);
  }
  Statement inspection(connection, "SELECT unit_code FROM inspection WHERE assessment = 2021 AND finding = '造假'");
  while (inspection.step()) units.is_falsified[static_cast<size_t>(number_of(numbers, inspection.text(0)))] = 1;
}

int64_t tenths_of(std::string_view text) {
  const size_t point = std::min(text.find('.'), text.size());
  int64_t whole = 0;
  std::from_chars(text.data(), text.data() + point, whole);
  return whole * 10 + (point + 1 < text.size() ? text[point + 1] - '0' : 0);
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  for (size_t start = 0; start <= text.size();) {
    const size_t end = std::min(text.find(';', start), text.size());
    parts.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

void read_answers(const Connection& connection, const Numbers& numbers, Arrays& arrays) {
  UnitArrays& units = arrays.units;
  units.is_mended.assign(units.code.size(), kNone);
  for (size_t panel = 0; panel < 3; ++panel) {
    units.points[panel].assign(units.code.size(), 0);
    units.answers[panel].assign(units.code.size(), 0);
  }
  Statement statement(connection, "SELECT question, subject, judge, answer FROM judgement_answer");
  while (statement.step()) {
    const std::string_view question = statement.text(0);
    if (question == "同分裁定") {
      // The subject names its line behind the members.
      const std::string_view subject = statement.text(1);
      const size_t at = subject.find('@');
      const bool is_first = subject.find("优秀", at) != std::string_view::npos;
      arrays.tie_decisions[std::string(subject.substr(0, at)) + (is_first ? "@1" : "@2")] = split(statement.text(3));
      continue;
    }
    const int32_t number = number_of(numbers, statement.text(1));
    if (number == kNone) continue;
    const auto unit = static_cast<size_t>(number);
    if (question == "认定较差") {
      units.is_found_poor[unit] = statement.text(3) == "是";
    } else if (question == "整改到位") {
      units.is_mended[unit] = statement.text(3) == "是" ? 1 : 0;
    } else {
      const size_t panel = question == "任务评议" ? 0 : question == "成果评议" ? 1 : 2;
      units.points[panel][unit] += tenths_of(statement.text(3));
      ++units.answers[panel][unit];
    }
  }
}

void read_history(const Connection& connection, const Numbers& numbers, Arrays& arrays) {
  Statement lineage(connection, "SELECT old_unit, new_unit, effective_date FROM unit_lineage");
  while (lineage.step()) {
    arrays.lineage.push_back({number_of(numbers, lineage.text(0)), number_of(numbers, lineage.text(1)), day_of(lineage.text(2))});
  }
  // The year ends at the end of February where its day is the 29th.
  Statement past(connection,
                 "SELECT unit_code, assessment, published_on, date(CASE substr(published_on, 6) WHEN '02-29'"
                 " THEN substr(published_on, 1, 5) || '02-28' ELSE published_on END, '+1 year')"
                 " FROM past_result WHERE assessment < 2021 AND grade = '较差'");
  while (past.step()) {
    arrays.poor.push_back(
        {number_of(numbers, past.text(0)), static_cast<int32_t>(past.number(1)), day_of(past.text(2)), day_of(past.text(3))});
  }
  Statement voucher(connection, "SELECT unit_code, dated, amount FROM income_voucher");
  while (voucher.step()) {
    arrays.vouchers.push_back({number_of(numbers, voucher.text(0)), day_of(voucher.text(1)), voucher.number(2)});
  }
}

void read_instruments(const Connection& connection, const Numbers& units, const Numbers& numbers, InstrumentArrays& instruments) {
  const size_t count = numbers.size();
  instruments.unit.assign(count, kNone);
  instruments.worth.assign(count, 0);
  instruments.is_closed.assign(count, 0);
  instruments.is_on_platform.assign(count, 0);
  instruments.is_complete.assign(count, 0);
  Statement statement(connection,
                      "SELECT instrument_code, unit_code, worth, closed_reason IS NOT NULL, coalesce(on_platform, "
                      "0),"
                      " run_machine IS NOT NULL AND service_machine IS NOT NULL AND service_content IS NOT NULL"
                      " AND fee IS NOT NULL AND requirement IS NOT NULL AND contact IS NOT NULL FROM instrument");
  while (statement.step()) {
    const auto number = static_cast<size_t>(number_of(numbers, statement.text(0)));
    instruments.unit[number] = number_of(units, statement.text(1));
    instruments.worth[number] = statement.number(2);
    instruments.is_closed[number] = statement.number(3) != 0;
    instruments.is_on_platform[number] = statement.number(4) != 0;
    instruments.is_complete[number] = statement.number(5) != 0;
  }
}

// Clustered by instrument: rows are placed by counting when they do not arrive so.
void read_usage(const Connection& connection, const Numbers& numbers, UsageArrays& usage) {
  std::vector<int32_t> owner;
  UsageArrays raw;
  Statement statement(connection, "SELECT instrument_code, month, effective_hours, external_hours FROM usage_month");
  std::string last_code;
  int32_t last_number = kNone;
  while (statement.step()) {
    const std::string_view code = statement.text(0);
    if (code != last_code) {
      last_code = code;
      last_number = number_of(numbers, code);
    }
    owner.push_back(last_number);
    raw.day.push_back(day_of(statement.text(1)));
    raw.effective.push_back(static_cast<int16_t>(statement.number(2)));
    raw.external.push_back(static_cast<int16_t>(statement.number(3)));
  }
  usage.first.assign(numbers.size() + 1, 0);
  for (const int32_t number : owner) ++usage.first[static_cast<size_t>(number) + 1];
  std::partial_sum(usage.first.begin(), usage.first.end(), usage.first.begin());
  if (std::is_sorted(owner.begin(), owner.end())) {
    usage.day = std::move(raw.day);
    usage.effective = std::move(raw.effective);
    usage.external = std::move(raw.external);
    return;
  }
  std::vector<int64_t> next(usage.first.begin(), usage.first.end() - 1);
  usage.day.resize(owner.size());
  usage.effective.resize(owner.size());
  usage.external.resize(owner.size());
  for (size_t row = 0; row < owner.size(); ++row) {
    const auto place = static_cast<size_t>(next[static_cast<size_t>(owner[row])]++);
    usage.day[place] = raw.day[row];
    usage.effective[place] = raw.effective[row];
    usage.external[place] = raw.external[row];
  }
}

}  // namespace

int64_t size_of_columns(const Arrays& arrays) {
  const auto bytes = [](const auto& column) { return static_cast<int64_t>(column.size() * sizeof(column[0])); };
  const UsageArrays& usage = arrays.usage;
  const InstrumentArrays& instruments = arrays.instruments;
  return bytes(usage.first) + bytes(usage.day) + bytes(usage.effective) + bytes(usage.external) + bytes(instruments.unit) +
         bytes(instruments.worth) + bytes(instruments.is_closed) + bytes(instruments.is_on_platform) +
         bytes(instruments.is_complete);
}

int32_t day_of(std::string_view text) {
  const auto part = [&](size_t at, size_t length) {
    int value = 0;
    if (at + length <= text.size()) std::from_chars(text.data() + at, text.data() + at + length, value);
    return value;
  };
  // Days from the civil date, with years that begin in March.
  const int month = part(5, 2);
  const int year = part(0, 4) - (month <= 2 ? 1 : 0);
  const int era = year / 400;
  const int year_of_era = year - era * 400;
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + part(8, 2) - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

Arrays read_arrays(const std::string& database, bool only_usage) {
  const Connection connection(database, true);
  Arrays arrays;
  Numbers units;
  Numbers instruments;
  arrays.units.code = read_codes(connection, "SELECT unit_code FROM unit", units);
  read_codes(connection, "SELECT instrument_code FROM instrument", instruments);
  read_usage(connection, instruments, arrays.usage);
  if (only_usage) return arrays;
  read_units(connection, units, arrays.units);
  read_reports(connection, units, arrays.units);
  read_answers(connection, units, arrays);
  read_history(connection, units, arrays);
  read_instruments(connection, units, instruments, arrays.instruments);
  return arrays;
}

}  // namespace plumb::bench
