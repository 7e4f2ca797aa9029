// Patterns of sequences, mappings and classes.
#include <cmath>
#include <set>

#include "worker/lang/compile/pattern_emitter.h"

namespace interloom::lang::compile {
namespace {

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
    if (star >= 1 << 8 || size - star - 1 >= 1 << 16)
      return e_.fail(node->at, "too many expressions in star-unpacking sequence pattern");
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

}  // namespace interloom::lang::compile
