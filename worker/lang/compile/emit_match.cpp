// match statements.
//
// A pattern consumes the value on top of the stack; when it does not match it jumps to a label that pops what the patterns
// around it have left. Captures go to hidden locals first: names are bound only when the whole pattern has matched.
#include <algorithm>
#include <cmath>
#include <set>

#include "worker/lang/compile/emitter.h"

namespace interloom::lang::compile {
namespace {

bool is_wildcard(const ast::Pattern* pattern) {
  const auto* as = ast::as<ast::MatchAs>(pattern);
  return as && !as->pattern && as->name.empty();
}
bool is_star_wildcard(const ast::Pattern* pattern) {
  const auto* star = ast::as<ast::MatchStar>(pattern);
  return star && star->name.empty();
}

// Equal exactly for keys that are equal in a dict: 1, True, 1.0 and 1+0j are.
std::string key_identity(const Constant& key) {
  const auto* number = std::get_if<std::complex<double>>(&key.kind);
  const auto* real = std::get_if<double>(&key.kind);
  if (const auto* i = std::get_if<int64_t>(&key.kind)) return str_cat("i", *i);
  if (const auto* b = std::get_if<bool>(&key.kind)) return *b ? "i1" : "i0";
  if (real || (number && number->imag() == 0)) {
    const double value = real ? *real : number->real();
    if (std::abs(value) < 0x1p63 && value == std::floor(value)) return str_cat("i", static_cast<int64_t>(value));
    return "f" + std::string(reinterpret_cast<const char*>(&value), sizeof value);
  }
  if (number) return "c" + std::string(reinterpret_cast<const char*>(number), sizeof *number);
  if (const auto* s = std::get_if<std::string>(&key.kind)) return "s" + *s;
  if (const auto* b = std::get_if<Constant::Bytes>(&key.kind)) return "b" + b->bytes;
  if (const auto* big = std::get_if<Constant::BigInt>(&key.kind)) return "n" + big->decimal;
  return "None";
}

}  // namespace

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
  uint32_t below_ = 0;         // values that lie under the current one and go when it fails
  std::vector<Label> fail_;    // [n] pops n values
  std::vector<Capture> captures_;
  Span last_;                  // of the pattern visited last: where CPython sees some mistakes
  std::vector<std::string_view> reusable_;  // captured by an earlier alternative
};

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

void Emitter::PatternEmitter::sequence(const ast::MatchSequence* node) {
  const ast::Seq<ast::Pattern> patterns = node->patterns;
  const uint32_t size = static_cast<uint32_t>(patterns.size());
  uint32_t star = size;
  bool only_wildcards = true;
  for (uint32_t i = 0; i < size; ++i) {
    const bool starred = patterns[i]->kind == ast::PatternKind::kMatchStar;
    if (starred && star < size) return e_.fail(node->at, "multiple starred names in sequence pattern");
    if (starred) star = i;
    only_wildcards = only_wildcards && (starred ? is_star_wildcard(patterns[i]) : is_wildcard(patterns[i]));
  }
  e_.emit(Opcode::kMatchSequence);
  jump_to_fail(Opcode::kJumpIfFalse, below_ + 1);
  if (star == size || size > 1) {
    e_.emit(Opcode::kGetLength);
    b_.load_int(star == size ? size : size - 1);
    e_.emit(Opcode::kCompare, static_cast<uint32_t>(star == size ? CompareOp::kEq : CompareOp::kGe));
    jump_to_fail(Opcode::kJumpIfFalse, below_ + 1);
  }
  if (only_wildcards) return e_.emit(Opcode::kPop);
  if (star < size && is_star_wildcard(patterns[star])) return sequence_by_index(patterns, star);
  if (star == size) {
    e_.emit(Opcode::kUnpackSequence, size);
  } else {
    if (star >= 1 << 8 || size - star - 1 >= 1 << 16) return e_.fail(node->at, "too many expressions in star-unpacking sequence pattern");
    e_.emit(Opcode::kUnpackEx, star | ((size - star - 1) << 8));
  }
  below_ += size;
  for (const ast::Pattern* item : patterns) {
    --below_;
    inner(item);
  }
}

