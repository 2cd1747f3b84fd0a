// Fingerprints of the parts of a program, each found once. Internal to plan.
#pragma once

#include <vector>

#include "plan/fingerprint_definitions.h"

namespace plumb::plan {

class ProgramMixer {
 public:
  ProgramMixer(const program::Program& program, const Subject& subject);

  [[nodiscard]] Fingerprint world() const;
  const Fingerprint& of(ExprId id);
  const Fingerprint& of(DefinitionId id);
  const Fingerprint& of(program::PopulationId id);
  const Fingerprint& of(program::ParameterId id);
  [[nodiscard]] const std::vector<Fingerprint>& exprs() const { return exprs_; }

 private:
  friend struct MixNode;
  friend struct MixDefinition;

  // --- mix_program.cpp ---
  void mix(Mixer& mixer, const program::Population& population);
  void mix(Mixer& mixer, const program::Ranking& ranking);
  void mix(Mixer& mixer, const program::Judgement& judgement);
  void mix(Mixer& mixer, const program::Parameter& parameter);
  void mix(Mixer& mixer, const program::SetSource& set);
  void mix(Mixer& mixer, const program::SortKey& key);
  void mix(Mixer& mixer, const program::Answer& answer);
  void mix(Mixer& mixer, const std::vector<program::Basis>& bases) const;
  // A part that may not be there.
  template <class Id>
  void mix_part(Mixer& mixer, Id id) {
    mixer.add(id.valid() ? 1 : 0);
    if (id.valid()) mixer.add(of(id));
  }
  // By its name: the ranking's own definition reads the ranking.
  void mix_name(Mixer& mixer, DefinitionId id) const;
  void mix_judgement(Mixer& mixer, program::JudgementId id);
  void mix_pins(Mixer& mixer, DefinitionId id) const;

  const program::Program& program_;
  const Subject& subject_;
  std::vector<Fingerprint> exprs_, definitions_, populations_, parameters_;
  std::vector<uint8_t> has_expr_, has_definition_, has_population_, has_parameter_;
};

void mix(Mixer& mixer, const program::Value& value);
void mix(Mixer& mixer, const program::Type& type);
void mix(Mixer& mixer, const base::Number& number);
void mix(Mixer& mixer, const std::optional<base::Number>& number);
void mix(Mixer& mixer, const std::optional<base::Date>& date);
void mix(Mixer& mixer, const std::vector<std::string>& texts);
template <class Tag>
void mix_raw(Mixer& mixer, base::Id<Tag> id) {
  mixer.add(id.value);
}

}  // namespace plumb::plan
