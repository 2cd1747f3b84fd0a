// The text of a key of several columns: parts joined by "|", with a backslash before "|" and "\" inside a part, so that
// two keys never have the same text. A key of one column is that column's text as it stands.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::data {

[[nodiscard]] std::string join_key(const std::vector<std::string>& parts);
// The parts of a text that was joined from `count` of them, or typed so: a backslash before anything else stands for itself.
// Empty: these are not so many parts.
[[nodiscard]] std::vector<std::string> split_key(std::string_view key, size_t count);

}  // namespace plumb::data
