#include "data/key_parts.h"

namespace plumb::data {

std::string join_key(const std::vector<std::string>& parts) {
  if (parts.size() == 1) {
    return parts.front();
  }
  std::string key;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) {
      key += '|';
    }
    for (const char c : parts[i]) {
      if (c == '|' || c == '\\') {
        key += '\\';
      }
      key += c;
    }
  }
  return key;
}

std::vector<std::string> split_key(std::string_view key, size_t count) {
  if (count == 1) {
    return {std::string(key)};
  }
  std::vector<std::string> parts(1);
  for (size_t i = 0; i < key.size(); ++i) {
    const bool is_escape = key[i] == '\\' && i + 1 < key.size() && (key[i + 1] == '|' || key[i + 1] == '\\');
    if (key[i] == '|') {
      parts.emplace_back();
    } else {
      i += is_escape ? 1 : 0;
      parts.back() += key[i];
    }
  }
  if (parts.size() != count) {
    return {};
  }
  return parts;
}

}  // namespace plumb::data
