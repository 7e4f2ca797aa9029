#include "worker/lang/complex.h"

#include <cmath>

#include "worker/lang/interpreter.h"

namespace interloom::lang {
namespace {

Value zero_division(Interpreter& interp, std::string_view text) { return interp.raise(ExceptionKind::kZeroDivisionError, text); }

Value complex_quotient(Interpreter& interp, std::complex<double> a, std::complex<double> b) {
  if (b == 0.0) return zero_division(interp, "complex division by zero");
  // Smith's method, as CPython divides.
  if (std::fabs(b.real()) >= std::fabs(b.imag())) {
    const double ratio = b.imag() / b.real(), denominator = b.real() + b.imag() * ratio;
    return complex_value(interp.heap(),
                         {(a.real() + a.imag() * ratio) / denominator, (a.imag() - a.real() * ratio) / denominator});
  }
  if (std::fabs(b.imag()) >= std::fabs(b.real())) {
    const double ratio = b.real() / b.imag(), denominator = b.real() * ratio + b.imag();
    return complex_value(interp.heap(),
                         {(a.real() * ratio + a.imag()) / denominator, (a.imag() * ratio - a.real()) / denominator});
  }
  return complex_value(interp.heap(), {std::nan(""), std::nan("")});
}

std::complex<double> multiply(std::complex<double> a, std::complex<double> b) {
  return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

Value checked_power(Interpreter& interp, std::complex<double> c) {
  if (std::isinf(c.real()) || std::isinf(c.imag())) return interp.raise(ExceptionKind::kOverflowError, "complex exponentiation");
  return complex_value(interp.heap(), c);
}

bool to_complex(Interpreter& interp, const Value& value, std::complex<double>* out) {
  if (const auto* complex = value.as<ComplexObject>()) {
    *out = complex->value;
    return true;
  }
  double real;
  if (!to_double(interp, value, &real)) return false;
  *out = real;
  return true;
}

}  // namespace

Value complex_pow(Interpreter& interp, std::complex<double> a, std::complex<double> b) {
  if (b == 0.0) return complex_value(interp.heap(), 1.0);
  if (a == 0.0) {
    if (b.imag() != 0 || b.real() < 0) return zero_division(interp, "0.0 to a negative or complex power");
    return complex_value(interp.heap(), 0.0);
  }
  // Small integral powers by multiplication, as CPython does.
  if (b.imag() == 0 && b.real() == std::floor(b.real()) && std::fabs(b.real()) <= 100) {
    std::complex<double> result = 1.0, base = a;
    for (long e = std::labs(static_cast<long>(b.real())); e > 0; e >>= 1) {
      if (e & 1) result = multiply(result, base);
      base = multiply(base, base);
    }
    if (b.real() < 0 && result == 0.0) return zero_division(interp, "0.0 to a negative or complex power");
    return b.real() > 0 ? checked_power(interp, result) : complex_quotient(interp, 1.0, result);
  }
  const double size = std::hypot(a.real(), a.imag()), angle = std::atan2(a.imag(), a.real());
  double length = std::pow(size, b.real()), phase = angle * b.real();
  if (b.imag() != 0) {
    length /= std::exp(angle * b.imag());
    phase += b.imag() * std::log(size);
  }
  return checked_power(interp, {length * std::cos(phase), length * std::sin(phase)});
}

Value complex_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  std::complex<double> a, b;
  if (!to_complex(interp, left, &a) || !to_complex(interp, right, &b)) return Value::error();
  switch (op) {
    case BinaryOp::kAdd:
      return complex_value(interp.heap(), a + b);
    case BinaryOp::kSub:
      return complex_value(interp.heap(), a - b);
    case BinaryOp::kMul:
      return complex_value(interp.heap(), multiply(a, b));
    case BinaryOp::kTrueDiv:
      return complex_quotient(interp, a, b);
    case BinaryOp::kPow:
      return complex_pow(interp, a, b);
    default:
      return Value::not_implemented();
  }
}

}  // namespace interloom::lang
