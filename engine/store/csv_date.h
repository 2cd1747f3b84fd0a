// What is to be said of a cell that is no date. Not part of the room's door.
#pragma once

#include <string>
#include <string_view>

namespace plumb::store {

// 2022-02-30: written as a date should be, only there is no such day.
[[nodiscard]] bool is_written_date(std::string_view cell);
// How the date in the cell (2019.7.1, 2019/07/01, 20190701) is to be written; an example where that can't be told.
[[nodiscard]] std::string as_date(std::string_view cell);

}  // namespace plumb::store
