// Builtin functions. What is a type in CPython (int, list, enumerate, ...) is a Type with construct.
#include "worker/lang/builtins.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "worker/lang/builtin_methods.h"
#include "worker/lang/class.h"
#include "worker/lang/iteration.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

bool separator(Interpreter& interp, const Value* given, const char* name, std::string_view absent, std::string* out) {
  *out = absent;
  if (!given || given->is_none()) return true;
  const auto* str = given->as<StrObject>();
  if (!str) {
    interp.raise(ExceptionKind::kTypeError, name, " must be None or a string, not ", given->type_name());
    return false;
  }
  *out = str->view();
  return true;
}

Value print(Interpreter& interp, const Args& args) {
  static constexpr const char* kNames[] = {"sep", "end", "file", "flush"};
  const Value* options[4];
  const Args keywords(args.values + args.positional_count, 0, args.keyword_count, args.names);
  if (!bind_args(interp, {.function = "print", .names = kNames, .keyword_only = 0}, keywords, options)) return Value::error();
  if (options[2] && !options[2]->is_none())
    return interp.raise(ExceptionKind::kTypeError, "print() writes to the job's output only");
  std::string between, end, text;
  if (!separator(interp, options[0], "sep", " ", &between) || !separator(interp, options[1], "end", "\n", &end))
    return Value::error();
  for (uint32_t i = 0; i < args.size(); ++i) {
    if (i) text += between;
    if (!str_text(interp, args[i], &text)) return Value::error();
  }
  return interp.write_output(text += end) ? Value::none() : Value::error();
}

Value len(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "len", args, 1, 1)) return Value::error();
  const int64_t length = length_of(interp, args[0]);
  return length < 0 ? Value::error() : Value::integer(length);
}

Value repr_builtin(Interpreter& interp, const Args& args) {
  return check_positional(interp, "repr", args, 1, 1) ? repr(interp, args[0]) : Value::error();
}

Value abs_builtin(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "abs", args, 1, 1)) return Value::error();
  const Value& x = args[0];
  if (is_number(x)) return number_unary(interp, UnaryOp::kAbs, x);
  if (x.is_object() && x.type()->unary) {
    Value out = x.type()->unary(interp, UnaryOp::kAbs, x.object());
    if (!out.is_not_implemented()) return out;
  }
  return interp.raise(ExceptionKind::kTypeError, "bad operand type for abs(): '", x.type_name(), "'");
}

// min and max: keep the first item that no other is `op` of.
Value extreme(Interpreter& interp, const Args& args, CompareOp op, const char* name) {
  static constexpr const char* kNames[] = {"key", "default"};
  const Value* options[2];
  const Args keywords(args.values + args.positional_count, 0, args.keyword_count, args.names);
  if (!bind_args(interp, {.function = name, .names = kNames, .keyword_only = 0}, keywords, options)) return Value::error();
  if (args.size() == 0) return interp.raise(ExceptionKind::kTypeError, name, " expected at least 1 argument, got 0");
  if (args.size() > 1 && options[1]) {
    return interp.raise(ExceptionKind::kTypeError, "Cannot specify a default for ", name,
                        "() with multiple positional arguments");
  }
  const bool by_key = options[0] && !options[0]->is_none();
  Value best, best_key;
  auto visit = [&](const Value& item) {
    Value key = by_key ? call(interp, *options[0], Args(std::span(&item, 1))) : item;
    if (key.is_error()) return false;
    if (!best.is_undefined()) {
      const Value better = compare_op(interp, op, key, best_key);
      const int yes = better.is_error() ? -1 : truth(interp, better);
      if (yes <= 0) return yes == 0;
    }
    best = item;
    best_key = std::move(key);
    return true;
  };
  if (args.size() == 1) {
    if (!for_each(interp, args[0], visit)) return Value::error();
  } else {
    for (const Value& item : args.positional()) {
      if (!visit(item)) return Value::error();
    }
  }
  if (!best.is_undefined()) return best;
  return options[1] ? *options[1] : interp.raise(ExceptionKind::kValueError, name, "() arg is an empty sequence");
}

