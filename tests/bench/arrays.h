// The data of the 2021 rules as plain arrays: what somebody has in memory who writes the assessment
// by hand. Rows stand in order of key; usage rows are clustered by instrument.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::bench {

inline constexpr int32_t kNone = -1;

struct UsageArrays {
  std::vector<int64_t> first;      // by instrument: its rows are [first[i], first[i + 1])
  std::vector<int32_t> day;        // since 1970-01-01
  std::vector<int16_t> effective;  // tenths of an hour; 0 where nothing counts
  std::vector<int16_t> external;
};

enum class Grade : uint8_t { Poor, Passed, Good, Excellent, Pending };

struct UnitArrays {
  std::vector<std::string> code;
  std::vector<uint8_t> is_central, is_legal_person;
  // Of this assessment; a unit has one report.
  std::vector<int64_t> income;  // 100 yuan
  std::vector<uint8_t> is_income_open, has_platform, is_linked;
  std::vector<uint8_t> is_audited, is_in_time, is_on_paper, has_income_list, has_asset_list;
  std::vector<uint8_t> is_falsified, is_found_poor;
  std::vector<int8_t> is_mended;    // kNone: no answer
  std::vector<int64_t> points[3];   // of the three panels: the sum of the answers, in tenths
  std::vector<int32_t> answers[3];  // and their number
};
struct InstrumentArrays {
  std::vector<int32_t> unit;   // kNone: an orphan
  std::vector<int64_t> worth;  // 100 yuan
  std::vector<uint8_t> is_closed, is_on_platform, is_complete;
};
struct Lineage {
  int32_t earlier = 0, later = 0;
  int32_t day = 0;
};
struct PoorResult {
  int32_t unit = 0, assessment = 0;
  int32_t first_day = 0, end_day = 0;  // of the rectification
};
struct Voucher {
  int32_t unit = 0, day = 0;
  int64_t cents = 0;
};
struct Arrays {
  UnitArrays units;
  InstrumentArrays instruments;
  UsageArrays usage;
  std::vector<Lineage> lineage;
  std::vector<PoorResult> poor;
  std::vector<Voucher> vouchers;
  std::map<std::string, std::vector<std::string>> tie_decisions;  // by subject
};

// Bytes of the columns of usage and instruments: nearly all there is.
[[nodiscard]] int64_t size_of_columns(const Arrays& arrays);
// Days since 1970-01-01 of YYYY-MM-DD.
[[nodiscard]] int32_t day_of(std::string_view text);

// From a database that plumb made. With `only_usage`, units and instruments stay empty but for
// their number.
[[nodiscard]] Arrays read_arrays(const std::string& database, bool only_usage = false);

}  // namespace plumb::bench
