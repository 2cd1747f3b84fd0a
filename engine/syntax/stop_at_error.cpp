#include "syntax/stop_at_error.h"

#include <algorithm>

namespace plumb::syntax {

void WatchfulSimulator::forget() {
  farthest_ = 0;
  expected_ = {};
}

void WatchfulSimulator::died(const antlr4::atn::ATNConfigSet& alive) {
  const size_t at = parser->getTokenStream()->index();
  if (at < farthest_) return;
  if (at > farthest_) expected_ = {};
  farthest_ = at;
  for (const auto& config : alive.configs) {
    for (const antlr4::atn::Transition* way : config->state->transitions) {
      if (way->isEpsilon()) continue;
      for (const ssize_t type : way->label().toList()) add_expected(expected_, static_cast<size_t>(type));
    }
  }
}

antlr4::dfa::DFAState* WatchfulSimulator::getExistingTargetState(antlr4::dfa::DFAState* previous, size_t t) {
  antlr4::dfa::DFAState* target = ParserATNSimulator::getExistingTargetState(previous, t);
  if (target == ERROR.get()) died(*previous->configs);
  return target;
}

std::unique_ptr<antlr4::atn::ATNConfigSet> WatchfulSimulator::computeReachSet(antlr4::atn::ATNConfigSet* closure, size_t t,
                                                                              bool full_context) {
  std::unique_ptr<antlr4::atn::ATNConfigSet> reached = ParserATNSimulator::computeReachSet(closure, t, full_context);
  if (reached == nullptr) died(*closure);
  return reached;
}

void StopAtError::sync(antlr4::Parser* parser) {
  if (simulator_ == nullptr) return;
  if (!parser->getExpectedTokens().contains(parser->getTokenStream()->LA(1))) stop(parser);
}

void StopAtError::stop(antlr4::Parser* parser) {
  SyntaxError error;
  error.at = parser->getCurrentToken()->getTokenIndex();
  for (antlr4::RuleContext* at = parser->getContext(); at != nullptr; at = dynamic_cast<antlr4::RuleContext*>(at->parent)) {
    if (at->getRuleIndex() == PlumbParser::RuleItem) {
      error.item_start = static_cast<antlr4::ParserRuleContext*>(at)->start->getTokenIndex();
    }
  }
  if (simulator_ != nullptr) {
    if (simulator_->farthest() >= error.at) error.expected = simulator_->expected();
    if (simulator_->farthest() <= error.at) {
      for (const ssize_t type : parser->getExpectedTokens().toList()) {
        add_expected(error.expected, static_cast<size_t>(type));
      }
    }
    error.at = std::max(error.at, simulator_->farthest());
  }
  throw Stopped{error};
}

}  // namespace plumb::syntax
