// The types of numbers and singletons: slots, hashes, constructors.
#include <bit>
#include <cmath>

#include "worker/lang/bigint.h"
#include "worker/lang/builtin_methods.h"
#include "worker/lang/class.h"
#include "worker/lang/format.h"
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

Value complex_real(Interpreter&, Object* self) { return Value::real(self_complex(self).value.real()); }
Value complex_imag(Interpreter&, Object* self) { return Value::real(self_complex(self).value.imag()); }

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

bool read_only(Interpreter& interp, Object*, const Value&) {
  interp.raise(ExceptionKind::kAttributeError, "readonly attribute");
  return false;
}

const Property kComplexProperties[] = {
    {"real", complex_real, read_only}, {"imag", complex_imag, read_only}, {nullptr, nullptr, nullptr}};

// Values that are no objects are shown by repr() itself; the slot says that the type has a __repr__ of its own.
Value singleton_repr(Interpreter& interp, Object* self) { return repr(interp, Value::share(self)); }
int singleton_truth(Interpreter& interp, Object* self) { return truth(interp, Value::share(self)); }
const Type kNoneType = {.name = "NoneType", .repr = singleton_repr, .truth = singleton_truth};
const Type kIntType = {.name = "int", .basic_size = NumberInstance::kBytes, .construct = construct_int, .methods = kIntMethods};
const Method kBoolMethods[] = {{"__format__", number_format_method}, {nullptr, nullptr}};
const Type kBoolType = {.name = "bool", .base = &kIntType, .repr = singleton_repr, .construct = construct_bool, .methods = kBoolMethods};
const Type kFloatType = {
    .name = "float", .basic_size = NumberInstance::kBytes, .construct = construct_float, .methods = kFloatMethods};
const Type kEllipsisType = {.name = "ellipsis", .repr = singleton_repr};
const Type kNotImplementedType = {.name = "NotImplementedType", .repr = singleton_repr, .truth = singleton_truth};

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
    .methods = kComplexMethods,
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

std::string_view Value::type_name() const {
  const Type* of = type();
  return of->message_name ? of->message_name : of->name;
}

}  // namespace interloom::lang
