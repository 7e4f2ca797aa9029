// Patterns of match.
#include "worker/lang/syntax/parser_state.h"

namespace interloom::lang::syntax {

// What follows `case`: a pattern, or an open sequence of them.
Pattern* Parser::patterns() {
  const uint32_t first = pos_;
  const size_t list = list_begin();
  bool comma = false;
  if (!pattern_list(Tok::kColon, &comma)) return list_drop(list);
  if (!comma) {
    auto* only = static_cast<Pattern*>(scratch_[list]);
    list_drop(list);
    return as<MatchStar>(only) ? nullptr : only;
  }
  auto* node = make_pattern<MatchSequence>(first);
  node->patterns = list_end<Pattern>(list);
  return node;
}

// One or more, separated by commas; one may end the list. `comma`: there was one.
bool Parser::pattern_list(Tok closing, bool* comma) {
  do {
    if (*comma && (at(closing) || at(Tok::kIf))) break;
    Pattern* item = at(Tok::kStar) ? star_pattern() : pattern();
    if (!item) return false;
    list_add(item);
    *comma = *comma || at(Tok::kComma);
  } while (accept(Tok::kComma));
  return true;
}

Pattern* Parser::star_pattern() {
  const uint32_t first = pos_++;
  if (!at(Tok::kName)) return nullptr;
  const bool wildcard = at_soft(kSoftUnderscore);
  const Identifier name = wildcard ? Identifier() : identifier(tok());
  ++pos_;
  auto* node = make_pattern<MatchStar>(first);
  node->name = name;
  return node;
}

// or_pattern ['as' NAME]
Pattern* Parser::pattern() {
  if (!enter()) return nullptr;
  const uint32_t first = pos_;
  Pattern* inner = or_pattern();
  if (!inner || !accept(Tok::kAs)) return inner;
  if (!at(Tok::kName) || at_soft(kSoftUnderscore)) {
    if (!second_pass()) return nullptr;
    if (at(Tok::kName)) return raise_at(tok(), "cannot use '_' as a target");
    const uint32_t target = pos_;
    return probe(&Parser::expression) ? raise("invalid pattern target", span_from(target)) : nullptr;
  }
  const Identifier name = identifier(tok());
  ++pos_;
  if (at(Tok::kDot) || at(Tok::kLPar) || at(Tok::kEqual)) return nullptr;
  auto* node = make_pattern<MatchAs>(first);
  node->pattern = inner;
  node->name = name;
  return node;
}

Pattern* Parser::or_pattern() {
  const uint32_t first = pos_;
  Pattern* one = closed_pattern();
  if (!one || !at(Tok::kVBar)) return one;
  const size_t list = list_begin();
  list_add(one);
  while (accept(Tok::kVBar)) {
    one = closed_pattern();
    if (!one) return list_drop(list);
    list_add(one);
  }
  auto* node = make_pattern<MatchOr>(first);
  node->patterns = list_end<Pattern>(list);
  return node;
}

Pattern* Parser::closed_pattern() {
  const uint32_t first = pos_;
  switch (kind()) {
    case Tok::kName: return name_pattern();
    case Tok::kLPar: case Tok::kLSqb: return sequence_pattern();
    case Tok::kLBrace: return mapping_pattern();
    case Tok::kNone: case Tok::kTrue: case Tok::kFalse: {
      const ConstantKind value = at(Tok::kNone) ? ConstantKind::kNone : at(Tok::kTrue) ? ConstantKind::kTrue : ConstantKind::kFalse;
      ++pos_;
      auto* node = make_pattern<MatchSingleton>(first);
      node->value = value;
      return node;
    }
    default: return value_pattern(first, pattern_literal());
  }
}

Pattern* Parser::value_pattern(uint32_t first, Expr* value) {
  if (!value) return nullptr;
  auto* node = make_pattern<MatchValue>(first);
  node->value = value;
  return node;
}

// A number, a complex number or strings.
Expr* Parser::pattern_literal() {
  if (at(Tok::kString) || at(Tok::kFStringStart)) return strings();
  if (!at(Tok::kNumber) && !at(Tok::kMinus)) return nullptr;
  const uint32_t first = pos_;
  Expr* real = pattern_number();
  if (!real || (!at(Tok::kPlus) && !at(Tok::kMinus))) return real;
  const Operator op = at(Tok::kPlus) ? Operator::kAdd : Operator::kSub;
  ++pos_;
  if (!at(Tok::kNumber)) return nullptr;
  const Expr* magnitude = as<UnaryOp>(real) ? as<UnaryOp>(real)->operand : real;
  if (as<Constant>(magnitude)->type == ConstantKind::kComplex) return raise("real number required in complex literal", real->at);
  Expr* imaginary = number();
  if (!imaginary) return nullptr;
  if (as<Constant>(imaginary)->type != ConstantKind::kComplex) return raise("imaginary number required in complex literal", imaginary->at);
  auto* node = make_expr<BinOp>(first);
  node->op = op;
  node->left = real;
  node->right = imaginary;
  return over(node, {real, imaginary});
}

// ['-'] NUMBER
Expr* Parser::pattern_number() {
  const uint32_t first = pos_;
  const bool minus = accept(Tok::kMinus);
  if (!at(Tok::kNumber)) return nullptr;
  Expr* value = number();
  if (!value || !minus) return value;
  auto* node = make_expr<UnaryOp>(first);
  node->op = UnaryOperator::kUSub;
  node->operand = value;
  return over(node, {value});
}

// NAME ('.' NAME)*
Expr* Parser::dotted_value() {
  const uint32_t first = pos_;
  Expr* value = make_name(ExprContext::kLoad);
  while (value && at(Tok::kDot)) {
    ++pos_;
    if (!at(Tok::kName)) return nullptr;
    const Identifier attr = identifier(tok());
    ++pos_;
    auto* node = make_expr<Attribute>(first);
    node->value = value;
    node->attr = attr;
    value = over(node, {value});
  }
  return value;
}

// A capture, the wildcard, a dotted value, or a class.
Pattern* Parser::name_pattern() {
  const uint32_t first = pos_;
  const bool wildcard = at_soft(kSoftUnderscore);
  Expr* value = dotted_value();
  if (!value) return nullptr;
  if (at(Tok::kLPar)) return class_pattern(first, value);
  if (as<Attribute>(value)) return at(Tok::kEqual) ? nullptr : value_pattern(first, value);
  if (at(Tok::kEqual) && !wildcard) return nullptr;
  auto* node = make_pattern<MatchAs>(first);
  if (!wildcard) node->name = as<Name>(value)->id;
  return node;
}

// '(' pattern ')' is that pattern; else a sequence in '()' or '[]'.
Pattern* Parser::sequence_pattern() {
  const uint32_t first = pos_;
  const Tok closing = at(Tok::kLPar) ? Tok::kRPar : Tok::kRSqb;
  ++pos_;
  const size_t list = list_begin();
  bool comma = false;
  if (!at(closing) && !pattern_list(closing, &comma)) return list_drop(list);
  if (!accept(closing)) return list_drop(list);
  if (closing == Tok::kRPar && !comma && scratch_.size() > list) {
    auto* only = static_cast<Pattern*>(scratch_[list]);
    list_drop(list);
    if (!as<MatchStar>(only)) return only;
    --pos_;
    return nullptr;
  }
  auto* node = make_pattern<MatchSequence>(first);
  node->patterns = list_end<Pattern>(list);
  return node;
}

// '{' (key ':' pattern),* ['**' NAME] [','] '}'
Pattern* Parser::mapping_pattern() {
  const uint32_t first = pos_++;
  std::vector<Expr*> keys;
  std::vector<Pattern*> values;
  Identifier rest;
  while (!at(Tok::kRBrace)) {
    if (!rest.empty()) return nullptr;
    if (accept(Tok::kDoubleStar)) {
      if (!at(Tok::kName) || at_soft(kSoftUnderscore)) return nullptr;
      rest = identifier(tok());
      ++pos_;
    } else {
      Expr* key = nullptr;
      if (at(Tok::kNone)) key = keyword_constant(ConstantKind::kNone);
      else if (at(Tok::kTrue)) key = keyword_constant(ConstantKind::kTrue);
      else if (at(Tok::kFalse)) key = keyword_constant(ConstantKind::kFalse);
      else if (at(Tok::kName)) key = dotted_value();
      else key = pattern_literal();
      if (!key || as<Name>(key) || !accept(Tok::kColon)) return nullptr;
      Pattern* value = pattern();
      if (!value) return nullptr;
      keys.push_back(key);
      values.push_back(value);
    }
    if (!accept(Tok::kComma)) break;
  }
  if (!accept(Tok::kRBrace)) return nullptr;
  auto* node = make_pattern<MatchMapping>(first);
  node->keys = ast_.arena->copy(std::span(keys));
  node->patterns = ast_.arena->copy(std::span(values));
  node->rest = rest;
  return node;
}

// At the '(' behind the class: pattern,* (NAME '=' pattern),* [','] ')'
Pattern* Parser::class_pattern(uint32_t first, Expr* cls) {
  ++pos_;
  std::vector<Pattern*> positional, values;
  std::vector<Identifier> names;
  while (!at(Tok::kRPar)) {
    const bool keyword = at(Tok::kName) && kind_after() == Tok::kEqual;
    const uint32_t start = pos_;
    if (keyword) {
      names.push_back(identifier(tok()));
      pos_ += 2;
    }
    Pattern* item = pattern();
    if (!item) return nullptr;
    if (!keyword && !names.empty()) {
      note_farthest();
      return second_pass() ? raise("positional patterns follow keyword patterns", span_from(start)) : nullptr;
    }
    (keyword ? values : positional).push_back(item);
    if (!accept(Tok::kComma)) break;
  }
  if (!accept(Tok::kRPar)) return nullptr;
  auto* node = make_pattern<MatchClass>(first);
  node->cls = cls;
  node->patterns = ast_.arena->copy(std::span(positional));
  node->kwd_attrs = ast_.arena->copy(std::span(names));
  node->kwd_patterns = ast_.arena->copy(std::span(values));
  return node;
}

}  // namespace interloom::lang::syntax
