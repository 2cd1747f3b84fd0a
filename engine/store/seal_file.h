// A line behind a file's last byte that tells the digest of all bytes before it. Not part of the
// room's door.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace plumb::store {

inline constexpr std::string_view SealWords = "\nplumb snapshot seal sha256 ";
inline constexpr size_t SealLength = SealWords.size() + 64 + 1;  // the digest and the end of the line

enum class SealState : uint8_t {
  Whole,
  Changed,     // there is a seal and it does not fit
  NoSeal,      // the file does not end in one
  Unreadable,  // errno tells why
};

// Of SHA-256 over the digests of the file's stretches of 1 MiB, which all threads share. A seal is
// text: SQLite, which knows how many pages it has, does not look at what stands behind them.
[[nodiscard]] SealState check_seal(const std::string& path);
// Appends the seal and forces the file to disk. False: errno tells why.
[[nodiscard]] bool seal_file(const std::string& path);

}  // namespace plumb::store
