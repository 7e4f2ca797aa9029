// The types of numbers and singletons: slots, hashes, constructors.
#include <bit>
#include <cmath>

#include "worker/lang/bigint.h"
#include "worker/lang/builtin_methods.h"
#include "worker/lang/class.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/str.h"

namespace interloom::lang {
namespace {

// CPython's numeric hash: the value modulo the Mersenne prime 2^61 - 1.
constexpr uint64_t kModulus = (uint64_t{1} << 61) - 1;
constexpr int64_t kInfinityHash = 314159;
constexpr int64_t kImaginaryFactor = 1000003;

int64_t signed_hash(uint64_t magnitude, bool negative) {
  const int64_t hash = negative ? -static_cast<int64_t>(magnitude) : static_cast<int64_t>(magnitude);
  return hash == -1 ? -2 : hash;
}

uint64_t rotate(uint64_t x, unsigned bits) { return ((x << bits) & kModulus) | (x >> (61 - bits)); }

const ComplexObject& self_complex(const Object* self) { return *static_cast<const ComplexObject*>(self); }

bool complex_hash(Interpreter&, Object* self, int64_t* out) {
  const std::complex<double> c = self_complex(self).value;
  const uint64_t combined =
      static_cast<uint64_t>(hash_float(c.real())) + kImaginaryFactor * static_cast<uint64_t>(hash_float(c.imag()));
  *out = combined == ~uint64_t{0} ? -2 : static_cast<int64_t>(combined);
  return true;
}

Value bit_length(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "int.bit_length", args, 0, 0)) return Value::error();
  return Value::integer(static_cast<int64_t>(big_bit_length(self)));
}

Value is_integer_method(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "float.is_integer", args, 0, 0)) return Value::error();
  return Value::boolean(std::isfinite(self.as_float()) && self.as_float() == std::floor(self.as_float()));
}

Value complex_real(Interpreter&, Object* self) { return Value::real(self_complex(self).value.real()); }
Value complex_imag(Interpreter&, Object* self) { return Value::real(self_complex(self).value.imag()); }

Value conjugate_int(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "int.conjugate", args, 0, 0)) return Value::error();
  return number_unary(interp, UnaryOp::kPos, self);
}

}  // namespace

int64_t hash_int(int64_t value) {
  const uint64_t magnitude = value < 0 ? ~static_cast<uint64_t>(value) + 1 : static_cast<uint64_t>(value);
  return signed_hash(magnitude % kModulus, value < 0);
}

int64_t hash_big_int(const BigIntObject& value) {
  unsigned __int128 remainder = 0;
  for (uint64_t i = value.limb_count; i-- > 0;) remainder = ((remainder << 64) | value.limbs()[i]) % kModulus;
  return signed_hash(static_cast<uint64_t>(remainder), value.negative);
}

int64_t hash_float(double value) {
  if (std::isinf(value)) return value > 0 ? kInfinityHash : -kInfinityHash;
  if (std::isnan(value)) return 0;
  int exponent;
  double mantissa = std::frexp(std::fabs(value), &exponent);
  uint64_t x = 0;
  while (mantissa != 0) {
    x = rotate(x, 28);
    mantissa *= 268435456.0;
    exponent -= 28;
    const uint64_t whole = static_cast<uint64_t>(mantissa);
    mantissa -= static_cast<double>(whole);
    x += whole;
    if (x >= kModulus) x -= kModulus;
  }
  const int turn = exponent >= 0 ? exponent % 61 : 60 - ((-1 - exponent) % 61);
  return signed_hash(rotate(x, static_cast<unsigned>(turn)), value < 0);
}

Value construct_int(Interpreter& interp, const Type&, const Args& args) {
  if (args.keyword_count == 0 && args.size() > 2) {
    return interp.raise(ExceptionKind::kTypeError, "int() takes at most 2 arguments (", args.size(), " given)");
  }
  static constexpr const char* kNames[] = {"x", "base"};
  const Value* out[2];
  if (!bind_args(interp, {.function = "int", .names = kNames, .positional_only = 1}, args, out)) return Value::error();
  if (!out[0]) return out[1] ? interp.raise(ExceptionKind::kTypeError, "int() missing string argument") : Value::integer(0);
  const Value& x = *out[0];
  const auto* str = x.as<StrObject>();
  if (out[1]) {
    int64_t base;
    if (!to_int64(interp, *out[1], &base)) return Value::error();
    if (!str && !x.is<BytesObject>())
      return interp.raise(ExceptionKind::kTypeError, "int() can't convert non-string with explicit base");
    if (base != 0 && (base < 2 || base > 36))
      return interp.raise(ExceptionKind::kValueError, "int() base must be >= 2 and <= 36, or 0");
    return parse_int(interp, str ? str->view() : x.as<BytesObject>()->view(), static_cast<int>(base), !str);
  }
  if (str) return parse_int(interp, str->view(), 10);
  if (const auto* bytes = x.as<BytesObject>()) return parse_int(interp, bytes->view(), 10, true);
  if (is_integer(x)) return number_unary(interp, UnaryOp::kPos, x);
  if (x.is_float()) return int_from_double(interp, x.as_float());
  if (x.is_object() && x.type()->to_int) return x.type()->to_int(interp, x.object());
  return interp.raise(ExceptionKind::kTypeError, "int() argument must be a string, a bytes-like object or a real number, not '",
                      x.type_name(), "'");
}

