// The % operator of str and bytes.
#include <algorithm>
#include <cmath>

#include "worker/lang/bytes_ops.h"
#include "worker/lang/class.h"
#include "worker/lang/format.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/text_builder.h"

namespace interloom::lang {
namespace {

struct Conversion {
  bool left = false, plus = false, blank = false, alternate = false, zero = false;
  int64_t width = -1, precision = -1;
  uint32_t code = 0;
};

class PercentFormatter {
 public:
  PercentFormatter(Interpreter& interp, std::string_view format, bool bytes, const Value& args)
      : interp_(interp), format_(format), bytes_(bytes), original_(args), single_(args), out_(interp) {
    tuple_ = args.as<TupleObject>();
    const bool text = args.is<StrObject>() || (bytes && (args.is<BytesObject>() || args.is<BytearrayObject>()));
    mapping_ = !tuple_ && !text && args.is_object() && args.object()->type->get_item;
  }

  Value run() {
    while (at_ < format_.size()) {
      const size_t next = std::min(format_.find('%', at_), format_.size());
      out_.append(format_.substr(at_, next - at_));
      at_ = next + 1;
      if (next >= format_.size()) break;
      if (peek() == '%') {
        out_.append('%');
        ++at_;
      } else if (!interp_.charge_steps(2) || !convert()) {
        return Value::error();
      }
    }
    if (left_over()) return fail("not all arguments converted during ", bytes_ ? "bytes" : "string", " formatting");
    return bytes_ ? out_.bytes() : out_.str();
  }

 private:
  template <class... Pieces>
  Value fail(const Pieces&... pieces) {
    return interp_.raise(ExceptionKind::kTypeError, pieces...);
  }
  bool refuse(ExceptionKind kind, std::string_view text) {
    interp_.raise(kind, text);
    return false;
  }
  int peek() const { return at_ < format_.size() ? static_cast<unsigned char>(format_[at_]) : -1; }
  bool left_over() const { return tuple_ ? used_ < tuple_->size : (used_ == 0 && !mapping_ && !keyed_); }

  const Value* next_argument() {
    if (tuple_ && used_ < tuple_->size) return &tuple_->items()[used_++];
    if (!tuple_ && used_ == 0) {
      ++used_;
      return &single_;
    }
    refuse(ExceptionKind::kTypeError, "not enough arguments for format string");
    return nullptr;
  }

  bool parse_key() {
    if (peek() != '(') return true;
    if (!mapping_) return refuse(ExceptionKind::kTypeError, "format requires a mapping");
    const size_t start = ++at_;
    for (int depth = 1; depth > 0; ++at_) {
      if (peek() < 0) return refuse(ExceptionKind::kValueError, "incomplete format key");
      depth += peek() == '(' ? 1 : peek() == ')' ? -1 : 0;
    }
    const std::string_view key = format_.substr(start, at_ - 1 - start);
    const Value key_value = bytes_ ? Value::object(make_bytes(interp_.heap(), key)) : str_value(interp_.heap(), key);
    single_ = get_item(interp_, original_, key_value);
    tuple_ = nullptr;
    used_ = 0;
    keyed_ = true;
    return !single_.is_error();
  }

  void parse_flags(Conversion* c) {
    for (;; ++at_) {
      switch (peek()) {
        case '-':
          c->left = true;
          break;
        case '+':
          c->plus = true;
          break;
        case ' ':
          c->blank = true;
          break;
        case '#':
          c->alternate = true;
          break;
        case '0':
          c->zero = true;
          break;
        default:
          return;
      }
    }
  }