// [a, *_, b]: the items that nobody wants are not touched.
void Emitter::PatternEmitter::sequence_by_index(ast::Seq<ast::Pattern> patterns, size_t star) {
  ++below_;
  for (size_t i = 0; i < patterns.size(); ++i) {
    if (i == star || is_wildcard(patterns[i])) continue;
    e_.emit(Opcode::kDup);
    if (i < star) {
      b_.load_int(static_cast<int64_t>(i));
    } else {
      e_.emit(Opcode::kGetLength);
      b_.load_int(static_cast<int64_t>(patterns.size() - i));
      e_.emit(Opcode::kBinary, static_cast<uint32_t>(BinaryOp::kSub));
    }
    e_.emit(Opcode::kGetItem);
    inner(patterns[i]);
  }
  --below_;
  e_.emit(Opcode::kPop);
}

bool Emitter::PatternEmitter::check_keys(const ast::MatchMapping* node) {
  std::set<std::string> seen;
  for (const ast::Expr* key : node->keys) {
    if (ast::as<ast::Attribute>(key)) continue;
    const auto constant = fold(key);
    if (!constant) {
      e_.fail(node->at, "mapping pattern keys may only match literals and attribute lookups");
      return false;
    }
    if (seen.insert(key_identity(*constant)).second) continue;
    e_.fail(node->at, str_cat("mapping pattern checks duplicate key (", unparse(key, e_.shared_.diagnostics), ")"));
    return false;
  }
  return true;
}

void Emitter::PatternEmitter::mapping(const ast::MatchMapping* node) {
  const uint32_t size = static_cast<uint32_t>(node->keys.size());
  if (!check_keys(node)) return;
  e_.emit(Opcode::kMatchMapping);
  jump_to_fail(Opcode::kJumpIfFalse, below_ + 1);
  if (size == 0 && node->rest.empty()) return e_.emit(Opcode::kPop);
  if (size > 0) {
    e_.emit(Opcode::kGetLength);
    b_.load_int(size);
    e_.emit(Opcode::kCompare, static_cast<uint32_t>(CompareOp::kGe));
    jump_to_fail(Opcode::kJumpIfFalse, below_ + 1);
  }
  for (const ast::Expr* key : node->keys) e_.expression(key);
  e_.emit(Opcode::kBuildTuple, size);
  e_.emit(Opcode::kMatchKeys);
  e_.emit(Opcode::kIsNone);
  jump_to_fail(Opcode::kJumpIfTrue, below_ + 3);
  e_.emit(Opcode::kUnpackSequence, size);
  below_ += 2 + size;
  for (const ast::Pattern* item : node->patterns) {
    --below_;
    inner(item);
  }
  below_ -= 2;
  if (!node->rest.empty()) return mapping_rest(node->rest, size, last_);
  e_.emit(Opcode::kPop);
  e_.emit(Opcode::kPop);
}

// subject keys -> nothing; a dict of the other items is captured.
void Emitter::PatternEmitter::mapping_rest(std::string_view name, uint32_t keys, const Span& span) {
  e_.emit(Opcode::kBuildDict, 0);
  e_.emit(Opcode::kRotThree);
  e_.emit(Opcode::kRotThree);  // keys dict subject
  e_.emit(Opcode::kDictUpdate);
  e_.emit(Opcode::kSwap);
  e_.emit(Opcode::kUnpackSequence, keys);
  for (uint32_t left = keys; left > 0; --left) {
    e_.emit(Opcode::kCopy, left);
    e_.emit(Opcode::kSwap);
    e_.emit(Opcode::kDelItem);
  }
  capture(name, span);
}

void Emitter::PatternEmitter::class_pattern(const ast::MatchClass* node) {
  const uint32_t positional = static_cast<uint32_t>(node->patterns.size());
  const uint32_t size = positional + static_cast<uint32_t>(node->kwd_attrs.size());
  Constant::Tuple names;
  std::set<std::string_view> seen;
  for (size_t i = 0; i < node->kwd_attrs.size(); ++i) {
    const std::string_view attribute = node->kwd_attrs[i];
    if (e_.forbid(attribute, node->kwd_patterns[i]->at)) return;
    if (!seen.insert(attribute).second)
      return e_.fail(node->kwd_patterns[i]->at, str_cat("attribute name repeated in class pattern: ", attribute));
    names.items.push_back(Constant{std::string(attribute)});
  }
  e_.expression(node->cls);
  e_.at(node->at);
  b_.load_const(Constant{std::move(names)});
  e_.emit(Opcode::kMatchClass, positional);
  e_.emit(Opcode::kIsNone);
  jump_to_fail(Opcode::kJumpIfTrue, below_ + 1);
  e_.emit(Opcode::kUnpackSequence, size);
  below_ += size;
  for (uint32_t i = 0; i < size; ++i) {
    --below_;
    inner(i < positional ? node->patterns[i] : node->kwd_patterns[i - positional]);
  }
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
