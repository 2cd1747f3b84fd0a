// SHA-256 and SM3 by OpenSSL. Results depend on the bytes alone. A failure of the library itself
// (out of memory, provider switched off) throws InternalError: no digest is ever silently wrong.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;  // OpenSSL's tag, so that its headers stay in the .cpp

namespace plumb::base {

enum class DigestKind : uint8_t { Sha256, Sm3 };

using DigestBytes = std::array<uint8_t, 32>;  // both kinds have 256 bits

// Feed pieces, then finish once; after finishing the hasher is ready for a new text.
class Hasher {
 public:
  explicit Hasher(DigestKind kind);
  Hasher(Hasher&&) noexcept;
  Hasher& operator=(Hasher&&) noexcept;
  ~Hasher();

  void update(std::string_view bytes);
  void update(const void* bytes, size_t byte_count);
  [[nodiscard]] DigestBytes finish();
  [[nodiscard]] std::string finish_hex();

 private:
  struct Release {
    void operator()(evp_md_ctx_st* context) const;
  };
  void start();

  DigestKind kind_;
  std::unique_ptr<evp_md_ctx_st, Release> context_;
};

[[nodiscard]] DigestBytes digest(DigestKind kind, std::string_view bytes);
// Lower-case hexadecimal, 64 characters.
[[nodiscard]] std::string to_hex(const DigestBytes& bytes);
[[nodiscard]] std::string sha256_hex(std::string_view bytes);
[[nodiscard]] std::string sm3_hex(std::string_view bytes);

}  // namespace plumb::base