  // Digits or a star. `limit`: the largest value; `text`: what is raised above it.
  bool parse_number(int64_t* out, int64_t limit, const char* text, const char* c_type) {
    if (peek() == '*') {
      ++at_;
      const Value* given = next_argument();
      if (!given) return false;
      const Value& number = plain_number(*given);
      if (!is_integer(number)) return refuse(ExceptionKind::kTypeError, "* wants int");
      if (!number.is_int_or_bool() || number.as_int() > limit || number.as_int() < -limit)
        return refuse(ExceptionKind::kOverflowError, str_cat("Python int too large to convert to C ", c_type));
      *out = number.as_int();
      return true;
    }
    for (; peek() >= '0' && peek() <= '9'; ++at_) {
      after_digit_ = at_ + 1;
      if (*out > (limit - 9) / 10) return refuse(ExceptionKind::kValueError, text);
      *out = std::max<int64_t>(*out, 0) * 10 + (peek() - '0');
    }
    return true;
  }

  bool parse(Conversion* c) {
    if (!parse_key()) return false;
    parse_flags(c);
    if (!parse_number(&c->width, INT64_MAX, "width too big", "ssize_t")) return false;
    if (c->width < -1) {
      c->left = true;
      c->width = c->width == INT64_MIN ? INT64_MAX : -c->width;
    }
    if (peek() == '.') {
      ++at_;
      c->precision = 0;
      if (!parse_number(&c->precision, INT32_MAX, bytes_ ? "prec too big" : "precision too big", "int")) return false;
      c->precision = std::max<int64_t>(c->precision, 0);
    }
    if (peek() == 'h' || peek() == 'l' || peek() == 'L') ++at_;
    if (at_ >= format_.size()) return refuse(ExceptionKind::kValueError, "incomplete format");
    if (bytes_) {
      c->code = static_cast<unsigned char>(format_[at_++]);
    } else {
      c->code = next_code_point(format_, &at_);
    }
    return true;
  }

  bool convert() {
    Conversion c;
    if (!parse(&c)) return false;
    const Value* argument = next_argument();
    if (!argument) return false;
    const Value value = *argument;
    switch (c.code) {
      case 's':
      case 'r':
      case 'a':
        return text(c, value);
      case 'b':
        return bytes_ ? text(c, value) : unsupported(c);
      case 'd':
      case 'i':
      case 'u':
      case 'x':
      case 'X':
      case 'o':
        return integer(c, value);
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G':
        return real(c, value);
      case 'c':
        return character(c, value);
      default:
        return unsupported(c);
    }
  }

  bool unsupported(const Conversion& c) {
    // CPython reads such a byte as negative, except right after a number.
    if (bytes_ && c.code > 127 && after_digit_ != at_ - 1)
      return refuse(ExceptionKind::kOverflowError, "character argument not in range(0x110000)");
    char hex[16];
    std::snprintf(hex, sizeof hex, "0x%x", c.code);
    const uint64_t index = bytes_ ? at_ - 1 : count_code_points(format_.substr(0, at_)) - 1;
    std::string shown(1, c.code >= 32 && c.code < 127 ? static_cast<char>(c.code) : '?');
    if (bytes_ && c.code > 127) append_utf8(shown = "", c.code);
    return refuse(ExceptionKind::kValueError, str_cat("unsupported format character '", shown, "' (", hex, ") at index ", index));
  }

  // Pads to the width: sign and prefix stand before zeros.
  bool place(const Conversion& c, std::string_view sign, std::string_view prefix, std::string_view body, uint64_t body_length,
             bool zeros) {
    const int64_t length = static_cast<int64_t>(sign.size() + prefix.size() + body_length);
    const uint64_t padding = static_cast<uint64_t>(std::max<int64_t>(c.width - length, 0));
    if (!c.left && !zeros) out_.fill(' ', padding);
    out_.append(sign);
    out_.append(prefix);
    if (!c.left && zeros) out_.fill('0', padding);
    out_.append(body);
    if (c.left) out_.fill(' ', padding);
    return interp_.charge_steps((padding + body.size()) / 64);
  }

