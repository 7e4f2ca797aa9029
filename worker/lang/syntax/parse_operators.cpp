// Operators by precedence climbing: one function for "or" down to "//", so that a nested expression costs few C frames.
#include "worker/lang/syntax/parser_state.h"

namespace interloom::lang::syntax {

namespace {

constexpr int kOrPower = 1, kAndPower = 2, kNotPower = 3, kComparePower = 4, kBitOrPower = 5;

struct Binding { int8_t power; Operator op; };

// How tightly a token binds what is left and right of it; 0: it is no binary operator.
Binding binding(Tok kind) {
  switch (kind) {
    case Tok::kOr: return {kOrPower, {}};
    case Tok::kAnd: return {kAndPower, {}};
    case Tok::kLess: case Tok::kGreater: case Tok::kEqEqual: case Tok::kNotEqual: case Tok::kLessEqual: case Tok::kGreaterEqual:
    case Tok::kIn: case Tok::kIs: case Tok::kNot:
      return {kComparePower, {}};
    case Tok::kVBar: return {kBitOrPower, Operator::kBitOr};
    case Tok::kCircumflex: return {6, Operator::kBitXor};
    case Tok::kAmper: return {7, Operator::kBitAnd};
    case Tok::kLeftShift: return {8, Operator::kLShift};
    case Tok::kRightShift: return {8, Operator::kRShift};
    case Tok::kPlus: return {9, Operator::kAdd};
    case Tok::kMinus: return {9, Operator::kSub};
    case Tok::kStar: return {10, Operator::kMult};
    case Tok::kSlash: return {10, Operator::kDiv};
    case Tok::kDoubleSlash: return {10, Operator::kFloorDiv};
    case Tok::kPercent: return {10, Operator::kMod};
    case Tok::kAt: return {10, Operator::kMatMult};
    default: return {0, {}};
  }
}

}  // namespace

Expr* Parser::bitwise_or() { return binary(kBitOrPower); }

Expr* Parser::binary(int minimum) {
  const uint32_t first = pos_;
  Expr* left;
  if (at(Tok::kNot) && minimum <= kNotPower) {
    if (!enter()) return nullptr;
    ++pos_;
    Expr* operand = binary(kNotPower);
    if (!operand) return nullptr;
    auto* node = make_expr<UnaryOp>(first);
    node->op = UnaryOperator::kNot;
    node->operand = operand;
    left = over(node, {operand});
  } else {
    left = unary();
  }
  while (left) {
    const Binding bound = binding(kind());
    if (bound.power < minimum || bound.power == 0) return left;
    const uint32_t mark = pos_;
    Expr* whole;
    if (bound.power <= kAndPower) {
      whole = boolean(first, left, bound.power);
    } else if (bound.power == kComparePower) {
      whole = comparison(first, left);
    } else {
      ++pos_;
      Expr* right = binary(bound.power + 1);
      if (right) {
        auto* node = make_expr<BinOp>(first);
        node->op = bound.op;
        node->left = left;
        node->right = right;
        whole = over(node, {left, right});
      } else {
        whole = nullptr;
      }
    }
    if (!whole) {
      if (raised()) return nullptr;
      reset(mark);
      return left;
    }
    left = whole;
  }
  return nullptr;
}

// At 'or' or 'and' after the first operand. Null when not one more operand follows.
Expr* Parser::boolean(uint32_t first, Expr* left, int power) {
  const Tok word = power == kOrPower ? Tok::kOr : Tok::kAnd;
  const size_t list = list_begin();
  list_add(left);
  while (at(word)) {
    const uint32_t mark = pos_++;
    Expr* operand = binary(power + 1);
    if (!operand) {
      if (raised() || scratch_.size() == list + 1) return list_drop(list);
      reset(mark);
      break;
    }
    list_add(operand);
  }
  auto* node = make_expr<BoolOp>(first);
  node->op = power == kOrPower ? BoolOperator::kOr : BoolOperator::kAnd;
  node->values = list_end<Expr>(list);
  return over(node, height_of(node->values));
}

// Passes a comparison operator. None: there is none.
std::optional<CmpOperator> Parser::compare_operator() {
  const Tok word = kind();
  if (word == Tok::kNot) {
    if (kind_after() != Tok::kIn) {
      ++pos_;
      return std::nullopt;
    }
    pos_ += 2;
    return CmpOperator::kNotIn;
  }
  ++pos_;
  switch (word) {
    case Tok::kEqEqual: return CmpOperator::kEq;
    case Tok::kNotEqual: return CmpOperator::kNotEq;
    case Tok::kLess: return CmpOperator::kLt;
    case Tok::kLessEqual: return CmpOperator::kLtE;
    case Tok::kGreater: return CmpOperator::kGt;
    case Tok::kGreaterEqual: return CmpOperator::kGtE;
    case Tok::kIn: return CmpOperator::kIn;
    case Tok::kIs: return accept(Tok::kNot) ? CmpOperator::kIsNot : CmpOperator::kIs;
    default: --pos_; return std::nullopt;
  }
}

Expr* Parser::comparison(uint32_t first, Expr* left) {
  std::vector<CmpOperator> ops;
  const size_t list = list_begin();
  while (binding(kind()).power == kComparePower) {
    const uint32_t mark = pos_;
    const std::optional<CmpOperator> op = compare_operator();
    Expr* operand = op ? binary(kBitOrPower) : nullptr;
    if (!operand) {
      if (raised()) return list_drop(list);
      reset(mark);
      break;
    }
    ops.push_back(*op);
    list_add(operand);
  }
  if (ops.empty()) return list_drop(list);
  auto* node = make_expr<Compare>(first);
  node->left = left;
  node->ops = ast_.arena->copy(std::span<const CmpOperator>(ops));
  node->comparators = list_end<Expr>(list);
  return over(node, std::max(height_of(left), height_of(node->comparators)));
}

Expr* Parser::unary() {
  UnaryOperator op;
  switch (kind()) {
    case Tok::kMinus: op = UnaryOperator::kUSub; break;
    case Tok::kPlus: op = UnaryOperator::kUAdd; break;
    case Tok::kTilde: op = UnaryOperator::kInvert; break;
    default: return power();
  }
  if (!enter()) return nullptr;
  const uint32_t first = pos_++;
  Expr* operand = unary();
  if (!operand) return nullptr;
  auto* node = make_expr<UnaryOp>(first);
  node->op = op;
  node->operand = operand;
  return over(node, {operand});
}

// await_primary ['**' unary]
Expr* Parser::power() {
  const uint32_t first = pos_;
  Expr* base;
  if (at(Tok::kAwait)) {
    ++pos_;
    Expr* value = primary();
    if (!value) return nullptr;
    auto* node = make_expr<Await>(first);
    node->value = value;
    base = over(node, {value});
  } else {
    base = primary();
  }
  if (!base || !at(Tok::kDoubleStar)) return base;
  if (!enter()) return nullptr;
  const uint32_t mark = pos_++;
  Expr* exponent = unary();
  if (!exponent) {
    if (raised()) return nullptr;
    reset(mark);
    return base;
  }
  auto* node = make_expr<BinOp>(first);
  node->op = Operator::kPow;
  node->left = base;
  node->right = exponent;
  return over(node, {base, exponent});
}

}  // namespace interloom::lang::syntax
