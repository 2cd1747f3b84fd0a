#include "store/snapshot_file.h"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "store/snapshot_layout.h"

namespace plumb::store {

namespace fs = std::filesystem;

bool looks_like_snapshot(const std::string& path) {
  // The header of an SQLite file has 100 bytes; at 68 stands who it belongs to.
  constexpr size_t HeaderLength = 100;
  constexpr size_t ApplicationAt = 68;
  char header[HeaderLength] = {};
  std::ifstream file(path, std::ios::binary);
  if (!file.read(header, HeaderLength)) return false;
  uint32_t application = 0;
  for (size_t i = 0; i < 4; ++i) application = application << 8 | static_cast<uint8_t>(header[ApplicationAt + i]);
  return application == static_cast<uint32_t>(SnapshotApplicationId);
}

bool may_become_snapshot(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) return true;
  if (status.type() != fs::file_type::regular) return false;
  const auto size = fs::file_size(path, error);
  return !error && (size == 0 || looks_like_snapshot(path));
}

}  // namespace plumb::store