Value sum(Interpreter& interp, const Args& args) {
  static constexpr const char* kNames[] = {"iterable", "start"};
  const Value* out[2];
  if (args.size() == 0 && args.keyword_count == 0) {
    return interp.raise(ExceptionKind::kTypeError, "sum() takes at least 1 positional argument (0 given)");
  }
  if (!bind_args(interp, {.function = "sum", .names = kNames, .required = 1, .positional_only = 1}, args, out))
    return Value::error();
  Value total = out[1] ? *out[1] : Value::integer(0);
  if (total.is<StrObject>()) return interp.raise(ExceptionKind::kTypeError, "sum() can't sum strings [use ''.join(seq) instead]");
  if (total.is<BytesObject>())
    return interp.raise(ExceptionKind::kTypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
  const bool done = for_each(interp, *out[0], [&](const Value& item) {
    total = binary_op(interp, BinaryOp::kAdd, total, item);
    return !total.is_error();
  });
  return done ? total : Value::error();
}

// round(int, -n): to a multiple of 10^n, half to even.
Value round_int(Interpreter& interp, const Value& value, int64_t digits) {
  if (digits >= 0) return number_unary(interp, UnaryOp::kPos, value);
  const Value unit = binary_op(interp, BinaryOp::kPow, Value::integer(10), Value::integer(-digits));
  if (unit.is_error()) return unit;
  const Value remainder = binary_op(interp, BinaryOp::kMod, value, unit);
  const Value floor = binary_op(interp, BinaryOp::kSub, value, remainder);
  const Value half = binary_op(interp, BinaryOp::kFloorDiv, unit, Value::integer(2));
  const Value quotient = binary_op(interp, BinaryOp::kFloorDiv, value, unit);
  if (remainder.is_error() || floor.is_error() || half.is_error() || quotient.is_error()) return Value::error();
  const bool above = number_compare(interp, CompareOp::kGt, remainder, half).as_bool();
  const bool tie = number_compare(interp, CompareOp::kEq, remainder, half).as_bool();
  const bool odd = truth(interp, binary_op(interp, BinaryOp::kAnd, quotient, Value::integer(1))) == 1;
  return above || (tie && odd) ? binary_op(interp, BinaryOp::kAdd, floor, unit) : floor;
}

Value round_float(Interpreter& interp, double value, const Value* digits) {
  if (!digits) return std::isfinite(value) ? int_from_double(interp, std::nearbyint(value)) : int_from_double(interp, value);
  int64_t n;
  if (digits->is<BigIntObject>()) {
    n = digits->as<BigIntObject>()->negative ? -1000 : 1000;
  } else if (!to_int64(interp, *digits, &n)) {
    return Value::error();
  }
  const double rounded = round_to_digits(value, static_cast<int>(std::clamp<int64_t>(n, -1000, 1000)));
  if (std::isinf(rounded) && !std::isinf(value)) {
    return interp.raise(ExceptionKind::kOverflowError, "rounded value too large to represent");
  }
  return Value::real(rounded);
}

Value round_builtin(Interpreter& interp, const Args& args) {
  static constexpr const char* kNames[] = {"number", "ndigits"};
  const Value* out[2];
  if (!bind_args(interp, {.function = "round", .names = kNames, .required = 1}, args, out)) return Value::error();
  const Value& x = *out[0];
  const Value* digits = out[1] && !out[1]->is_none() ? out[1] : nullptr;
  if (x.is_float()) return round_float(interp, x.as_float(), digits);
  if (is_integer(x)) {
    int64_t n = 0;
    if (digits && !to_int64(interp, *digits, &n)) return Value::error();
    return round_int(interp, x, n);
  }
  for (const Method* m = x.type()->methods; m && m->name; ++m) {
    if (std::string_view(m->name) == "__round__") return m->function(interp, x, Args(args.positional().subspan(1)));
  }
  return interp.raise(ExceptionKind::kTypeError, "type ", x.type_name(), " doesn't define __round__ method");
}

Value sorted(Interpreter& interp, const Args& args) {
  if (args.size() != 1) return interp.raise(ExceptionKind::kTypeError, "sorted expected 1 argument, got ", args.size());
  static constexpr const char* kNames[] = {"key", "reverse"};
  const Value* options[2];
  const Args keywords(args.values + args.positional_count, 0, args.keyword_count, args.names);
  if (!bind_args(interp, {.function = "sort", .names = kNames, .keyword_only = 0}, keywords, options)) return Value::error();
  auto list = make_list(interp.heap());
  if (!extend_list(interp, *list, args[0])) return Value::error();
  int64_t reverse = 0;
  if (options[1] && !to_int64(interp, *options[1], &reverse)) return Value::error();
  if (!sort_list(interp, *list, options[0] ? *options[0] : Value::none(), reverse != 0)) return Value::error();
  return Value::object(std::move(list));
}

struct BuiltinFunction {
  const char* name;
  NativeFn function;
};
constexpr BuiltinFunction kFunctions[] = {
    {"abs", abs_builtin},
    {"len", len},
    {"max", [](Interpreter& interp, const Args& args) { return extreme(interp, args, CompareOp::kGt, "max"); }},
    {"min", [](Interpreter& interp, const Args& args) { return extreme(interp, args, CompareOp::kLt, "min"); }},
    {"print", print},
    {"repr", repr_builtin},
    {"round", round_builtin},
    {"sorted", sorted},
    {"sum", sum},
};

}  // namespace

Value construct_str(Interpreter& interp, const Type&, const Args& args) {
  if (!check_positional(interp, "str", args, 0, 1)) return Value::error();
  return args.size() ? to_str(interp, args[0]) : str_value(interp.heap(), "");
}

void install_builtins(Interpreter& interp) {
  for (const auto& [name, function] : kFunctions) interp.set_builtin(name, native_function(interp.heap(), name, function));
  for (const Type* type : {&kIntType, &kFloatType, &kBoolType, &ComplexObject::kType, &StrObject::kType, &BytesObject::kType,
                           &ListObject::kType, &TupleObject::kType, &DictObject::kType, &RangeObject::kType, &SliceObject::kType,
                           &TypeObject::kType, &kEnumerateType, &kZipType}) {
    interp.set_builtin(type->name, interp.type_object(*type));
  }
  for (int kind = 0; kind < kExceptionKindCount; ++kind) {
    const Type& type = exception_type(static_cast<ExceptionKind>(kind));
    interp.set_builtin(type.name, interp.type_object(type));
  }
}

}  // namespace interloom::lang
