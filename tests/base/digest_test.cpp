#include "base/digest.h"

#include <gtest/gtest.h>

namespace plumb::base {
namespace {

// Published vectors: FIPS 180-4 and GB/T 32905-2016.
constexpr std::string_view Sha256Empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr std::string_view Sha256Abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr std::string_view Sm3Abc = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
constexpr std::string_view Sm3Abcd16 = "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732";

TEST(Digest, published_vectors) {
  EXPECT_EQ(sha256_hex(""), Sha256Empty);
  EXPECT_EQ(sha256_hex("abc"), Sha256Abc);
  EXPECT_EQ(sm3_hex("abc"), Sm3Abc);
  std::string repeated;
  for (int i = 0; i < 16; ++i) {
    repeated += "abcd";
  }
  EXPECT_EQ(sm3_hex(repeated), Sm3Abcd16);
}

TEST(Digest, pieces_equal_the_whole_and_a_hasher_starts_anew) {
  Hasher hasher(DigestKind::Sha256);
  hasher.update("a");
  hasher.update("");
  hasher.update(std::string_view("bc"));
  EXPECT_EQ(hasher.finish_hex(), Sha256Abc);
  EXPECT_EQ(hasher.finish_hex(), Sha256Empty);
  Hasher moved = std::move(hasher);
  moved.update("abc", 3);
  EXPECT_EQ(to_hex(moved.finish()), Sha256Abc);
  EXPECT_EQ(to_hex(digest(DigestKind::Sm3, "abc")), Sm3Abc);
}

TEST(Digest, takes_zero_bytes) { EXPECT_NE(sha256_hex(std::string_view("\0", 1)), Sha256Empty); }

}  // namespace
}  // namespace plumb::base
