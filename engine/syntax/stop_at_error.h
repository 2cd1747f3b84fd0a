// How the parser meets a mistake: it stops there, and (in the careful pass) knows what else could
// have stood there.
#pragma once

#include "syntax/antlr_tokens.h"
#include "syntax/parse_line.h"

namespace plumb::syntax {

// Not a RecognitionException, so that the generated code lets it through.
struct Stopped {
  SyntaxError error;
};

void add_expected(ExpectedSet& expected, size_t antlr_type);

// The farthest place at which a prediction died, with what it could have read there. ANTLR may
// leave a decision that died by the alternative that is complete (`a = = b` leaves at the first
// sign): the mistake is where the prediction stood, not where the parser notices.
class WatchfulSimulator final : public antlr4::atn::ParserATNSimulator {
 public:
  using ParserATNSimulator::ParserATNSimulator;

  void forget();
  [[nodiscard]] size_t farthest() const { return farthest_; }
  [[nodiscard]] const ExpectedSet& expected() const { return expected_; }

 protected:
  antlr4::dfa::DFAState* getExistingTargetState(antlr4::dfa::DFAState* previous, size_t t) override;
  std::unique_ptr<antlr4::atn::ATNConfigSet> computeReachSet(antlr4::atn::ATNConfigSet* closure, size_t t,
                                                             bool full_context) override;

 private:
  void died(const antlr4::atn::ATNConfigSet& alive);

  size_t farthest_ = 0;
  ExpectedSet expected_;
};

// The fast pass only needs to know that there is a mistake; the careful pass (it has a simulator)
// looks at every optional part before it is entered, so that all that could have stood there is
// known.
class StopAtError final : public antlr4::ANTLRErrorStrategy {
 public:
  explicit StopAtError(const WatchfulSimulator* simulator) : simulator_(simulator) {}

  void reset(antlr4::Parser*) override {}
  bool inErrorRecoveryMode(antlr4::Parser*) override { return false; }
  void reportMatch(antlr4::Parser*) override {}
  void recover(antlr4::Parser*, std::exception_ptr) override {}
  antlr4::Token* recoverInline(antlr4::Parser* parser) override { stop(parser); }
  void sync(antlr4::Parser* parser) override;
  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException&) override { stop(parser); }

 private:
  [[noreturn]] void stop(antlr4::Parser* parser);

  const WatchfulSimulator* simulator_;
};

}  // namespace plumb::syntax
