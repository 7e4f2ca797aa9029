// Functions of floats. See math_int_functions.cpp for ints and iterables.
#include "worker/lang/modules/math_module.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "worker/lang/class.h"
#include "worker/lang/function.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/modules/math_int.h"
#include "worker/lang/modules/math_special.h"
#include "worker/lang/number.h"

namespace interloom::lang::modules {
namespace {

constexpr double kPi = 3.141592653589793238462643383279502884;
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

// What an infinite result of a finite argument is.
enum class Pole { kDomain, kRange };

struct Unary {
  const char* name;
  double (*function)(double);
  Pole pole;
};

constexpr Unary kUnary[] = {
    {"math.acos", std::acos, Pole::kDomain},
    {"math.acosh", std::acosh, Pole::kDomain},
    {"math.asin", std::asin, Pole::kDomain},
    {"math.asinh", std::asinh, Pole::kDomain},
    {"math.atan", std::atan, Pole::kDomain},
    {"math.atanh", std::atanh, Pole::kDomain},
    {"math.cbrt", std::cbrt, Pole::kDomain},
    {"math.cos", std::cos, Pole::kDomain},
    {"math.cosh", std::cosh, Pole::kRange},
    {"math.degrees", [](double x) { return x * (180.0 / kPi); }, Pole::kRange},
    {"math.erf", std::erf, Pole::kDomain},
    {"math.erfc", std::erfc, Pole::kDomain},
    {"math.exp", std::exp, Pole::kRange},
    {"math.exp2", std::exp2, Pole::kRange},
    {"math.expm1", std::expm1, Pole::kRange},
    {"math.fabs", std::fabs, Pole::kDomain},
    {"math.log1p", std::log1p, Pole::kDomain},
    {"math.radians", [](double x) { return x * (kPi / 180.0); }, Pole::kDomain},
    {"math.sin", std::sin, Pole::kDomain},
    {"math.sinh", std::sinh, Pole::kRange},
    {"math.sqrt", std::sqrt, Pole::kDomain},
    {"math.tan", std::tan, Pole::kDomain},
    {"math.tanh", std::tanh, Pole::kDomain},
};

bool argument(Interpreter& interp, const char* name, const Args& args, double* x) {
  return check_one(interp, name, args) && to_double(interp, args[0], x);
}

template <size_t I>
Value unary(Interpreter& interp, const Args& args) {
  constexpr const Unary& f = kUnary[I];
  double x;
  if (!argument(interp, f.name, args, &x)) return Value::error();
  const double r = f.function(x);
  if (std::isnan(r) && !std::isnan(x)) return domain_error(interp);
  // math.degrees of a huge float is an infinity and no error.
  if (std::isinf(r) && std::isfinite(x) && std::string_view(f.name) != "math.degrees")
    return f.pole == Pole::kRange ? range_error(interp) : domain_error(interp);
  return Value::real(r);
}

template <size_t... I>
void add_unaries(Interpreter& interp, ModuleObject& module, std::index_sequence<I...>) {
  auto add = [&](const char* name, NativeFn function) {
    const char* plain = name + sizeof "math." - 1;
    module.add(interp, plain, native_function(interp.heap(), plain, function));
  };
  (add(kUnary[I].name, unary<I>), ...);
}

template <double (*F)(double, MathError*), bool kLog>
Value gamma_like(Interpreter& interp, const Args& args) {
  double x;
  if (!argument(interp, kLog ? "math.lgamma" : "math.gamma", args, &x)) return Value::error();
  MathError error;
  const double r = F(x, &error);
  if (error == MathError::kDomain) return domain_error(interp);
  return error == MathError::kRange ? range_error(interp) : Value::real(r);
}

bool two_arguments(Interpreter& interp, const char* name, const Args& args, double* x, double* y) {
  return check_count(interp, "math", name, args, 2, 2) && to_double(interp, args[0], x) && to_double(interp, args[1], y);
}

Value atan2_function(Interpreter& interp, const Args& args) {
  double y, x;
  return two_arguments(interp, "atan2", args, &y, &x) ? Value::real(std::atan2(y, x)) : Value::error();
}

Value copysign_function(Interpreter& interp, const Args& args) {
  double x, y;
  return two_arguments(interp, "copysign", args, &x, &y) ? Value::real(std::copysign(x, y)) : Value::error();
}

Value nextafter_function(Interpreter& interp, const Args& args) {
  double x, y;
  return two_arguments(interp, "nextafter", args, &x, &y) ? Value::real(std::nextafter(x, y)) : Value::error();
}

template <double (*F)(double, double), bool kIeee>
Value remainder_function(Interpreter& interp, const Args& args) {
  double x, y;
  if (!two_arguments(interp, kIeee ? "remainder" : "fmod", args, &x, &y)) return Value::error();
  const double r = F(x, y);
  return std::isnan(r) && !std::isnan(x) && !std::isnan(y) ? domain_error(interp) : Value::real(r);
}

Value pow_function(Interpreter& interp, const Args& args) {
  double x, y;
  if (!two_arguments(interp, "pow", args, &x, &y)) return Value::error();
  const double r = std::pow(x, y);
  if (!std::isfinite(x) || !std::isfinite(y) || std::isfinite(r)) return Value::real(r);
  // A negative base with a broken exponent, or a power of zero; else it is too large.
  return std::isnan(r) || x == 0.0 ? domain_error(interp) : range_error(interp);
}

Value ldexp_function(Interpreter& interp, const Args& args) {
  double x;
  if (!check_count(interp, "math", "ldexp", args, 2, 2) || !to_double(interp, args[0], &x)) return Value::error();
  const Value& power = plain_number(args[1]);
  if (!is_integer(power)) return interp.raise(ExceptionKind::kTypeError, "Expected an int as second argument to ldexp.");
  const auto* big = power.as<BigIntObject>();
  const int64_t exponent = big ? (big->negative ? INT32_MIN : INT32_MAX)
                               : std::clamp<int64_t>(power.as_int(), INT32_MIN, INT32_MAX);
  if (x == 0.0 || !std::isfinite(x)) return Value::real(x);
  const double r = std::ldexp(x, static_cast<int>(exponent));
  return std::isinf(r) ? range_error(interp) : Value::real(r);
}

Value pair(Interpreter& interp, Value first, Value second) {
  const Value items[] = {std::move(first), std::move(second)};
  return Value::object(make_tuple(interp.heap(), std::span<const Value>(items)));
}

Value frexp_function(Interpreter& interp, const Args& args) {
  double x;
  if (!argument(interp, "math.frexp", args, &x)) return Value::error();
  int exponent = 0;
  if (std::isfinite(x) && x != 0.0) x = std::frexp(x, &exponent);
  return pair(interp, Value::real(x), Value::integer(exponent));
}

Value modf_function(Interpreter& interp, const Args& args) {
  double x, whole;
  if (!argument(interp, "math.modf", args, &x)) return Value::error();
  const double fraction = std::modf(x, &whole);
  return pair(interp, Value::real(fraction), Value::real(whole));
}

Value ulp_function(Interpreter& interp, const Args& args) {
  double x;
  if (!argument(interp, "math.ulp", args, &x)) return Value::error();
  x = std::fabs(x);
  if (!std::isfinite(x)) return Value::real(x);
  const double above = std::nextafter(x, kInfinity);
  return Value::real(std::isinf(above) ? x - std::nextafter(x, -kInfinity) : above - x);
}

// log of an int of any size, or of a float.
template <double (*F)(double)>
bool log_of(Interpreter& interp, const Value& value, double* out) {
  double x;
  if (const auto* big = value.as<BigIntObject>()) {
    if (big->negative) return domain_error(interp), false;
    int64_t exponent;
    const double fraction = int_frexp(value, &exponent);
    if (exponent > 1023) {
      *out = F(fraction) + F(2.0) * static_cast<double>(exponent);
      return interp.charge_steps(big->limb_count);
    }
  }
  if (!to_double(interp, value, &x)) return false;
  if (x <= 0.0) return domain_error(interp), false;
  *out = F(x);
  return true;
}

double log_natural(double x) { return std::log(x); }
double log_binary(double x) { return std::log2(x); }
double log_decimal(double x) { return std::log10(x); }

Value log_function(Interpreter& interp, const Args& args) {
  if (args.keyword_count) return interp.raise(ExceptionKind::kTypeError, "math.log() takes no keyword arguments");
  if (args.size() < 1 || args.size() > 2) return interp.raise(ExceptionKind::kTypeError, "math.log requires 1 to 2 arguments");
  double x, base;
  if (!log_of<log_natural>(interp, args[0], &x)) return Value::error();
  if (args.size() == 1) return Value::real(x);
  if (!log_of<log_natural>(interp, args[1], &base)) return Value::error();
  if (base == 0.0) return interp.raise(ExceptionKind::kZeroDivisionError, "float division by zero");
  return Value::real(x / base);
}

template <double (*F)(double), bool kBinary>
Value log_base_function(Interpreter& interp, const Args& args) {
  double out;
  if (!check_one(interp, kBinary ? "math.log2" : "math.log10", args) || !log_of<F>(interp, args[0], &out)) return Value::error();
  return Value::real(out);
}

struct Predicate {
  const char* name;
  bool (*function)(double);
};
constexpr Predicate kPredicates[] = {
    {"math.isfinite", [](double x) { return std::isfinite(x); }},
    {"math.isinf", [](double x) { return std::isinf(x); }},
    {"math.isnan", [](double x) { return std::isnan(x); }},
};

template <size_t I>
Value predicate(Interpreter& interp, const Args& args) {
  double x;
  return argument(interp, kPredicates[I].name, args, &x) ? Value::boolean(kPredicates[I].function(x)) : Value::error();
}

Value isclose_function(Interpreter& interp, const Args& args) {
  static constexpr const char* kNames[] = {"a", "b", "rel_tol", "abs_tol"};
  const Value* bound[4];
  if (args.size() > 2) {
    return interp.raise(ExceptionKind::kTypeError, "isclose() takes exactly 2 positional arguments (", args.size(), " given)");
  }
  if (!bind_args(interp, {.function = "isclose", .names = kNames, .required = 2, .keyword_only = 2}, args, bound))
    return Value::error();
  double values[4] = {0, 0, 1e-9, 0};
  for (size_t i = 0; i < 4; ++i) {
    if (bound[i] && !to_double(interp, *bound[i], &values[i])) return Value::error();
  }
  const auto [a, b, relative, absolute] = values;
  if (relative < 0.0 || absolute < 0.0) return interp.raise(ExceptionKind::kValueError, "tolerances must be non-negative");
  if (a == b) return Value::boolean(true);
  if (std::isinf(a) || std::isinf(b)) return Value::boolean(false);
  const double difference = std::fabs(b - a);
  return Value::boolean(difference <= std::fabs(relative * b) || difference <= std::fabs(relative * a) || difference <= absolute);
}

bool init(Interpreter& interp, ModuleObject& module) {
  auto add = [&](const char* name, NativeFn function) { module.add(interp, name, native_function(interp.heap(), name, function)); };
  add_unaries(interp, module, std::make_index_sequence<std::size(kUnary)>());
  add("gamma", gamma_like<gamma_function, false>);
  add("lgamma", gamma_like<log_gamma, true>);
  add("atan2", atan2_function);
  add("copysign", copysign_function);
  add("nextafter", nextafter_function);
  add("fmod", remainder_function<std::fmod, false>);
  add("remainder", remainder_function<std::remainder, true>);
  add("pow", pow_function);
  add("ldexp", ldexp_function);
  add("frexp", frexp_function);
  add("modf", modf_function);
  add("ulp", ulp_function);
  add("log", log_function);
  add("log2", log_base_function<log_binary, true>);
  add("log10", log_base_function<log_decimal, false>);
  add("isfinite", predicate<0>);
  add("isinf", predicate<1>);
  add("isnan", predicate<2>);
  add("isclose", isclose_function);
  add_int_functions(interp, module);
  module.add(interp, "pi", Value::real(kPi));
  module.add(interp, "tau", Value::real(2 * kPi));
  module.add(interp, "e", Value::real(2.718281828459045235360287471352662498));
  module.add(interp, "inf", Value::real(kInfinity));
  module.add(interp, "nan", Value::real(kNan));
  return true;
}

}  // namespace

Value domain_error(Interpreter& interp) { return interp.raise(ExceptionKind::kValueError, "math domain error"); }
Value range_error(Interpreter& interp) { return interp.raise(ExceptionKind::kOverflowError, "math range error"); }

bool check_one(Interpreter& interp, const char* name, const Args& args) { return check_positional(interp, name, args, 1, 1); }

bool check_count(Interpreter& interp, const char* module, const char* name, const Args& args, uint32_t min, uint32_t max) {
  if (!args.keyword_count) return check_positional(interp, name, args, min, max);
  interp.raise(ExceptionKind::kTypeError, module, ".", name, "() takes no keyword arguments");
  return false;
}

const NativeModule kMathModule = {"math", init};

}  // namespace interloom::lang::modules