  // The bytes that %b takes. False: TypeError raised.
  bool bytes_argument(const Value& value, Value* keep, std::string_view* out) {
    if (bytes_like(value, out)) return true;
    *keep = call_special(interp_, value, "__bytes__", {});
    if (keep->is_error()) return false;
    if (!keep->is_undefined() && bytes_like(*keep, out)) return true;
    return refuse(
        ExceptionKind::kTypeError,
        str_cat("%b requires a bytes-like object, or an object that implements __bytes__, not '", value.type_name(), "'"));
  }

  bool text(const Conversion& c, const Value& value) {
    Value keep;
    std::string_view shown;
    if (bytes_ && (c.code == 's' || c.code == 'b')) {
      if (!bytes_argument(value, &keep, &shown)) return false;
    } else {
      keep = c.code == 's' ? to_str(interp_, value) : c.code == 'r' && !bytes_ ? repr(interp_, value) : ascii_of(interp_, value);
      if (keep.is_error()) return false;
      const auto* str = keep.as<StrObject>();
      if (!str) return refuse(ExceptionKind::kTypeError, "__str__ returned non-string");
      shown = str->view();
    }
    if (bytes_) {
      if (c.precision >= 0) shown = shown.substr(0, static_cast<size_t>(c.precision));
      return place(c, "", "", shown, shown.size(), false);
    }
    uint64_t length = keep.as<StrObject>()->length;
    if (c.precision >= 0 && static_cast<uint64_t>(c.precision) < length) {
      size_t pos = 0;
      for (int64_t i = 0; i < c.precision; ++i) next_code_point(shown, &pos);
      shown = shown.substr(0, pos);
      length = static_cast<uint64_t>(c.precision);
    }
    return place(c, "", "", shown, length, false);
  }

  // Ends the job when a precision cannot be filled with digits.
  bool fits(int64_t precision) {
    if (precision <= 0) return true;
    if (!interp_.heap().fits(static_cast<uint64_t>(precision) * 2)) interp_.heap().fail_over_quota();
    return interp_.charge_steps(static_cast<uint64_t>(precision) / 64);
  }

  std::string sign_of(const Conversion& c, bool negative) { return negative ? "-" : c.plus ? "+" : c.blank ? " " : ""; }

  // The int that %d and %x work on. False: raised.
  bool integer_argument(const Conversion& c, const Value& given, Value* out) {
    const Value& value = plain_number(given);
    const bool decimal = c.code == 'd' || c.code == 'i' || c.code == 'u';
    *out = value;
    if (is_integer(value)) return true;
    const Type* type = value.is_object() ? value.object()->type : nullptr;
    if (decimal && value.is_float()) {
      *out = int_from_double(interp_, value.as_float());
    } else if (decimal && type && type->to_int) {
      *out = type->to_int(interp_, value.object());
    } else if (type && type->to_index) {
      *out = type->to_index(interp_, value.object());
    } else {
      const char shown = c.code == 'i' && bytes_ ? 'd' : static_cast<char>(c.code);
      return refuse(ExceptionKind::kTypeError,
                    str_cat("%", std::string(1, shown), " format: ", decimal ? "a real number" : "an integer",
                            " is required, not ", given.type_name()));
    }
    return !out->is_error();
  }

  bool integer(const Conversion& c, const Value& given) {
    Value value;
    if (!integer_argument(c, given, &value)) return false;
    const int base = c.code == 'x' || c.code == 'X' ? 16 : c.code == 'o' ? 8 : 10;
    std::string digits;
    if (!fits(c.precision) || !int_digits(interp_, value, base, &digits)) return false;
    if (c.precision > static_cast<int64_t>(digits.size()))
      digits.insert(0, static_cast<size_t>(c.precision) - digits.size(), '0');
    if (c.code == 'X') {
      for (char& d : digits) d = static_cast<char>(std::toupper(static_cast<unsigned char>(d)));
    }
    const std::string prefix = c.alternate && base != 10 ? std::string{'0', static_cast<char>(c.code)} : "";
    return place(c, sign_of(c, is_negative_int(value)), prefix, digits, digits.size(), c.zero);
  }

