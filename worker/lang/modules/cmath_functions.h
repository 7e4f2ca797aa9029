// Functions of complex numbers: CPython's formulas for finite arguments, C99's Annex G for the rest.
#pragma once

#include <complex>

#include "worker/lang/modules/math_special.h"

namespace interloom::lang::modules {

using Complex = std::complex<double>;

Complex complex_acos(Complex z, MathError* error);
Complex complex_acosh(Complex z, MathError* error);
Complex complex_asin(Complex z, MathError* error);
Complex complex_asinh(Complex z, MathError* error);
Complex complex_atan(Complex z, MathError* error);
Complex complex_atanh(Complex z, MathError* error);
Complex complex_cos(Complex z, MathError* error);
Complex complex_cosh(Complex z, MathError* error);
Complex complex_exp(Complex z, MathError* error);
Complex complex_log(Complex z, MathError* error);
Complex complex_log10(Complex z, MathError* error);
Complex complex_sin(Complex z, MathError* error);
Complex complex_sinh(Complex z, MathError* error);
Complex complex_sqrt(Complex z, MathError* error);
Complex complex_tan(Complex z, MathError* error);
Complex complex_tanh(Complex z, MathError* error);
Complex complex_rect(double radius, double phase, MathError* error);

}  // namespace interloom::lang::modules
