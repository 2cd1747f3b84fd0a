#include "store/seal_file.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

#include "base/digest.h"
#include "base/in_parallel.h"

namespace plumb::store {

namespace {

constexpr int64_t Stretch = 1 << 20;

class File {
 public:
  File(const std::string& path, int flags) : descriptor_(::open(path.c_str(), flags | O_CLOEXEC)) {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  [[nodiscard]] int descriptor() const { return descriptor_; }
  // Negative: errno tells why.
  [[nodiscard]] int64_t size() const {
    struct stat facts {};
    return descriptor_ < 0 || ::fstat(descriptor_, &facts) != 0 ? -1 : static_cast<int64_t>(facts.st_size);
  }

 private:
  int descriptor_;
};

bool read_at(int file, int64_t at, char* to, size_t count) {
  while (count > 0) {
    const ssize_t got = ::pread(file, to, count, at);
    if (got < 0 && errno == EINTR) continue;
    if (got == 0) errno = EIO;  // shorter than it was a moment ago
    if (got <= 0) return false;
    to += got;
    at += got;
    count -= static_cast<size_t>(got);
  }
  return true;
}

// Of the first `size` bytes; empty: errno tells why.
std::string digest_stretches(int file, int64_t size) {
  const int64_t count = (size + Stretch - 1) / Stretch;
  std::vector<base::DigestBytes> digests(static_cast<size_t>(count));
  std::atomic<int> failure = 0;
  base::in_parallel(digests.size(), base::processors(), [&](size_t at) {
    if (failure != 0) return;
    const int64_t begin = static_cast<int64_t>(at) * Stretch;
    std::string bytes(static_cast<size_t>(std::min(Stretch, size - begin)), '\0');
    if (read_at(file, begin, bytes.data(), bytes.size())) {
      digests[at] = base::digest(base::DigestKind::Sha256, bytes);
    } else {
      failure = errno;
    }
  });
  if (failure != 0) {
    errno = failure;
    return {};
  }
  base::Hasher hasher(base::DigestKind::Sha256);
  for (const base::DigestBytes& digest : digests) hasher.update(digest.data(), digest.size());
  return hasher.finish_hex();
}

std::string seal_text(const std::string& digest) { return std::string(SealWords) + digest + "\n"; }

}  // namespace

SealState check_seal(const std::string& path) {
  const File file(path, O_RDONLY);
  const int64_t size = file.size();
  if (size < 0) return SealState::Unreadable;
  if (size < static_cast<int64_t>(SealLength)) return SealState::NoSeal;
  const int64_t content = size - static_cast<int64_t>(SealLength);
  std::string found(SealLength, '\0');
  if (!read_at(file.descriptor(), content, found.data(), found.size())) return SealState::Unreadable;
  if (!found.starts_with(SealWords)) return SealState::NoSeal;
  const std::string digest = digest_stretches(file.descriptor(), content);
  if (digest.empty()) return SealState::Unreadable;
  return found == seal_text(digest) ? SealState::Whole : SealState::Changed;
}

bool seal_file(const std::string& path) {
  const File file(path, O_RDWR | O_APPEND);
  const int64_t size = file.size();
  if (size < 0) return false;
  const std::string digest = digest_stretches(file.descriptor(), size);
  if (digest.empty()) return false;
  const std::string seal = seal_text(digest);
  for (std::string_view left = seal; !left.empty();) {
    const ssize_t written = ::write(file.descriptor(), left.data(), left.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    left.remove_prefix(static_cast<size_t>(written));
  }
  return ::fsync(file.descriptor()) == 0;
}

}  // namespace plumb::store
