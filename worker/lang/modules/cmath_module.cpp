#include "worker/lang/modules/cmath_module.h"

#include <cmath>
#include <limits>
#include <utility>

#include "worker/lang/class.h"
#include "worker/lang/complex.h"
#include "worker/lang/function.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/modules/cmath_functions.h"
#include "worker/lang/modules/math_module.h"
#include "worker/lang/number.h"

namespace interloom::lang::modules {
namespace {

// A number, or what has __complex__, __float__ or __index__. False: raised.
bool to_complex(Interpreter& interp, const Value& value, Complex* out) {
  if (const auto* number = value.as<ComplexObject>()) {
    *out = number->value;
    return true;
  }
  if (value.is_object() && !is_number(value)) {
    const Value made = call_special(interp, value, "__complex__", {});
    if (made.is_error()) return false;
    if (const auto* number = made.as<ComplexObject>()) {
      *out = number->value;
      return true;
    }
    if (!made.is_undefined()) {
      interp.raise(ExceptionKind::kTypeError, "__complex__ should return a complex object");
      return false;
    }
  }
  double real;
  if (!to_double(interp, value, &real)) return false;
  *out = real;
  return true;
}

Value result(Interpreter& interp, Complex value, MathError error) {
  if (error == MathError::kDomain) return domain_error(interp);
  return error == MathError::kRange ? range_error(interp) : complex_value(interp.heap(), value);
}

struct Unary {
  const char* name;
  Complex (*function)(Complex, MathError*);
};
constexpr Unary kUnary[] = {
    {"cmath.acos", complex_acos},   {"cmath.acosh", complex_acosh}, {"cmath.asin", complex_asin}, {"cmath.asinh", complex_asinh},
    {"cmath.atan", complex_atan},   {"cmath.atanh", complex_atanh}, {"cmath.cos", complex_cos},   {"cmath.cosh", complex_cosh},
    {"cmath.exp", complex_exp},     {"cmath.log10", complex_log10}, {"cmath.sin", complex_sin},   {"cmath.sinh", complex_sinh},
    {"cmath.sqrt", complex_sqrt},   {"cmath.tan", complex_tan},     {"cmath.tanh", complex_tanh},
};

template <size_t I>
Value unary(Interpreter& interp, const Args& args) {
  Complex z;
  if (!check_one(interp, kUnary[I].name, args) || !to_complex(interp, args[0], &z)) return Value::error();
  MathError error;
  const Complex out = kUnary[I].function(z, &error);
  return result(interp, out, error);
}

template <size_t... I>
void add_unaries(Interpreter& interp, ModuleObject& module, std::index_sequence<I...>) {
  auto add = [&](const char* name, NativeFn function) {
    const char* plain = name + sizeof "cmath." - 1;
    module.add(interp, plain, native_function(interp.heap(), plain, function));
  };
  (add(kUnary[I].name, unary<I>), ...);
}

enum class Test { kFinite, kInf, kNan };
template <Test kTest>
Value test(Interpreter& interp, const Args& args) {
  Complex z;
  constexpr const char* kName = kTest == Test::kFinite ? "cmath.isfinite" : kTest == Test::kInf ? "cmath.isinf" : "cmath.isnan";
  if (!check_one(interp, kName, args) || !to_complex(interp, args[0], &z)) return Value::error();
  if (kTest == Test::kFinite) return Value::boolean(std::isfinite(z.real()) && std::isfinite(z.imag()));
  if (kTest == Test::kInf) return Value::boolean(std::isinf(z.real()) || std::isinf(z.imag()));
  return Value::boolean(std::isnan(z.real()) || std::isnan(z.imag()));
}

// With a base, CPython forgets an error of log(z) and divides its infinity.
Value log_function(Interpreter& interp, const Args& args) {
  Complex z, base;
  MathError error;
  if (!check_count(interp, "cmath", "log", args, 1, 2) || !to_complex(interp, args[0], &z)) return Value::error();
  const Complex top = complex_log(z, &error);
  if (args.size() == 1) return result(interp, top, error);
  if (!to_complex(interp, args[1], &base)) return Value::error();
  const Complex below = complex_log(base, &error);
  if (below == Complex(0.0, 0.0)) return domain_error(interp);
  const Value quotient =
      complex_binary(interp, BinaryOp::kTrueDiv, complex_value(interp.heap(), top), complex_value(interp.heap(), below));
  if (quotient.is_error()) return quotient;
  return error != MathError::kNone ? domain_error(interp) : quotient;
}

Value phase_function(Interpreter& interp, const Args& args) {
  Complex z;
  if (!check_one(interp, "cmath.phase", args) || !to_complex(interp, args[0], &z)) return Value::error();
  const double phase = std::atan2(z.imag(), z.real());
  // CPython takes the C library's word that an angle too small for a float is an error.
  if (phase == 0.0 && z.imag() != 0.0 && std::isfinite(z.real())) return range_error(interp);
  return Value::real(phase);
}

Value polar_function(Interpreter& interp, const Args& args) {
  Complex z;
  if (!check_one(interp, "cmath.polar", args) || !to_complex(interp, args[0], &z)) return Value::error();
  const double radius = std::hypot(z.real(), z.imag());
  if (std::isinf(radius) && std::isfinite(z.real()) && std::isfinite(z.imag())) return range_error(interp);
  const Value pair[] = {Value::real(radius), Value::real(std::atan2(z.imag(), z.real()))};
  return Value::object(make_tuple(interp.heap(), std::span<const Value>(pair)));
}

Value rect_function(Interpreter& interp, const Args& args) {
  double radius, phase;
  if (!check_count(interp, "cmath", "rect", args, 2, 2) || !to_double(interp, args[0], &radius) ||
      !to_double(interp, args[1], &phase))
    return Value::error();
  MathError error;
  const Complex out = complex_rect(radius, phase, &error);
  return result(interp, out, error);
}

Value isclose_function(Interpreter& interp, const Args& args) {
  static constexpr const char* kNames[] = {"a", "b", "rel_tol", "abs_tol"};
  const Value* bound[4];
  if (args.size() > 2) {
    return interp.raise(ExceptionKind::kTypeError, "isclose() takes exactly 2 positional arguments (", args.size(), " given)");
  }
  if (!bind_args(interp, {.function = "isclose", .names = kNames, .required = 2, .keyword_only = 2}, args, bound))
    return Value::error();
  Complex a, b;
  double relative = 1e-9, absolute = 0.0;
  if (!to_complex(interp, *bound[0], &a) || !to_complex(interp, *bound[1], &b)) return Value::error();
  if (bound[2] && !to_double(interp, *bound[2], &relative)) return Value::error();
  if (bound[3] && !to_double(interp, *bound[3], &absolute)) return Value::error();
  if (relative < 0.0 || absolute < 0.0) return interp.raise(ExceptionKind::kValueError, "tolerances must be non-negative");
  if (a == b) return Value::boolean(true);
  auto infinite = [](Complex z) { return std::isinf(z.real()) || std::isinf(z.imag()); };
  if (infinite(a) || infinite(b)) return Value::boolean(false);
  const double difference = std::abs(a - b);
  return Value::boolean(difference <= relative * std::abs(b) || difference <= relative * std::abs(a) || difference <= absolute);
}

bool init(Interpreter& interp, ModuleObject& module) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity(), kNan = std::numeric_limits<double>::quiet_NaN();
  constexpr double kPi = 3.141592653589793238462643383279502884;
  auto add = [&](const char* name, NativeFn function) { module.add(interp, name, native_function(interp.heap(), name, function)); };
  add_unaries(interp, module, std::make_index_sequence<std::size(kUnary)>());
  add("isfinite", test<Test::kFinite>);
  add("isinf", test<Test::kInf>);
  add("isnan", test<Test::kNan>);
  add("log", log_function);
  add("phase", phase_function);
  add("polar", polar_function);
  add("rect", rect_function);
  add("isclose", isclose_function);
  module.add(interp, "pi", Value::real(kPi));
  module.add(interp, "tau", Value::real(2 * kPi));
  module.add(interp, "e", Value::real(2.718281828459045235360287471352662498));
  module.add(interp, "inf", Value::real(kInfinity));
  module.add(interp, "nan", Value::real(kNan));
  module.add(interp, "infj", complex_value(interp.heap(), {0.0, kInfinity}));
  module.add(interp, "nanj", complex_value(interp.heap(), {0.0, kNan}));
  return true;
}

}  // namespace

const NativeModule kCmathModule = {"cmath", init};

}  // namespace interloom::lang::modules
