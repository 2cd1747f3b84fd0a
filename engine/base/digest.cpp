#include "base/digest.h"

#include <openssl/evp.h>

#include "base/internal_error.h"

namespace plumb::base {

namespace {

const EVP_MD* algorithm(DigestKind kind) {
  switch (kind) {
    case DigestKind::Sha256: return EVP_sha256();
    case DigestKind::Sm3: return EVP_sm3();
  }
  fail_internal("digest", "kind of digest");
}

void require(int openssl_result) {
  if (openssl_result != 1) {
    fail_internal("digest", "the digest library failed");
  }
}

}  // namespace

void Hasher::Release::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Hasher::Hasher(DigestKind kind) : kind_(kind), context_(EVP_MD_CTX_new()) { start(); }
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;
Hasher::~Hasher() = default;

void Hasher::start() {
  require(context_ != nullptr ? 1 : 0);
  require(EVP_DigestInit_ex(context_.get(), algorithm(kind_), nullptr));
}

void Hasher::update(std::string_view bytes) { update(bytes.data(), bytes.size()); }

void Hasher::update(const void* bytes, size_t byte_count) { require(EVP_DigestUpdate(context_.get(), bytes, byte_count)); }

DigestBytes Hasher::finish() {
  DigestBytes bytes{};
  unsigned int written = 0;
  require(EVP_DigestFinal_ex(context_.get(), bytes.data(), &written));
  require(written == bytes.size() ? 1 : 0);
  start();
  return bytes;
}

std::string Hasher::finish_hex() { return to_hex(finish()); }

DigestBytes digest(DigestKind kind, std::string_view bytes) {
  Hasher hasher(kind);
  hasher.update(bytes);
  return hasher.finish();
}

std::string to_hex(const DigestBytes& bytes) {
  constexpr std::string_view Digits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const uint8_t byte : bytes) {
    text += Digits[byte >> 4];
    text += Digits[byte & 0x0F];
  }
  return text;
}

std::string sha256_hex(std::string_view bytes) { return to_hex(digest(DigestKind::Sha256, bytes)); }

std::string sm3_hex(std::string_view bytes) { return to_hex(digest(DigestKind::Sm3, bytes)); }

}  // namespace plumb::base
