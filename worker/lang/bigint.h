// Arithmetic of ints beyond int64. Operands are ints of any size; results are normalized (small when they fit).
#pragma once

#include <string>
#include <string_view>

#include "worker/lang/number.h"

namespace interloom::lang {

// REQUIRES: is_integer(left) && is_integer(right). All operators of int but kPow with a negative exponent and kMatMul.
Value big_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right);
Value big_unary(Interpreter& interp, UnaryOp op, const Value& value);
int big_compare(const Value& left, const Value& right);  // <0, 0, >0
int big_compare_float(const Value& left, double right);  // REQUIRES: right is not nan
// left / right correctly rounded. REQUIRES: right is not zero. False: overflow.
bool big_true_divide(const Value& left, const Value& right, double* out);
bool big_to_double(const Value& value, double* out);  // nearest; false: overflow
Value big_from_double(Heap& heap, double value);      // REQUIRES: finite; truncates
uint64_t big_bit_length(const Value& value);
// Digits of the magnitude in base 2^bits (lower case), "0" for zero. bits: 1, 3 or 4.
std::string big_to_power_of_two(const Value& value, int bits);
// Fills all of `bytes` with the magnitude, least significant first. REQUIRES: not negative, and it fits.
void big_to_little_endian(const Value& value, std::string& bytes);
Value big_from_little_endian(Heap& heap, std::string_view bytes);
// Steps that a product of so many limbs takes.
uint64_t multiply_steps(uint64_t left_limbs, uint64_t right_limbs);
// Digits without prefix or sign in a base of 2 to 36. REQUIRES: valid.
Value big_from_digits(Heap& heap, bool negative, std::string_view digits, int base);

}  // namespace interloom::lang
