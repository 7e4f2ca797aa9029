#include "worker/lang/modules/math_special.h"

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <limits>

namespace interloom::lang::modules {
namespace {

constexpr double kPi = 3.141592653589793238462643383279502884;
constexpr double kLogPi = 1.144729885849400174143427351353058711647;
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

// Lanczos' approximation with 13 terms and g = 6.0246..., as a quotient of polynomials.
constexpr double kLanczosG = 6.024680040776729583740234375;
constexpr double kLanczosGMinusHalf = 5.524680040776729583740234375;
constexpr double kNumerator[] = {23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
                                 35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
                                 6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
                                 248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
                                 2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
                                 8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
                                 2.5066282746310002701649081771338373386264310793408};
constexpr double kDenominator[] = {0.0,       39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0,
                                   2637558.0, 357423.0,   32670.0,     1925.0,      66.0,        1.0};
constexpr int kTerms = 13;

double lanczos_sum(double x) {
  double numerator = 0, denominator = 0;
  if (x < 5.0) {
    for (int i = kTerms - 1; i >= 0; --i) {
      numerator = numerator * x + kNumerator[i];
      denominator = denominator * x + kDenominator[i];
    }
  } else {
    for (int i = 0; i < kTerms; ++i) {
      numerator = numerator / x + kNumerator[i];
      denominator = denominator / x + kDenominator[i];
    }
  }
  return numerator / denominator;
}

// sin(pi * x), exact where pi * x is not.
double sin_pi(double x) {
  const double y = std::fmod(std::fabs(x), 2.0);
  double r;
  switch (static_cast<int>(std::round(2.0 * y))) {
    case 0:
      r = std::sin(kPi * y);
      break;
    case 1:
      r = std::cos(kPi * (y - 0.5));
      break;
    case 2:
      r = std::sin(kPi * (1.0 - y));
      break;
    case 3:
      r = -std::cos(kPi * (y - 1.5));
      break;
    default:
      r = std::sin(kPi * (y - 2.0));
  }
  return std::copysign(1.0, x) * r;
}

double small_factorial(int n) {
  double product = 1;
  for (int i = 2; i <= n; ++i) product *= i;
  return product;
}

double gamma_by_lanczos(double x) {
  const double size = std::fabs(x), y = size + kLanczosGMinusHalf;
  double z = size > kLanczosGMinusHalf ? (y - size) - kLanczosGMinusHalf : (y - kLanczosGMinusHalf) - size;
  z = z * kLanczosG / y;
  // y ** (size - 0.5) may overflow where the result does not: in two halves then.
  const bool halves = size >= 140.0;
  const double power = halves ? std::pow(y, size / 2.0 - 0.25) : std::pow(y, size - 0.5);
  double r;
  if (x < 0.0) {
    r = -kPi / sin_pi(size) / size * std::exp(y) / lanczos_sum(size);
    r -= z * r;
    r /= power;
    if (halves) r /= power;
  } else {
    r = lanczos_sum(size) / std::exp(y);
    r += z * r;
    r *= power;
    if (halves) r *= power;
  }
  return r;
}

}  // namespace

double gamma_function(double x, MathError* error) {
  *error = MathError::kNone;
  if (std::isnan(x) || x == kInfinity) return x;
  if (x == -kInfinity || x == 0.0 || (x < 0.0 && x == std::floor(x))) {
    *error = MathError::kDomain;
    return kNan;
  }
  if (x == std::floor(x) && x <= 23.0) return small_factorial(static_cast<int>(x) - 1);
  const double size = std::fabs(x);
  double r;
  if (size < 1e-20) {
    r = 1.0 / x;
  } else if (size > 200.0) {
    if (x < 0.0) return 0.0 / sin_pi(x);
    r = kInfinity;
  } else {
    r = gamma_by_lanczos(x);
  }
  if (std::isinf(r)) *error = MathError::kRange;
  return r;
}

double log_gamma(double x, MathError* error) {
  *error = MathError::kNone;
  if (std::isnan(x)) return x;
  if (std::isinf(x)) return kInfinity;
  if (x == std::floor(x) && x <= 2.0) {
    if (x > 0.0) return 0.0;
    *error = MathError::kDomain;
    return kInfinity;
  }
  const double size = std::fabs(x);
  if (size < 1e-20) return -std::log(size);
  double r = std::log(lanczos_sum(size)) - kLanczosG;
  r += (size - 0.5) * (std::log(size + kLanczosG - 0.5) - 1);
  if (x < 0.0) r = kLogPi - std::log(std::fabs(sin_pi(size))) - std::log(size) - r;
  if (std::isinf(r)) *error = MathError::kRange;
  return r;
}

double vector_norm(std::span<double> values) {
  double largest = 0;
  bool nan = false;
  for (double& v : values) {
    v = std::fabs(v);
    nan |= std::isnan(v);
    largest = std::max(largest, v);
  }
  if (std::isinf(largest)) return largest;
  if (nan) return kNan;
  if (largest == 0.0 || values.size() <= 1) return largest;
  int exponent;
  std::frexp(largest, &exponent);
  if (exponent < -1023) {  // ldexp(1.0, -exponent) would overflow
    for (double& v : values) v /= DBL_MIN;
    return DBL_MIN * vector_norm(values);
  }
  // Squares and their sum with their rounding errors beside them, then one step of Newton's.
  const double scale = std::ldexp(1.0, -exponent);
  double sum = 1.0, square_errors = 0, sum_errors = 0;
  auto add_product = [&](double a, double b) {
    const double product = a * b;
    square_errors += std::fma(a, b, -product);
    const double total = sum + product;
    sum_errors += product - (total - sum);
    sum = total;
  };
  for (const double v : values) add_product(v * scale, v * scale);
  double root = std::sqrt(sum - 1.0 + (square_errors + sum_errors));
  add_product(-root, root);
  const double rest = sum - 1.0 + (square_errors + sum_errors);
  root += rest / (2.0 * root);
  return root / scale;
}

bool ExactSum::add(double x) {
  const double given = x;
  size_t kept = 0;
  for (double y : partials_) {
    if (std::fabs(x) < std::fabs(y)) std::swap(x, y);
    const double high = x + y, low = y - (high - x);
    if (low != 0.0) partials_[kept++] = low;
    x = high;
  }
  partials_.resize(kept);
  if (x == 0.0) return true;
  if (std::isfinite(x)) {
    partials_.push_back(x);
    return true;
  }
  if (std::isfinite(given)) return false;
  if (std::isinf(given)) infinities_ += given;
  special_ += given;
  partials_.clear();
  return true;
}

double ExactSum::result(MathError* error) const {
  *error = MathError::kNone;
  if (special_ != 0.0) {
    if (std::isnan(infinities_)) *error = MathError::kRange;
    return special_;
  }
  size_t n = partials_.size();
  if (n == 0) return 0.0;
  double high = partials_[--n], low = 0;
  while (n > 0) {
    const double x = high, y = partials_[--n];
    high = x + y;
    low = y - (high - x);
    if (low != 0.0) break;
  }
  // Half an ulp to be rounded to even: what lies below decides.
  if (n > 0 && ((low < 0.0 && partials_[n - 1] < 0.0) || (low > 0.0 && partials_[n - 1] > 0.0))) {
    const double twice = low * 2.0, x = high + twice;
    if (twice == x - high) high = x;
  }
  return high;
}

}  // namespace interloom::lang::modules
