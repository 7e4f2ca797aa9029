// Constant folding: what costs nothing to compute here and never grows: numbers of machine size, and tuples.
#include <cmath>
#include <string>

#include "worker/lang/compile/emitter.h"

namespace interloom::lang::compile {
namespace {

constexpr int kMaxDepth = 16;  // of what is looked at: deeper constant expressions are computed when they run

// Hexadecimal digits of octal or binary ones.
std::string to_hexadecimal(std::string_view digits, int bits_per_digit) {
  std::string bits;
  for (const char digit : digits) {
    for (int bit = bits_per_digit - 1; bit >= 0; --bit) bits += ((digit - '0') >> bit) & 1 ? '1' : '0';
  }
  bits.insert(0, (4 - bits.size() % 4) % 4, '0');
  std::string out;
  for (size_t i = 0; i < bits.size(); i += 4) out += "0123456789abcdef"[std::stoi(bits.substr(i, 4), nullptr, 2)];
  return out;
}

Constant literal(const ast::Constant* node) {
  switch (node->type) {
    case ast::ConstantKind::kNone:
      return {Constant::None{}};
    case ast::ConstantKind::kTrue:
      return {true};
    case ast::ConstantKind::kFalse:
      return {false};
    case ast::ConstantKind::kEllipsis:
      return {Constant::Ellipsis{}};
    case ast::ConstantKind::kInt:
      return {node->integer};
    case ast::ConstantKind::kBigInt:
      if (node->base == 10) return {Constant::BigInt{std::string(node->text)}};
      return {Constant::BigInt{
          "0x" + (node->base == 16 ? std::string(node->text) : to_hexadecimal(node->text, node->base == 8 ? 3 : 1))}};
    case ast::ConstantKind::kFloat:
      return {node->number};
    case ast::ConstantKind::kComplex:
      return {std::complex<double>(0, node->number)};
    case ast::ConstantKind::kStr:
      return {std::string(node->text)};
    case ast::ConstantKind::kBytes:
      return {Constant::Bytes{std::string(node->text)}};
  }
  return {};
}

std::optional<Constant> fold_within(const ast::Expr* node, int depth);

std::optional<Constant> fold_unary(const ast::UnaryOp* node, int depth) {
  const auto operand = fold_within(node->operand, depth - 1);
  if (!operand) return std::nullopt;
  const bool negative = node->op == ast::UnaryOperator::kUSub;
  if (node->op == ast::UnaryOperator::kNot) {
    const auto truth = constant_truth(node->operand);
    return truth ? std::optional<Constant>(Constant{!*truth}) : std::nullopt;
  }
  if (const auto* i = std::get_if<int64_t>(&operand->kind)) {
    if (node->op == ast::UnaryOperator::kInvert) return Constant{~*i};
    if (negative && *i == INT64_MIN) return std::nullopt;
    return Constant{negative ? -*i : *i};
  }
  if (node->op == ast::UnaryOperator::kInvert) return std::nullopt;
  if (const auto* d = std::get_if<double>(&operand->kind)) return Constant{negative ? -*d : *d};
  if (const auto* c = std::get_if<std::complex<double>>(&operand->kind)) return Constant{negative ? -*c : *c};
  const auto* big = std::get_if<Constant::BigInt>(&operand->kind);
  if (big && negative && !big->decimal.starts_with("0x") && !big->decimal.starts_with("-"))
    return Constant{Constant::BigInt{"-" + big->decimal}};
  return std::nullopt;
}

std::optional<Constant> fold_integers(ast::Operator op, int64_t a, int64_t b) {
  int64_t out = 0;
  switch (op) {
    case ast::Operator::kAdd:
      return __builtin_add_overflow(a, b, &out) ? std::nullopt : std::optional<Constant>(Constant{out});
    case ast::Operator::kSub:
      return __builtin_sub_overflow(a, b, &out) ? std::nullopt : std::optional<Constant>(Constant{out});
    case ast::Operator::kMult:
      return __builtin_mul_overflow(a, b, &out) ? std::nullopt : std::optional<Constant>(Constant{out});
    case ast::Operator::kBitOr:
      return Constant{a | b};
    case ast::Operator::kBitXor:
      return Constant{a ^ b};
    case ast::Operator::kBitAnd:
      return Constant{a & b};
    case ast::Operator::kLShift:
      if (a < 0 || b < 0 || b > 62 || a > (INT64_MAX >> b)) return std::nullopt;
      return Constant{a << b};
    case ast::Operator::kRShift:
      if (b < 0 || b > 63) return std::nullopt;
      return Constant{a >> b};
    case ast::Operator::kPow: {
      if (b < 0 || b > 64) return std::nullopt;
      out = 1;
      for (int64_t i = 0; i < b; ++i) {
        if (__builtin_mul_overflow(out, a, &out)) return std::nullopt;
      }
      return Constant{out};
    }
    default:
      return std::nullopt;
  }
}

std::optional<Constant> fold_binary(const ast::BinOp* node, int depth) {
  const auto left = fold_within(node->left, depth - 1);
  const auto right = left ? fold_within(node->right, depth - 1) : std::nullopt;
  if (!right) return std::nullopt;
  const auto* i = std::get_if<int64_t>(&left->kind);
  const auto* j = std::get_if<int64_t>(&right->kind);
  if (i && j) return fold_integers(node->op, *i, *j);
  const bool add = node->op == ast::Operator::kAdd, sub = node->op == ast::Operator::kSub;
  const auto* d = std::get_if<double>(&left->kind);
  const auto* e = std::get_if<double>(&right->kind);
  if (!(i || d)) return std::nullopt;
  const double x = d ? *d : static_cast<double>(*i);
  if (j || e) {
    const double y = e ? *e : static_cast<double>(*j);
    if (add) return Constant{x + y};
    if (sub) return Constant{x - y};
    if (node->op == ast::Operator::kMult) return Constant{x * y};
    if (node->op == ast::Operator::kDiv && y != 0) return Constant{x / y};
    return std::nullopt;
  }
  // 1 + 2j: a complex literal.
  const auto* z = std::get_if<std::complex<double>>(&right->kind);
  if (z && add) return Constant{std::complex<double>(x + z->real(), z->imag())};
  if (z && sub) return Constant{std::complex<double>(x - z->real(), -z->imag())};
  return std::nullopt;
}

std::optional<Constant> fold_within(const ast::Expr* node, int depth) {
  if (depth <= 0) return std::nullopt;
  if (const auto* constant = ast::as<ast::Constant>(node)) return literal(constant);
  if (const auto* unary = ast::as<ast::UnaryOp>(node)) return fold_unary(unary, depth);
  if (const auto* binary = ast::as<ast::BinOp>(node)) return fold_binary(binary, depth);
  const auto* tuple = ast::as<ast::Tuple>(node);
  if (!tuple || tuple->ctx != ast::ExprContext::kLoad) return std::nullopt;
  Constant::Tuple out;
  for (const ast::Expr* item : tuple->elts) {
    auto constant = fold_within(item, depth - 1);
    if (!constant) return std::nullopt;
    out.items.push_back(std::move(*constant));
  }
  return Constant{std::move(out)};
}

}  // namespace

std::optional<Constant> fold(const ast::Expr* node) { return fold_within(node, kMaxDepth); }

std::optional<bool> constant_truth(const ast::Expr* node) {
  if (const auto* name = ast::as<ast::Name>(node); name && name->id == "__debug__") return true;
  const auto* constant = ast::as<ast::Constant>(node);
  if (!constant) return std::nullopt;
  switch (constant->type) {
    case ast::ConstantKind::kNone:
    case ast::ConstantKind::kFalse:
      return false;
    case ast::ConstantKind::kInt:
      return constant->integer != 0;
    case ast::ConstantKind::kFloat:
    case ast::ConstantKind::kComplex:
      return constant->number != 0;
    case ast::ConstantKind::kStr:
    case ast::ConstantKind::kBytes:
      return !constant->text.empty();
    default:
      return true;
  }
}

}  // namespace interloom::lang::compile
