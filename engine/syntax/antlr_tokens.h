// Our tokens as ANTLR sees them: no copies of texts, no lexer behind them. Includes the parser
// runtime, so only the files that parse and build include this.
#pragma once

#include <string>
#include <vector>

#include <antlr4-runtime.h>

#include "PlumbParser.h"
#include "syntax/token.h"

namespace plumb::syntax {

[[nodiscard]] size_t antlr_type(const Token& token);

class AntlrToken final : public antlr4::Token {
 public:
  AntlrToken(const syntax::Token& token, size_t type, size_t index) : token_(token), type_(type), index_(index) {}

  [[nodiscard]] const syntax::Token& source() const { return token_; }

  std::string getText() const override { return {}; }
  size_t getType() const override { return type_; }
  size_t getLine() const override { return 0; }
  size_t getCharPositionInLine() const override { return 0; }
  size_t getChannel() const override { return DEFAULT_CHANNEL; }
  size_t getTokenIndex() const override { return index_; }
  size_t getStartIndex() const override { return token_.begin; }
  size_t getStopIndex() const override { return token_.end; }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  antlr4::CharStream* getInputStream() const override { return nullptr; }
  std::string toString() const override { return {}; }

 private:
  syntax::Token token_;
  size_t type_;
  size_t index_;
};

// The tokens of one line of items, with an end of file behind them.
class AntlrTokens final : public antlr4::TokenStream {
 public:
  explicit AntlrTokens(const std::vector<Token>& tokens);

  antlr4::Token* LT(ssize_t k) override;
  antlr4::Token* get(size_t index) const override { return const_cast<AntlrToken*>(&tokens_[index]); }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  std::string getText(const antlr4::misc::Interval&) override { return {}; }
  std::string getText() override { return {}; }
  std::string getText(antlr4::RuleContext*) override { return {}; }
  std::string getText(antlr4::Token*, antlr4::Token*) override { return {}; }

  void consume() override {
    if (at_ + 1 < tokens_.size()) ++at_;
  }
  size_t LA(ssize_t i) override { return LT(i)->getType(); }
  ssize_t mark() override { return 0; }
  void release(ssize_t) override {}
  size_t index() override { return at_; }
  void seek(size_t index) override { at_ = index; }
  size_t size() override { return tokens_.size(); }
  std::string getSourceName() const override { return {}; }

 private:
  std::vector<AntlrToken> tokens_;
  size_t at_ = 0;
};

}  // namespace plumb::syntax
