// Fingerprints of what values depend on: two runs over the same data give a definition, a scope or an expression the same
// values wherever its fingerprints agree, whatever else was edited between them.
//
// A fingerprint is taken of the structure with everything that it reads, names instead of ids: ids of definitions, scopes,
// rankings, judgements, parameters and expressions shift when rules are added or taken away. Ids of tables, columns,
// enumerations and kinds of absence are those of the data, and count for as long as `world` is the same.
// Conservative: equal fingerprints mean equal values, different ones mean nothing.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "program/program.h"
#include "program/subject.h"

namespace plumb::fingerprint {

struct Fingerprint {
  uint64_t first = 0, second = 0;
  friend auto operator<=>(const Fingerprint&, const Fingerprint&) = default;
};
struct FingerprintHash {
  [[nodiscard]] size_t operator()(const Fingerprint& of) const { return static_cast<size_t>(of.first); }
};

// Absorbs words into 128 bits. Nobody chooses rules so that two of them collide: it need not withstand that.
class WordHasher {
 public:
  void add(uint64_t word);
  void add(std::string_view text);
  void add(const Fingerprint& of) { add(of.first), add(of.second); }
  [[nodiscard]] Fingerprint finish() const;

 private:
  uint64_t first_ = 0x243f6a8885a308d3, second_ = 0x13198a2e03707344, count_ = 0;
};

struct Fingerprints {
  Fingerprint world;               // what ids of the data and stored values mean: tables, columns, enumerations, units, absence
  std::vector<Fingerprint> exprs;  // by program::ExprId; of those that no definition or parameter evaluates: zero
  std::vector<Fingerprint> definitions;  // by program::DefinitionId
  std::vector<Fingerprint> populations;  // by PopulationId
  std::vector<Fingerprint> parameters;   // by ParameterId
  // By program::DefinitionId: a formula of it belongs to another definition as well, so that what is open in it may be told in
  // the name of either.
  std::vector<uint8_t> shares_formulas;
};
// Of the world alone: programs in which it agrees can be asked about the same data.
[[nodiscard]] Fingerprint fingerprint_world(const program::Program& program);
[[nodiscard]] Fingerprints fingerprint_definitions(const program::Program& program, const program::Subject& subject);

}  // namespace plumb::fingerprint
