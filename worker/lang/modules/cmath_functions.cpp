#include "worker/lang/modules/cmath_functions.h"

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <limits>

namespace interloom::lang::modules {
namespace {

constexpr double kPi = 3.141592653589793238462643383279502884;
constexpr double kLn2 = 0.6931471805599453094;
constexpr double kLn10 = 2.302585092994045684;
constexpr double kE = 2.7182818284590452354;
constexpr double kLarge = DBL_MAX / 4.0;
const double kSqrtLarge = std::sqrt(kLarge);
const double kLogLarge = std::log(kLarge);
const double kSqrtMin = std::sqrt(DBL_MIN);
constexpr double kInfinity = std::numeric_limits<double>::infinity();

bool finite(Complex z) { return std::isfinite(z.real()) && std::isfinite(z.imag()); }
bool large(Complex z) { return std::fabs(z.real()) > kLarge || std::fabs(z.imag()) > kLarge; }
double log_of_half(Complex z) { return std::log(std::hypot(z.real() / 2.0, z.imag() / 2.0)); }
// z times i, and by -i.
Complex turned(Complex z) { return {-z.imag(), z.real()}; }
Complex turned_back(Complex z) { return {z.imag(), -z.real()}; }

// Oscillating functions have no value at infinity.
MathError unbounded_angle(double angle, double radius_part) {
  return std::isinf(angle) && !std::isnan(radius_part) ? MathError::kDomain : MathError::kNone;
}

MathError overflow_of(Complex z) { return std::isinf(z.real()) || std::isinf(z.imag()) ? MathError::kRange : MathError::kNone; }

}  // namespace

Complex complex_sqrt(Complex z, MathError* error) {
  *error = MathError::kNone;
  if (!finite(z)) return std::sqrt(z);
  if (z.real() == 0.0 && z.imag() == 0.0) return {0.0, z.imag()};
  double x = std::fabs(z.real());
  const double y = std::fabs(z.imag());
  double s;
  if (x < DBL_MIN && y < DBL_MIN) {
    constexpr int kUp = 2 * (DBL_MANT_DIG / 2) + 1, kDown = -(kUp + 1) / 2;
    x = std::ldexp(x, kUp);
    s = std::ldexp(std::sqrt(x + std::hypot(x, std::ldexp(y, kUp))), kDown);
  } else {
    x /= 8.0;
    s = 2.0 * std::sqrt(x + std::hypot(x, y / 8.0));
  }
  const double d = y / (2.0 * s);
  if (z.real() >= 0.0) return {s, std::copysign(d, z.imag())};
  return {d, std::copysign(s, z.imag())};
}

Complex complex_acos(Complex z, MathError* error) {
  *error = MathError::kNone;
  if (!finite(z)) return std::acos(z);
  if (large(z)) {
    const double r = log_of_half(z) + kLn2 * 2.0;
    const double imag = z.real() < 0.0 ? -std::copysign(r, z.imag()) : std::copysign(r, -z.imag());
    return {std::atan2(std::fabs(z.imag()), z.real()), imag};
  }
  const Complex a = complex_sqrt({1.0 - z.real(), -z.imag()}, error), b = complex_sqrt({1.0 + z.real(), z.imag()}, error);
  return {2.0 * std::atan2(a.real(), b.real()), std::asinh(b.real() * a.imag() - b.imag() * a.real())};
}

Complex complex_acosh(Complex z, MathError* error) {
  *error = MathError::kNone;
  if (!finite(z)) return std::acosh(z);
  if (large(z)) return {log_of_half(z) + kLn2 * 2.0, std::atan2(z.imag(), z.real())};
  const Complex a = complex_sqrt({z.real() - 1.0, z.imag()}, error), b = complex_sqrt({z.real() + 1.0, z.imag()}, error);
  return {std::asinh(a.real() * b.real() + a.imag() * b.imag()), 2.0 * std::atan2(a.imag(), b.real())};
}

Complex complex_asinh(Complex z, MathError* error) {
  *error = MathError::kNone;
  if (!finite(z)) return std::asinh(z);
  if (large(z)) {
    const double r = log_of_half(z) + kLn2 * 2.0;
    const double real = z.imag() >= 0.0 ? std::copysign(r, z.real()) : -std::copysign(r, -z.real());
    return {real, std::atan2(z.imag(), std::fabs(z.real()))};
  }
  const Complex a = complex_sqrt({1.0 + z.imag(), -z.real()}, error), b = complex_sqrt({1.0 - z.imag(), z.real()}, error);
  return {std::asinh(a.real() * b.imag() - b.real() * a.imag()),
          std::atan2(z.imag(), a.real() * b.real() - a.imag() * b.imag())};
}

Complex complex_asin(Complex z, MathError* error) { return turned_back(complex_asinh(turned(z), error)); }

Complex complex_atanh(Complex z, MathError* error) {
  *error = MathError::kNone;
  if (!finite(z)) {
    if (std::isnan(z.real()) && std::isinf(z.imag())) return {0.0, std::copysign(kPi / 2.0, z.imag())};
    return std::atanh(z);
  }
  if (z.real() < 0.0 || (z.real() == 0.0 && std::signbit(z.real()))) return -complex_atanh(-z, error);
  const double y = std::fabs(z.imag());
  if (z.real() > kSqrtLarge || y > kSqrtLarge) {
    const double h = std::hypot(z.real() / 2.0, z.imag() / 2.0);
    return {z.real() / 4.0 / h / h, -std::copysign(kPi / 2.0, -z.imag())};
  }
  if (z.real() == 1.0 && y < kSqrtMin) {
    if (y == 0.0) {
      *error = MathError::kDomain;
      return {kInfinity, z.imag()};
    }
    return {-std::log(std::sqrt(y) / std::sqrt(std::hypot(y, 2.0))), std::copysign(std::atan2(2.0, -y) / 2, z.imag())};
  }
  const double below = 1.0 - z.real();
  return {std::log1p(4.0 * z.real() / (below * below + y * y)) / 4.0,
          -std::atan2(-2.0 * z.imag(), below * (1.0 + z.real()) - y * y) / 2.0};
}

Complex complex_atan(Complex z, MathError* error) { return turned_back(complex_atanh(turned(z), error)); }

Complex complex_cosh(Complex z, MathError* error) {
  if (!finite(z)) {
    *error = unbounded_angle(z.imag(), z.real());
    return std::cosh(z);
  }
  Complex out;
  if (std::fabs(z.real()) > kLogLarge) {
    const double x = z.real() - std::copysign(1.0, z.real());
    out = {std::cos(z.imag()) * std::cosh(x) * kE, std::sin(z.imag()) * std::sinh(x) * kE};
  } else {
    out = {std::cos(z.imag()) * std::cosh(z.real()), std::sin(z.imag()) * std::sinh(z.real())};
  }
  *error = overflow_of(out);
  return out;
}

Complex complex_sinh(Complex z, MathError* error) {
  if (!finite(z)) {
    *error = unbounded_angle(z.imag(), z.real());
    // Where C leaves the sign of a zero open, CPython has none.
    if (z.real() == 0.0 && std::isnan(z.imag())) return {0.0, z.imag()};
    return std::sinh(z);
  }
  Complex out;
  if (std::fabs(z.real()) > kLogLarge) {
    const double x = z.real() - std::copysign(1.0, z.real());
    out = {std::cos(z.imag()) * std::sinh(x) * kE, std::sin(z.imag()) * std::cosh(x) * kE};
  } else {
    out = {std::cos(z.imag()) * std::sinh(z.real()), std::sin(z.imag()) * std::cosh(z.real())};
  }
  *error = overflow_of(out);
  return out;
}

Complex complex_cos(Complex z, MathError* error) { return complex_cosh(turned(z), error); }
Complex complex_sin(Complex z, MathError* error) { return turned_back(complex_sinh(turned(z), error)); }

Complex complex_tanh(Complex z, MathError* error) {
  *error = MathError::kNone;
  if (!finite(z)) {
    if (std::isinf(z.imag()) && std::isfinite(z.real())) *error = MathError::kDomain;
    if (z.real() == 0.0 && std::isnan(z.imag())) return {z.imag(), z.imag()};
    if (std::isinf(z.real()) && !std::isfinite(z.imag())) return {std::copysign(1.0, z.real()), 0.0};
    return std::tanh(z);
  }
  if (std::fabs(z.real()) > kLogLarge) {
    return {std::copysign(1.0, z.real()), 4.0 * std::sin(z.imag()) * std::cos(z.imag()) * std::exp(-2.0 * std::fabs(z.real()))};
  }
  const double tx = std::tanh(z.real()), ty = std::tan(z.imag()), cx = 1.0 / std::cosh(z.real());
  const double txty = tx * ty, denominator = 1.0 + txty * txty;
  return {tx * (1.0 + ty * ty) / denominator, ((ty / denominator) * cx) * cx};
}

Complex complex_tan(Complex z, MathError* error) { return turned_back(complex_tanh(turned(z), error)); }

Complex complex_exp(Complex z, MathError* error) {
  *error = MathError::kNone;
  if (!finite(z)) {
    const bool vanishes = std::isinf(z.real()) && z.real() < 0;
    if (std::isinf(z.imag()) && !std::isnan(z.real()) && !vanishes) *error = MathError::kDomain;
    return std::exp(z);
  }
  Complex out;
  if (z.real() > kLogLarge) {
    const double l = std::exp(z.real() - 1.0);
    out = {l * std::cos(z.imag()) * kE, l * std::sin(z.imag()) * kE};
  } else {
    const double l = std::exp(z.real());
    out = {l * std::cos(z.imag()), l * std::sin(z.imag())};
  }
  *error = overflow_of(out);
  return out;
}

Complex complex_log(Complex z, MathError* error) {
  *error = MathError::kNone;
  if (!finite(z)) return std::log(z);
  const double x = std::fabs(z.real()), y = std::fabs(z.imag()), phase = std::atan2(z.imag(), z.real());
  if (x > kLarge || y > kLarge) return {std::log(std::hypot(x / 2.0, y / 2.0)) + kLn2, phase};
  if (x < DBL_MIN && y < DBL_MIN) {
    if (x == 0.0 && y == 0.0) {
      *error = MathError::kDomain;
      return {-kInfinity, phase};
    }
    return {std::log(std::hypot(std::ldexp(x, DBL_MANT_DIG), std::ldexp(y, DBL_MANT_DIG))) - DBL_MANT_DIG * kLn2, phase};
  }
  const double h = std::hypot(x, y);
  if (h < 0.71 || h > 1.73) return {std::log(h), phase};
  const double most = std::max(x, y), least = std::min(x, y);
  return {std::log1p((most - 1) * (most + 1) + least * least) / 2.0, phase};
}

Complex complex_log10(Complex z, MathError* error) {
  const Complex l = complex_log(z, error);
  return {l.real() / kLn10, l.imag() / kLn10};
}

Complex complex_rect(double radius, double phase, MathError* error) {
  *error = MathError::kNone;
  if (std::isfinite(radius) && std::isfinite(phase)) {
    if (phase == 0.0) return {radius, radius * phase};
    return {radius * std::cos(phase), radius * std::sin(phase)};
  }
  if (radius != 0.0 && !std::isnan(radius) && std::isinf(phase)) *error = MathError::kDomain;
  if (std::isinf(radius) && std::isfinite(phase) && phase != 0.0) {
    const Complex out(std::copysign(kInfinity, std::cos(phase)), std::copysign(kInfinity, std::sin(phase)));
    return radius > 0 ? out : -out;
  }
  if (std::isinf(radius) && phase == 0.0) return {radius, radius > 0 ? phase : -phase};
  const double nan = std::numeric_limits<double>::quiet_NaN();
  if (std::isinf(radius)) return {std::fabs(radius), nan};
  if (radius == 0.0) return {0.0, 0.0};
  return {nan, phase == 0.0 ? 0.0 : nan};
}

}  // namespace interloom::lang::modules
