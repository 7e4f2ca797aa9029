// Calling int, float, bool and complex.
#include "worker/lang/builtin_methods.h"
#include "worker/lang/bytes_ops.h"
#include "worker/lang/class.h"
#include "worker/lang/complex.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

Value int_with_base(Interpreter& interp, const Value& x, const Value& given) {
  int64_t base;
  if (!to_int64(interp, given, &base)) {
    if (!given.is<BigIntObject>() || interp.stopping()) return Value::error();
    interp.take_exception();
    base = -1;
  }
  std::string_view text;
  const auto* str = x.as<StrObject>();
  if (str) text = str->view();
  if (!str && !bytes_like(x, &text))
    return interp.raise(ExceptionKind::kTypeError, "int() can't convert non-string with explicit base");
  if (base != 0 && (base < 2 || base > 36))
    return interp.raise(ExceptionKind::kValueError, "int() base must be >= 2 and <= 36, or 0");
  return parse_int(interp, text, static_cast<int>(base), !str);
}

// __trunc__, the last resort of int(); undefined: the type has none.
Value truncated(Interpreter& interp, const Value& x) {
  if (!x.is_object() || !x.type()->user_class) return Value();
  const Value made = call_special(interp, x, "__trunc__", {});
  if (made.is_undefined()) return made;
  const Value& out = plain_number(made);
  if (out.is_error() || is_integer(out)) return out;
  if (out.is_object() && out.type()->to_index) return out.type()->to_index(interp, out.object());
  return interp.raise(ExceptionKind::kTypeError, "__trunc__ returned non-Integral (type ", out.type_name(), ")");
}

// A part of complex(): any number, as a complex. False: raised.
bool complex_part(Interpreter& interp, const Value& given, bool first, std::complex<double>* out, bool* is_complex) {
  Value value = plain_number(given);
  if (value.is_object() && value.type()->user_class && first) {
    const Value made = call_special(interp, value, "__complex__", {});
    if (made.is_error()) return false;
    if (!made.is_undefined() && !made.is<ComplexObject>()) {
      interp.raise(ExceptionKind::kTypeError, "__complex__ returned non-complex (type ", made.type_name(), ")");
      return false;
    }
    if (!made.is_undefined()) value = made;
  }
  if (const auto* complex = value.as<ComplexObject>()) {
    *out = complex->value;
    *is_complex = true;
    return true;
  }
  const Type* type = value.is_object() ? value.object()->type : nullptr;
  if (type && type->to_float) {
    value = type->to_float(interp, value.object());
  } else if (type && type->to_index) {
    value = type->to_index(interp, value.object());
  }
  if (value.is_error()) return false;
  if (!is_number(value)) {
    interp.raise(ExceptionKind::kTypeError,
                 first ? "complex() first argument must be a string or a number, not '"
                       : "complex() second argument must be a number, not '",
                 given.type_name(), "'");
    return false;
  }
  double real;
  if (!to_double(interp, value, &real)) return false;
  *out = real;
  return true;
}

}  // namespace

Value construct_int(Interpreter& interp, const Type&, const Args& args) {
  if (args.keyword_count == 0 && args.size() > 2)
    return interp.raise(ExceptionKind::kTypeError, "int() takes at most 2 arguments (", args.size(), " given)");
  static constexpr const char* kNames[] = {"x", "base"};
  const Value* out[2];
  if (!bind_args(interp, {.function = "int", .names = kNames, .positional_only = 1}, args, out)) return Value::error();
  if (!out[0]) return out[1] ? interp.raise(ExceptionKind::kTypeError, "int() missing string argument") : Value::integer(0);
  if (out[1]) return int_with_base(interp, *out[0], *out[1]);
  const Value& x = *out[0];
  const Type* type = x.is_object() ? x.object()->type : nullptr;
  if (is_integer(x)) return number_unary(interp, UnaryOp::kPos, x);
  if (x.is_float()) return int_from_double(interp, x.as_float());
  if (type && type->to_int) {
    const Value made = type->to_int(interp, x.object());
    return made.is_error() ? made : number_unary(interp, UnaryOp::kPos, plain_number(made));
  }
  if (type && type->to_index) return type->to_index(interp, x.object());
  if (Value made = truncated(interp, x); !made.is_undefined()) return made;
  std::string_view bytes;
  if (const auto* str = x.as<StrObject>()) return parse_int(interp, str->view(), 10);
  if (bytes_like(x, &bytes)) return parse_int(interp, bytes, 10, true);
  return interp.raise(ExceptionKind::kTypeError, "int() argument must be a string, a bytes-like object or a real number, not '",
                      x.type_name(), "'");
}

Value construct_float(Interpreter& interp, const Type&, const Args& args) {
  if (!check_positional(interp, "float", args, 0, 1)) return Value::error();
  if (args.size() == 0) return Value::real(0);
  const Value& x = args[0];
  const Type* type = x.is_object() ? x.object()->type : nullptr;
  double out;
  if (x.is_float() || is_integer(x)) return to_double(interp, x, &out) ? Value::real(out) : Value::error();
  if (type && type->to_float) {
    const Value made = type->to_float(interp, x.object());
    return made.is_error() ? made : plain_number(made);
  }
  if (type && type->to_index) {
    const Value index = type->to_index(interp, x.object());
    return !index.is_error() && to_double(interp, index, &out) ? Value::real(out) : Value::error();
  }
  std::string_view bytes;
  if (const auto* str = x.as<StrObject>()) return parse_float(interp, str->view());
  if (bytes_like(x, &bytes)) return parse_float(interp, bytes, true);
  return interp.raise(ExceptionKind::kTypeError, "float() argument must be a string or a real number, not '", x.type_name(), "'");
}

Value construct_bool(Interpreter& interp, const Type&, const Args& args) {
  if (!check_positional(interp, "bool", args, 0, 1)) return Value::error();
  if (args.size() == 0) return Value::boolean(false);
  const int value = truth(interp, args[0]);
  return value < 0 ? Value::error() : Value::boolean(value);
}

Value construct_complex(Interpreter& interp, const Type& type, const Args& args) {
  static constexpr const char* kNames[] = {"real", "imag"};
  const Value* out[2];
  if (!bind_args(interp, {.function = "complex", .names = kNames}, args, out)) return Value::error();
  auto make = [&](std::complex<double> c) { return Value::object(interp.heap().make_typed<ComplexObject>(type, c)); };
  if (const auto* text = out[0] ? out[0]->as<StrObject>() : nullptr) {
    if (out[1]) return interp.raise(ExceptionKind::kTypeError, "complex() can't take second arg if first is a string");
    const Value parsed = parse_complex(interp, text->view());
    return parsed.is_error() ? parsed : make(parsed.as<ComplexObject>()->value);
  }
  if (out[1] && out[1]->is<StrObject>()) return interp.raise(ExceptionKind::kTypeError, "complex() second arg can't be a string");
  std::complex<double> parts[2] = {0.0, 0.0};
  bool is_complex[2] = {false, false};
  for (int i = 0; i < 2; ++i) {
    if (out[i] && !complex_part(interp, *out[i], i == 0, &parts[i], &is_complex[i])) return Value::error();
  }
  // Parts that were not complex add nothing, not even a zero: signs of zeros stay.
  double real = parts[0].real(), imag = out[1] ? parts[1].real() : parts[0].imag();
  if (is_complex[1]) real -= parts[1].imag();
  if (out[1] && is_complex[0]) imag += parts[0].imag();
  return make({real, imag});
}

}  // namespace interloom::lang
