// PatternEmitter: makes the code of one case pattern of a match statement.
//
// A pattern consumes the value on top of the stack; when it does not match it jumps to a label that pops what the patterns
// around it have left. Captures go to hidden locals first: names are bound only when the whole pattern has matched.
#pragma once

#include <string_view>
#include <vector>

#include "worker/lang/compile/emitter.h"

namespace interloom::lang::compile {

class Emitter::PatternEmitter {
 public:
  explicit PatternEmitter(Emitter& emitter) : e_(emitter), b_(emitter.b_) {}

  // Ends where the pattern has matched, or on a failure at unmatched(), with the stack as it was before the value.
  void pattern(const ast::Pattern* node, bool may_be_irrefutable);
  void unmatched();
  void forget_captures();
  void bind_names(const Span& span);

 private:
  struct Capture {
    std::string_view name;
    uint32_t local;
  };

  void inner(const ast::Pattern* node);
  void jump_to_fail(Opcode op, uint32_t pops);
  void capture(std::string_view name, const Span& span);
  void as(const ast::MatchAs* node, bool may_be_irrefutable);
  void sequence(const ast::MatchSequence* node);
  void sequence_by_index(ast::Seq<ast::Pattern> patterns, size_t star);
  void mapping(const ast::MatchMapping* node);
  void mapping_rest(std::string_view name, uint32_t keys, const Span& span);
  bool check_keys(const ast::MatchMapping* node);
  void class_pattern(const ast::MatchClass* node);
  void alternatives(const ast::MatchOr* node, bool may_be_irrefutable);

  Emitter& e_;
  CodeBuilder& b_;
  uint32_t below_ = 0;       // values that lie under the current one and go when it fails
  std::vector<Label> fail_;  // [n] pops n values
  std::vector<Capture> captures_;
  Span last_;                               // of the pattern visited last: where CPython sees some mistakes
  std::vector<std::string_view> reusable_;  // captured by an earlier alternative
};

// `_`, and `*_` in a sequence.
inline bool is_wildcard(const ast::Pattern* pattern) {
  const auto* as = ast::as<ast::MatchAs>(pattern);
  return as && !as->pattern && as->name.empty();
}
inline bool is_star_wildcard(const ast::Pattern* pattern) {
  const auto* star = ast::as<ast::MatchStar>(pattern);
  return star && star->name.empty();
}

}  // namespace interloom::lang::compile
