// int of any size, float, complex: arithmetic, comparison, hash and text as CPython has them.
//
// An int result that fits int64 is always a small int. Sizes of results are checked before the work: an int above
// kMaxIntBits ends in MemoryError, and work on big ints charges steps.
#pragma once

#include <complex>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "worker/lang/heap.h"
#include "worker/lang/value.h"

namespace interloom::lang {

inline constexpr uint64_t kMaxIntBits = uint64_t{1} << 26;
inline constexpr int kMaxIntDigits = 4300;  // of int <-> str conversion, CPython's default limit

// Sign and magnitude, least significant limb first, no leading zero limb; never a value that fits int64.
struct BigIntObject : Object {
  BigIntObject(bool is_negative, uint64_t limbs) : negative(is_negative), limb_count(limbs) {}
  bool negative;
  uint64_t limb_count;
  uint64_t* limbs() { return reinterpret_cast<uint64_t*>(this + 1); }
  const uint64_t* limbs() const { return reinterpret_cast<const uint64_t*>(this + 1); }
  static const Type kType;  // prints as int
  static constexpr bool kIsFinal = true;  // an int subclass is a NumberInstance (class.h)
};

struct ComplexObject : Object {
  explicit ComplexObject(std::complex<double> c) : value(c) {}
  std::complex<double> value;
  static const Type kType;
};

// Types of values that are not objects.
extern const Type kNoneType, kBoolType, kIntType, kFloatType, kEllipsisType, kNotImplementedType;

inline bool is_integer(const Value& value) { return value.is_int_or_bool() || value.is<BigIntObject>(); }
inline bool is_number(const Value& v) { return is_integer(v) || v.is_float() || v.is<ComplexObject>(); }

// REQUIRES: is_integer(value).
inline bool is_negative_int(const Value& value) {
  return value.is_int_or_bool() ? value.as_int() < 0 : static_cast<const BigIntObject*>(value.object())->negative;
}

// Left and right are numbers; NotImplemented when one is not. Errors raised: ZeroDivisionError, OverflowError, ...
Value number_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right);
Value number_compare(Interpreter& interp, CompareOp op, const Value& left, const Value& right);
Value number_unary(Interpreter& interp, UnaryOp op, const Value& value);
// pow(base, exponent, modulus): ints only, also with a negative exponent.
Value number_pow_mod(Interpreter& interp, const Value& base, const Value& exponent, const Value& modulus);
// divmod(left, right); NotImplemented when one is no real number.
Value number_divmod(Interpreter& interp, const Value& left, const Value& right);
// __divmod__ and __rdivmod__ of int and float.
Value divmod_method(Interpreter& interp, const Value& self, const Args& args);
Value rdivmod_method(Interpreter& interp, const Value& self, const Args& args);
// round(): to a multiple of 10^-digits, half to even; of a float without digits (null) to an int.
Value round_int_to_digits(Interpreter& interp, const Value& value, int64_t digits);
Value round_float(Interpreter& interp, double value, const Value* digits);
int64_t hash_int(int64_t value);
int64_t hash_float(double value);
int64_t hash_big_int(const BigIntObject& value);

// Python's repr of a float: shortest digits that read back, "1e+16", "inf", "nan".
std::string repr_of_float(double value);
std::string repr_of_complex(std::complex<double> value);
// ValueError above kMaxIntDigits.
Value int_to_str(Interpreter& interp, const Value& value);
// Decimal text "-123" without spaces or underscores; never limited: for constants and the wire.
Value int_from_decimal(Heap& heap, std::string_view decimal);
std::string int_to_decimal(const Value& value);
// int(text, base) and float(text) with Python's rules (spaces, underscores, prefixes). ValueError with CPython's text.
// `bytes`: the text is a bytes literal, in the message and in which spaces count.
Value parse_int(Interpreter& interp, std::string_view text, int base, bool bytes = false);
Value parse_float(Interpreter& interp, std::string_view text, bool bytes = false);
Value parse_complex(Interpreter& interp, std::string_view text);
// To double. False: OverflowError "int too large to convert to float", or TypeError "must be real number, not str".
bool to_double(Interpreter& interp, const Value& value, double* out);
// int(float): OverflowError / ValueError for infinity and nan.
Value int_from_double(Interpreter& interp, double value);
// An int, bool, or what has to_index, as int64. False: TypeError "'str' object cannot be interpreted as an integer", or
// OverflowError.
bool to_int64(Interpreter& interp, const Value& value, int64_t* out);
// round(float, digits) as CPython rounds: correctly, half to even.
double round_to_digits(double value, int digits);

}  // namespace interloom::lang
