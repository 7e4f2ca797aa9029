// Formatting: the format mini-language, str.format and the % operator, with CPython's results and error texts.
//
// A width or precision is checked against the heap's quota before anything is built. Failing functions have raised.
#pragma once

#include <complex>
#include <cstdint>
#include <string>
#include <string_view>

#include "worker/lang/args.h"
#include "worker/lang/value.h"

namespace interloom::lang {

// A parsed format spec: [[fill]align][sign][z][#][0][width][grouping][.precision][type].
struct FormatSpec {
  uint32_t fill = ' ';
  char align = 0;  // '<' '>' '=' '^'; the default of the type when none was given
  char sign = 0;   // '+' '-' ' '; 0: none given
  bool no_negative_zero = false;
  bool alternate = false;
  bool align_given = false;
  int64_t width = -1;
  char grouping = 0;  // ',' or '_'
  int64_t precision = -1;
  uint32_t type = 0;  // 0: none given
};

// `type_name` is for messages. False: ValueError.
bool parse_format_spec(Interpreter& interp, std::string_view text, std::string_view type_name, char default_type,
                       char default_align, FormatSpec* out);
// ValueError "Unknown format code 'x' for object of type 'int'".
Value unknown_format_code(Interpreter& interp, uint32_t code, std::string_view type_name);

Value format_str(Interpreter& interp, const Value& str, std::string_view spec);
Value format_int(Interpreter& interp, const Value& value, std::string_view spec);
Value format_float(Interpreter& interp, double value, std::string_view spec, std::string_view type_name = "float");
Value format_complex(Interpreter& interp, std::complex<double> value, std::string_view spec);

// Text of a float without its sign. type: 'e', 'f', 'g' with a precision, or 'r' (shortest that reads back). alternate keeps
// the point and the zeros behind it, dot_zero shows at least one digit behind it.
std::string float_text(double value, char type, int64_t precision, bool alternate, bool dot_zero);
// Digits of an int without sign or prefix; base 2, 8, 10 or 16 (lower case). False: ValueError above the digit limit.
bool int_digits(Interpreter& interp, const Value& value, int base, std::string* out);

// str.format and str.format_map: `positional` null means that there are no positional fields.
Value format_template(Interpreter& interp, std::string_view text, const std::span<const Value>* positional, const Value& mapping);
// str % args and bytes % args.
Value percent_format(Interpreter& interp, std::string_view format, bool bytes, const Value& args);

// ascii(): repr with what is not ASCII escaped.
Value ascii_of(Interpreter& interp, const Value& value);

// The __format__ methods of the built-in types.
Value object_format_method(Interpreter& interp, const Value& self, const Args& args);
Value number_format_method(Interpreter& interp, const Value& self, const Args& args);
Value str_format_method(Interpreter& interp, const Value& self, const Args& args);

}  // namespace interloom::lang