  bool real(const Conversion& c, const Value& given) {
    double number;
    Value value = plain_number(given);
    if (value.is_object() && value.object()->type->to_float) value = value.object()->type->to_float(interp_, value.object());
    if (value.is_error()) return false;
    if (bytes_ && !value.is_float() && !is_integer(value))
      return refuse(ExceptionKind::kTypeError, str_cat("float argument required, not ", given.type_name()));
    if (!to_double(interp_, value, &number)) return false;
    const int64_t precision = c.precision < 0 ? 6 : c.precision;
    if (!fits(precision)) return false;
    std::string body = float_text(number, static_cast<char>(c.code | 0x20), precision, c.alternate, false);
    if (c.code < 'a') {
      for (char& d : body) d = static_cast<char>(std::toupper(static_cast<unsigned char>(d)));
    }
    return place(c, sign_of(c, std::signbit(number) && !std::isnan(number)), "", body, body.size(), c.zero);
  }

  bool character(const Conversion& c, const Value& given) {
    if (bytes_) return byte(c, given);
    if (const auto* str = given.as<StrObject>()) {
      if (str->length != 1) return refuse(ExceptionKind::kTypeError, "%c requires int or char");
      return place(c, "", "", str->view(), 1, false);
    }
    Value number = plain_number(given);
    if (number.is_object() && number.object()->type->to_index) number = number.object()->type->to_index(interp_, number.object());
    if (number.is_error()) return false;
    if (!is_integer(number)) return refuse(ExceptionKind::kTypeError, "%c requires int or char");
    if (!number.is_int_or_bool() || number.as_int() < 0 || number.as_int() > 0x10FFFF)
      return refuse(ExceptionKind::kOverflowError, "%c arg not in range(0x110000)");
    std::string text;
    append_utf8(text, static_cast<uint32_t>(number.as_int()));
    return place(c, "", "", text, 1, false);
  }

  bool byte(const Conversion& c, const Value& given) {
    std::string_view bytes;
    if (bytes_like(given, &bytes) && bytes.size() == 1) return place(c, "", "", bytes, 1, false);
    const Value& number = plain_number(given);
    if (!is_integer(number)) return refuse(ExceptionKind::kTypeError, "%c requires an integer in range(256) or a single byte");
    if (!number.is_int_or_bool() || number.as_int() < 0 || number.as_int() > 255)
      return refuse(ExceptionKind::kOverflowError, "%c arg not in range(256)");
    const char one = static_cast<char>(number.as_int());
    return place(c, "", "", {&one, 1}, 1, false);
  }

  Interpreter& interp_;
  const std::string_view format_;
  const bool bytes_;
  const Value original_;
  Value single_;                  // what a conversion takes when there is no tuple
  TupleObject* tuple_ = nullptr;  // kept alive by original_
  bool mapping_ = false, keyed_ = false;
  uint64_t used_ = 0;
  size_t at_ = 0;
  size_t after_digit_ = std::string_view::npos;  // behind the last digit of a width or precision
  TextBuilder out_;
};

}  // namespace

Value percent_format(Interpreter& interp, std::string_view format, bool bytes, const Value& args) {
  return PercentFormatter(interp, format, bytes, args).run();
}

Value ascii_of(Interpreter& interp, const Value& value) {
  Value text = repr(interp, value);
  const auto* str = text.as<StrObject>();
  if (!str || str->ascii()) return text;
  TextBuilder out(interp);
  char buffer[16];
  for (size_t pos = 0; pos < str->size;) {
    const uint32_t c = next_code_point(str->view(), &pos);
    if (c < 0x80) {
      out.append(static_cast<char>(c));
      continue;
    }
    std::snprintf(buffer, sizeof buffer, c <= 0xFF ? "\\x%02x" : c <= 0xFFFF ? "\\u%04x" : "\\U%08x", c);
    out.append(buffer);
  }
  return out.str();
}

}  // namespace interloom::lang
