// match statements: cases, captures, alternatives.
#include <algorithm>

#include "worker/lang/compile/pattern_emitter.h"

namespace interloom::lang::compile {

void Emitter::PatternEmitter::jump_to_fail(Opcode op, uint32_t pops) {
  while (fail_.size() <= pops) fail_.push_back(b_.new_label());
  e_.jump(op, fail_[pops]);
}

void Emitter::PatternEmitter::unmatched() {
  while (fail_.size() > 1) {
    b_.bind(fail_.back());
    e_.emit(Opcode::kPop);
    fail_.pop_back();
  }
  if (!fail_.empty()) b_.bind(fail_[0]);
  fail_.clear();
}

// What a pattern that failed in the end has captured must not live on.
void Emitter::PatternEmitter::forget_captures() {
  for (const Capture& captured : captures_) e_.emit(Opcode::kClearLocal, captured.local);
}

void Emitter::PatternEmitter::bind_names(const Span& span) {
  for (const Capture& captured : captures_) {
    e_.emit(Opcode::kLoadLocal, captured.local);
    e_.store_name(captured.name, span);
    e_.emit(Opcode::kClearLocal, captured.local);
    e_.spare_locals_[captured.name].push_back(captured.local);
  }
}

void Emitter::PatternEmitter::capture(std::string_view name, const Span& span) {
  if (e_.forbid(name, span)) return;
  const auto known = std::find_if(captures_.begin(), captures_.end(), [&](const Capture& c) { return c.name == name; });
  if (known != captures_.end()) {
    const auto reusable = std::find(reusable_.begin(), reusable_.end(), name);
    if (reusable == reusable_.end()) return e_.fail(span, str_cat("multiple assignments to name '", name, "' in pattern"));
    reusable_.erase(reusable);
    return e_.emit(Opcode::kStoreLocal, known->local);
  }
  auto& spare = e_.spare_locals_[name];
  const uint32_t local = spare.empty() ? b_.new_local(name) : spare.back();
  if (!spare.empty()) spare.pop_back();
  captures_.push_back({name, local});
  e_.emit(Opcode::kStoreLocal, local);
}

void Emitter::PatternEmitter::inner(const ast::Pattern* node) { pattern(node, true); }

void Emitter::PatternEmitter::pattern(const ast::Pattern* node, bool may_be_irrefutable) {
  if (e_.stop(node->at)) return;
  e_.at(node->at);
  last_ = node->at;
  switch (node->kind) {
    case ast::PatternKind::kMatchValue:
      if (!ast::as<ast::Attribute>(ast::as<ast::MatchValue>(node)->value) && !fold(ast::as<ast::MatchValue>(node)->value))
        return e_.fail(node->at, "patterns may only match literals and attribute lookups");
      e_.expression(ast::as<ast::MatchValue>(node)->value);
      e_.emit(Opcode::kCompare, static_cast<uint32_t>(CompareOp::kEq));
      return jump_to_fail(Opcode::kJumpIfFalse, below_);
    case ast::PatternKind::kMatchSingleton: {
      const ast::ConstantKind value = ast::as<ast::MatchSingleton>(node)->value;
      if (value == ast::ConstantKind::kNone) {
        b_.load_none();
      } else {
        b_.load_const(Constant{value == ast::ConstantKind::kTrue});
      }
      e_.emit(Opcode::kIs, 0);
      return jump_to_fail(Opcode::kJumpIfFalse, below_);
    }
    case ast::PatternKind::kMatchSequence:
      return sequence(ast::as<ast::MatchSequence>(node));
    case ast::PatternKind::kMatchMapping:
      return mapping(ast::as<ast::MatchMapping>(node));
    case ast::PatternKind::kMatchClass:
      return class_pattern(ast::as<ast::MatchClass>(node));
    case ast::PatternKind::kMatchStar:
      if (is_star_wildcard(node)) return e_.emit(Opcode::kPop);
      return capture(ast::as<ast::MatchStar>(node)->name, node->at);
    case ast::PatternKind::kMatchAs:
      return as(ast::as<ast::MatchAs>(node), may_be_irrefutable);
    case ast::PatternKind::kMatchOr:
      return alternatives(ast::as<ast::MatchOr>(node), may_be_irrefutable);
  }
}

void Emitter::PatternEmitter::as(const ast::MatchAs* node, bool may_be_irrefutable) {
  if (!node->pattern) {
    if (!may_be_irrefutable) {
      const std::string what = node->name.empty() ? "wildcard" : str_cat("name capture '", node->name, "'");
      return e_.fail(node->at, what + " makes remaining patterns unreachable");
    }
    if (node->name.empty()) return e_.emit(Opcode::kPop);
    return capture(node->name, node->at);
  }
  e_.emit(Opcode::kDup);
  ++below_;
  pattern(node->pattern, may_be_irrefutable);
  --below_;
  capture(node->name, node->at);
}

// Every alternative looks at a copy; all bind the same names, to the same hidden locals.
void Emitter::PatternEmitter::alternatives(const ast::MatchOr* node, bool may_be_irrefutable) {
  const Label end = b_.new_label();
  const size_t before = captures_.size();
  const std::vector<std::string_view> outer_reusable = reusable_;
  std::vector<std::string_view> left_over;
  for (size_t i = 0; i < node->patterns.size(); ++i) {
    const bool is_last = i + 1 == node->patterns.size();
    std::vector<Label> outer_fail;
    outer_fail.swap(fail_);
    const uint32_t outer_below = std::exchange(below_, 0);
    reusable_ = outer_reusable;
    const size_t known = captures_.size();
    if (i > 0) {
      for (size_t at = before; at < known; ++at) reusable_.push_back(captures_[at].name);
    }
    e_.emit(Opcode::kDup);
    pattern(node->patterns[i], is_last && may_be_irrefutable);
    if (i == 0) {
      left_over = reusable_;
    } else if (captures_.size() != known || reusable_ != left_over) {
      return e_.fail(last_, "alternative patterns bind different names");
    }
    e_.jump(Opcode::kJump, end);
    unmatched();
    fail_.swap(outer_fail);
    below_ = outer_below;
  }
  reusable_ = left_over;
  jump_to_fail(Opcode::kJump, below_ + 1);
  b_.bind(end);
  e_.emit(Opcode::kPop);
}

void Emitter::match_statement(const ast::Match* node) {
  const Label end = b_.new_label();
  expression(node->subject);
  for (size_t i = 0; i < node->cases.size(); ++i) {
    const ast::MatchCase* branch = node->cases[i];
    const Label next = b_.new_label();
    PatternEmitter patterns(*this);
    emit(Opcode::kDup);
    patterns.pattern(branch->pattern, branch->guard || i + 1 == node->cases.size());
    patterns.bind_names(branch->pattern->at);
    if (branch->guard) jump_if(branch->guard, false, next);
    emit(Opcode::kPop);
    body(branch->body);
    jump(Opcode::kJump, end);
    patterns.unmatched();
    patterns.forget_captures();
    b_.bind(next);
  }
  emit(Opcode::kPop);
  b_.bind(end);
}

}  // namespace interloom::lang::compile