Value construct_float(Interpreter& interp, const Type&, const Args& args) {
  if (!check_positional(interp, "float", args, 0, 1)) return Value::error();
  if (args.size() == 0) return Value::real(0);
  const Value& x = args[0];
  if (const auto* str = x.as<StrObject>()) return parse_float(interp, str->view());
  if (const auto* bytes = x.as<BytesObject>()) return parse_float(interp, bytes->view(), true);
  if (x.is_object() && x.type()->to_float) return x.type()->to_float(interp, x.object());
  double out;
  if (x.is_float() || is_integer(x)) return to_double(interp, x, &out) ? Value::real(out) : Value::error();
  return interp.raise(ExceptionKind::kTypeError, "float() argument must be a string or a real number, not '", x.type_name(), "'");
}

Value construct_bool(Interpreter& interp, const Type&, const Args& args) {
  if (!check_positional(interp, "bool", args, 0, 1)) return Value::error();
  if (args.size() == 0) return Value::boolean(false);
  const int value = truth(interp, args[0]);
  return value < 0 ? Value::error() : Value::boolean(value);
}

Value construct_complex(Interpreter& interp, const Type&, const Args& args) {
  static constexpr const char* kNames[] = {"real", "imag"};
  const Value* out[2];
  if (!bind_args(interp, {.function = "complex", .names = kNames}, args, out)) return Value::error();
  std::complex<double> parts[2] = {0.0, 0.0};
  for (int i = 0; i < 2; ++i) {
    if (!out[i]) continue;
    double real;
    if (const auto* complex = out[i]->as<ComplexObject>()) {
      parts[i] = complex->value;
    } else if (!is_number(*out[i])) {
      return i == 0 ? interp.raise(ExceptionKind::kTypeError, "complex() first argument must be a string or a number, not '",
                                   out[i]->type_name(), "'")
                    : interp.raise(ExceptionKind::kTypeError, "complex() second argument must be a number, not '",
                                   out[i]->type_name(), "'");
    } else if (!to_double(interp, *out[i], &real)) {
      return Value::error();
    } else {
      parts[i] = real;
    }
  }
  // Parts that were not complex add nothing, not even a zero: signs of zeros stay.
  double real = parts[0].real(), imag = out[1] ? parts[1].real() : parts[0].imag();
  if (out[1] && out[1]->is<ComplexObject>()) real -= parts[1].imag();
  if (out[1] && out[0] && out[0]->is<ComplexObject>()) imag += parts[0].imag();
  const std::complex<double> sum(real, imag);
  return Value::object(interp.heap().make<ComplexObject>(sum));
}

const Method kIntMethods[] = {{"bit_length", bit_length}, {"conjugate", conjugate_int}, {nullptr, nullptr}};
const Method kFloatMethods[] = {{"is_integer", is_integer_method}, {nullptr, nullptr}};
const Property kComplexProperties[] = {
    {"real", complex_real, nullptr}, {"imag", complex_imag, nullptr}, {nullptr, nullptr, nullptr}};

const Type kNoneType = {.name = "NoneType"};
const Type kIntType = {.name = "int", .basic_size = NumberInstance::kBytes, .construct = construct_int, .methods = kIntMethods};
const Type kBoolType = {.name = "bool", .base = &kIntType, .construct = construct_bool, .methods = kIntMethods};
const Type kFloatType = {.name = "float", .basic_size = NumberInstance::kBytes, .construct = construct_float, .methods = kFloatMethods};
const Type kEllipsisType = {.name = "ellipsis"};
const Type kNotImplementedType = {.name = "NotImplementedType"};

const Type BigIntObject::kType = {
    .name = "int",
    .base = &kIntType,
    .repr = [](Interpreter& interp, Object* self) { return int_to_str(interp, Value::share(self)); },
    .hash =
        [](Interpreter& interp, Object* self, int64_t* out) {
          if (!interp.charge_steps(static_cast<BigIntObject*>(self)->limb_count / 8)) return false;
          *out = hash_big_int(*static_cast<BigIntObject*>(self));
          return true;
        },
    .compare = number_compare,
    .truth = [](Interpreter&, Object*) { return 1; },
    .binary = number_binary,
    .unary = [](Interpreter& interp, UnaryOp op, Object* self) { return number_unary(interp, op, Value::share(self)); },
    .construct = construct_int,
    .methods = kIntMethods,
};

const Type ComplexObject::kType = {
    .name = "complex",
    .basic_size = sizeof(ComplexObject),
    .repr = [](Interpreter& interp, Object* self) { return str_value(interp.heap(), repr_of_complex(self_complex(self).value)); },
    .hash = complex_hash,
    .compare = number_compare,
    .truth = [](Interpreter&, Object* self) { return self_complex(self).value != 0.0 ? 1 : 0; },
    .binary = number_binary,
    .unary = [](Interpreter& interp, UnaryOp op, Object* self) { return number_unary(interp, op, Value::share(self)); },
    .construct = construct_complex,
    .properties = kComplexProperties,
};

const Type* Value::type() const {
  switch (tag_) {
    case Tag::kBool:
      return &kBoolType;
    case Tag::kInt:
      return &kIntType;
    case Tag::kFloat:
      return &kFloatType;
    case Tag::kEllipsis:
      return &kEllipsisType;
    case Tag::kNotImplemented:
      return &kNotImplementedType;
    case Tag::kObject:
      return object()->type == &BigIntObject::kType ? &kIntType : object()->type;
    default:
      return &kNoneType;
  }
}

std::string_view Value::type_name() const { return type()->name; }

}  // namespace interloom::lang
