// Functions of math on ints, on rounding, and on iterables.
#include <cmath>

#include "worker/lang/class.h"
#include "worker/lang/function.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/modules/math_int.h"
#include "worker/lang/modules/math_module.h"
#include "worker/lang/modules/math_special.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang::modules {
namespace {

template <Value (*F)(Interpreter&, const Value&), bool kRoot>
Value one_int(Interpreter& interp, const Args& args) {
  Value n;
  if (!check_one(interp, kRoot ? "math.isqrt" : "math.factorial", args) || !index_of(interp, args[0], &n)) return Value::error();
  return F(interp, n);
}

template <Value (*F)(Interpreter&, const Value&, const Value&), bool kLeast>
Value fold_ints(Interpreter& interp, const Args& args) {
  if (!check_count(interp, "math", kLeast ? "lcm" : "gcd", args, 0, UINT32_MAX)) return Value::error();
  Value out = Value::integer(kLeast ? 1 : 0);
  for (const Value& given : args.positional()) {
    Value n;
    if (!index_of(interp, given, &n) || !interp.charge_steps(1)) return Value::error();
    out = F(interp, out, n);
    if (out.is_error()) return out;
  }
  return out;
}

Value comb_function(Interpreter& interp, const Args& args) {
  Value n, k;
  if (!check_count(interp, "math", "comb", args, 2, 2)) return Value::error();
  return index_of(interp, args[0], &n) && index_of(interp, args[1], &k) ? int_comb(interp, n, k) : Value::error();
}

Value perm_function(Interpreter& interp, const Args& args) {
  Value n, k;
  if (!check_count(interp, "math", "perm", args, 1, 2) || !index_of(interp, args[0], &n)) return Value::error();
  if (args.size() == 1 || args[1].is_none()) return int_factorial(interp, n);
  return index_of(interp, args[1], &k) ? int_perm(interp, n, k) : Value::error();
}

struct Rounding {
  const char* name;
  const char* dunder;
  double (*round)(double);
};
constexpr Rounding kFloor = {"math.floor", "__floor__", std::floor};
constexpr Rounding kCeil = {"math.ceil", "__ceil__", std::ceil};
constexpr Rounding kTrunc = {"math.trunc", "__trunc__", std::trunc};

template <const Rounding* kRounding>
Value round_function(Interpreter& interp, const Args& args) {
  if (!check_one(interp, kRounding->name, args)) return Value::error();
  const Value& x = args[0];
  if (x.is_float()) return int_from_double(interp, kRounding->round(x.as_float()));
  if (x.is_int() || x.exact<BigIntObject>()) return x;
  if (x.is_bool()) return Value::integer(x.as_int());
  if (x.is_object()) {
    Value made = call_special(interp, x, kRounding->dunder, {});
    if (!made.is_undefined()) return made;
  }
  if (kRounding == &kTrunc) {
    return interp.raise(ExceptionKind::kTypeError, "type ", x.type_name(), " doesn't define __trunc__ method");
  }
  double value;
  return to_double(interp, x, &value) ? int_from_double(interp, kRounding->round(value)) : Value::error();
}

Value fsum_function(Interpreter& interp, const Args& args) {
  if (!check_one(interp, "math.fsum", args)) return Value::error();
  ExactSum sum;
  const bool done = for_each(interp, args[0], [&](const Value& item) {
    double x;
    if (!to_double(interp, item, &x) || !interp.charge_steps(1 + sum.partial_count() / 8)) return false;
    if (sum.add(x)) return true;
    interp.raise(ExceptionKind::kOverflowError, "intermediate overflow in fsum");
    return false;
  });
  if (!done) return Value::error();
  MathError error;
  const double out = sum.result(&error);
  if (error != MathError::kNone) return interp.raise(ExceptionKind::kValueError, "-inf + inf in fsum");
  return Value::real(out);
}

Value prod_function(Interpreter& interp, const Args& args) {
  static constexpr const char* kNames[] = {"iterable", "start"};
  const Value* bound[2];
  if (args.size() != 1) {
    return interp.raise(ExceptionKind::kTypeError, "prod() takes exactly 1 positional argument (", args.size(), " given)");
  }
  if (!bind_args(interp, {.function = "prod", .names = kNames, .required = 1, .positional_only = 1, .keyword_only = 1}, args, bound))
    return Value::error();
  Value product = bound[1] ? *bound[1] : Value::integer(1);
  const bool done = for_each(interp, *bound[0], [&](const Value& item) {
    product = binary_op(interp, BinaryOp::kMul, product, item);
    return !product.is_error() && interp.charge_steps(1);
  });
  return done ? product : Value::error();
}

// Coordinates, on the job's heap: a point may be long.
class Coordinates {
 public:
  Coordinates(Interpreter& interp, uint64_t count)
      : heap_(interp.heap()), count_(count), values_(static_cast<double*>(heap_.allocate_raw(count * sizeof(double)))) {}
  ~Coordinates() { heap_.free_raw(values_, count_ * sizeof(double)); }
  Coordinates(const Coordinates&) = delete;
  double& operator[](uint64_t i) { return values_[i]; }
  double norm() { return vector_norm({values_, count_}); }

 private:
  Heap& heap_;
  uint64_t count_;
  double* values_;
};

Value hypot_function(Interpreter& interp, const Args& args) {
  if (!check_count(interp, "math", "hypot", args, 0, UINT32_MAX) || !interp.charge_steps(args.size())) return Value::error();
  Coordinates values(interp, args.size());
  for (uint32_t i = 0; i < args.size(); ++i) {
    if (!to_double(interp, args[i], &values[i])) return Value::error();
  }
  return Value::real(values.norm());
}

bool point(Interpreter& interp, const Value& value, Ref<TupleObject>* out) {
  if (auto* tuple = value.as<TupleObject>()) {
    *out = Ref<TupleObject>::share(tuple);
    return true;
  }
  auto list = make_list(interp.heap());
  if (!extend_list(interp, *list, value)) return false;
  *out = make_tuple(interp.heap(), list->span());
  return true;
}

Value dist_function(Interpreter& interp, const Args& args) {
  Ref<TupleObject> p, q;
  if (!check_count(interp, "math", "dist", args, 2, 2)) return Value::error();
  if (!point(interp, args[0], &p) || !point(interp, args[1], &q) || !interp.charge_steps(p->size)) return Value::error();
  if (p->size != q->size)
    return interp.raise(ExceptionKind::kValueError, "both points must have the same number of dimensions");
  Coordinates values(interp, p->size);
  for (uint64_t i = 0; i < p->size; ++i) {
    double a, b;
    if (!to_double(interp, p->items()[i], &a) || !to_double(interp, q->items()[i], &b)) return Value::error();
    values[i] = a - b;
  }
  return Value::real(values.norm());
}

}  // namespace

void add_int_functions(Interpreter& interp, ModuleObject& module) {
  auto add = [&](const char* name, NativeFn function) { module.add(interp, name, native_function(interp.heap(), name, function)); };
  add("factorial", one_int<int_factorial, false>);
  add("isqrt", one_int<int_isqrt, true>);
  add("gcd", fold_ints<int_gcd, false>);
  add("lcm", fold_ints<int_lcm, true>);
  add("comb", comb_function);
  add("perm", perm_function);
  add("floor", round_function<&kFloor>);
  add("ceil", round_function<&kCeil>);
  add("trunc", round_function<&kTrunc>);
  add("fsum", fsum_function);
  add("prod", prod_function);
  add("hypot", hypot_function);
  add("dist", dist_function);
}

}  // namespace interloom::lang::modules
