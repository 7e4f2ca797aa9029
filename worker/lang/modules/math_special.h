// Real functions that a C library lacks or rounds differently from CPython, with CPython's results to the last bit.
#pragma once

#include <span>
#include <vector>

namespace interloom::lang::modules {

enum class MathError { kNone, kDomain, kRange };

double gamma_function(double x, MathError* error);
double log_gamma(double x, MathError* error);
// sqrt of the sum of squares without overflow, nearly correctly rounded. Changes the values.
double vector_norm(std::span<double> values);

// The exact sum of floats, rounded once (Shewchuk's partials).
class ExactSum {
 public:
  // False: the partial sums overflow.
  bool add(double x);
  // kRange: infinities of both signs; then the caller raises ValueError "-inf + inf in fsum".
  double result(MathError* error) const;
  size_t partial_count() const { return partials_.size(); }

 private:
  std::vector<double> partials_;  // of growing magnitude, apart
  double special_ = 0, infinities_ = 0;
};

}  // namespace interloom::lang::modules
