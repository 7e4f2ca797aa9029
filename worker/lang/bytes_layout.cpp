// Methods of bytes and bytearray that pad, translate, decode and write as hexadecimal text.
#include <algorithm>
#include <array>

#include "worker/lang/bytes_ops.h"
#include "worker/lang/class.h"
#include "worker/lang/codec.h"
#include "worker/lang/iterators.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/text_builder.h"
#include "worker/lang/unicode.h"

namespace interloom::lang {
namespace {

// left: part of the padding that goes to the left, given the padding and the width.
template <class Left>
Value pad(Interpreter& interp, const Value& self, const Args& args, const char* name, Left left) {
  int64_t width;
  if (!check_positional(interp, name, args, 1, 2) || !to_int64(interp, args[0], &width)) return Value::error();
  std::string_view fill = " ";
  if (args.size() == 2 && (!bytes_like(args[1], &fill) || fill.size() != 1)) {
    return interp.raise(ExceptionKind::kTypeError, name, "() argument 2 must be a byte string of length 1, not ",
                        args[1].is_none() ? "None" : args[1].type_name());
  }
  const std::string_view bytes = bytes_self(self);
  const int64_t missing = std::max<int64_t>(width - static_cast<int64_t>(bytes.size()), 0);
  const int64_t before = left(missing, width);
  TextBuilder out(interp);
  const std::string one(fill);  // fill may be self's own memory
  auto add = [&](int64_t count) {
    out.reserve(static_cast<uint64_t>(count));
    out.text().append(static_cast<size_t>(count), one[0]);
  };
  if (missing > static_cast<int64_t>(Heap::kMaxQuota)) interp.heap().fail_over_quota();
  add(before);
  out.append(bytes);
  add(missing - before);
  if (!charge_bytes(interp, out.view().size())) return Value::error();
  return make_like(interp, self, out.view());
}

int hex_digit(uint32_t c) {
  if (c >= '0' && c <= '9') return static_cast<int>(c - '0');
  const uint32_t low = c | 0x20;
  return c < 0x80 && low >= 'a' && low <= 'f' ? static_cast<int>(low - 'a' + 10) : -1;
}

bool hex_separator(Interpreter& interp, const Value& given, std::string* out) {
  std::string_view text;
  uint64_t length;
  if (const auto* str = given.as<StrObject>()) {
    text = str->view();
    length = str->length;
  } else if (bytes_like(given, &text)) {
    length = text.size();
  } else {
    if (length_of(interp, given) >= 0) interp.raise(ExceptionKind::kTypeError, "sep must be str or bytes.");
    return false;
  }
  if (length != 1 || static_cast<unsigned char>(text[0]) >= 0x80) {
    interp.raise(ExceptionKind::kValueError, length != 1 ? "sep must be length 1." : "sep must be ASCII.");
    return false;
  }
  *out = text;
  return true;
}

}  // namespace

Value bytes_center(Interpreter& i, const Value& s, const Args& a) {
  return pad(i, s, a, "center", [](int64_t missing, int64_t width) { return missing / 2 + (missing & width & 1); });
}
Value bytes_ljust(Interpreter& i, const Value& s, const Args& a) {
  return pad(i, s, a, "ljust", [](int64_t, int64_t) -> int64_t { return 0; });
}
Value bytes_rjust(Interpreter& i, const Value& s, const Args& a) {
  return pad(i, s, a, "rjust", [](int64_t missing, int64_t) { return missing; });
}

Value bytes_zfill(Interpreter& interp, const Value& self, const Args& args) {
  const std::string name = str_cat(self.type_name(), ".zfill");
  int64_t width;
  if (!check_positional(interp, name.c_str(), args, 1, 1) || !to_int64(interp, args[0], &width)) return Value::error();
  const std::string_view bytes = bytes_self(self);
  TextBuilder out(interp);
  const bool sign = !bytes.empty() && (bytes[0] == '+' || bytes[0] == '-');
  out.append(bytes.substr(0, sign));
  out.fill('0', static_cast<uint64_t>(std::max<int64_t>(width - static_cast<int64_t>(bytes.size()), 0)));
  out.append(bytes.substr(sign));
  if (!charge_bytes(interp, out.view().size())) return Value::error();
  return make_like(interp, self, out.view());
}

Value bytes_expandtabs(Interpreter& interp, const Value& self, const Args& args) {
  static constexpr const char* kNames[] = {"tabsize"};
  const Value* given[1];
  int64_t size = 8;
  if (!bind_args(interp, {.function = "expandtabs", .names = kNames}, args, given)) return Value::error();
  if (given[0] && !to_int64(interp, *given[0], &size)) return Value::error();
  if (size > INT32_MAX || size < INT32_MIN)
    return interp.raise(ExceptionKind::kOverflowError, "Python int too large to convert to C int");
  TextBuilder out(interp);
  int64_t column = 0;
  for (char c : bytes_self(self)) {
    if (c == '\t') {
      const int64_t spaces = size > 0 ? size - column % size : 0;
      column += spaces;
      out.fill(' ', static_cast<uint64_t>(spaces));
      continue;
    }
    out.append(c);
    column = c == '\n' || c == '\r' ? 0 : column + 1;
  }
  if (!charge_bytes(interp, out.view().size() * 4)) return Value::error();
  return make_like(interp, self, out.view());
}

Value bytes_translate(Interpreter& interp, const Value& self, const Args& args) {
  static constexpr const char* kNames[] = {"table", "delete"};
  const Value* given[2];
  if (!bind_args(interp, {.function = "translate", .names = kNames, .required = 1, .positional_only = 1}, args, given))
    return Value::error();
  std::string_view table, removed;
  if (!given[0]->is_none() && !need_bytes(interp, *given[0], &table)) return Value::error();
  if (!given[0]->is_none() && table.size() != 256)
    return interp.raise(ExceptionKind::kValueError, "translation table must be 256 characters long");
  if (given[1] && !need_bytes(interp, *given[1], &removed)) return Value::error();
  std::array<bool, 256> drop{};
  for (char c : removed) drop[static_cast<unsigned char>(c)] = true;
  std::string out;
  for (char raw : bytes_self(self)) {
    const unsigned char c = static_cast<unsigned char>(raw);
    if (!drop[c]) out += table.empty() ? raw : table[c];
  }
  if (!charge_bytes(interp, bytes_self(self).size() * 2 + removed.size())) return Value::error();
  return make_like(interp, self, out);
}

Value bytes_maketrans(Interpreter& interp, const Value&, const Args& args) {
  std::string_view from, to;
  if (!check_positional(interp, "maketrans", args, 2, 2) || !need_bytes(interp, args[0], &from) ||
      !need_bytes(interp, args[1], &to))
    return Value::error();
  if (from.size() != to.size()) return interp.raise(ExceptionKind::kValueError, "maketrans arguments must have same length");
  std::string table(256, '\0');
  for (int i = 0; i < 256; ++i) table[static_cast<size_t>(i)] = static_cast<char>(i);
  for (size_t i = 0; i < from.size(); ++i) table[static_cast<unsigned char>(from[i])] = to[i];
  if (!charge_bytes(interp, from.size())) return Value::error();
  return Value::object(make_bytes(interp.heap(), table));
}

Value bytes_decode(Interpreter& interp, const Value& self, const Args& args) {
  static constexpr const char* kNames[] = {"encoding", "errors"};
  const Value* out[2];
  std::string_view encoding = "utf-8", errors = "strict";
  if (!bind_args(interp, {.function = "decode", .names = kNames}, args, out) ||
      !codec_argument(interp, "decode", "encoding", out[0], &encoding) ||
      !codec_argument(interp, "decode", "errors", out[1], &errors))
    return Value::error();
  return decode_bytes(interp, self, bytes_self(self), encoding, errors);
}

Value bytes_hex(Interpreter& interp, const Value& self, const Args& args) {
  static constexpr const char* kNames[] = {"sep", "bytes_per_sep"};
  const Value* given[2];
  std::string separator;
  int64_t group = 1;
  if (!bind_args(interp, {.function = "hex", .names = kNames}, args, given)) return Value::error();
  if (given[1] && !to_int64(interp, *given[1], &group)) return Value::error();
  if (given[0] && !hex_separator(interp, *given[0], &separator)) return Value::error();
  const std::string_view bytes = bytes_self(self);
  if (!charge_bytes(interp, bytes.size() * 4)) return Value::error();
  TextBuilder out(interp);
  for (size_t i = 0; i < bytes.size(); ++i) {
    // Positive groups count from the right end, negative from the left.
    const uint64_t size = static_cast<uint64_t>(group < 0 ? -group : group);
    const bool border = size && i && (group > 0 ? (bytes.size() - i) % size == 0 : i % size == 0);
    if (border) out.append(separator);
    const unsigned char b = static_cast<unsigned char>(bytes[i]);
    out.append("0123456789abcdef"[b >> 4]);
    out.append("0123456789abcdef"[b & 15]);
  }
  return out.str();
}

Value bytes_fromhex(Interpreter& interp, const Value& self, const Args& args) {
  auto* cls = self.as<TypeObject>();
  const bool array = cls ? is_subtype(cls->described, &BytearrayObject::kType) : self.is<BytearrayObject>();
  if (!check_positional(interp, array ? "bytearray.fromhex" : "bytes.fromhex", args, 1, 1)) return Value::error();
  const auto* str = args[0].as<StrObject>();
  if (!str) {
    return interp.raise(ExceptionKind::kTypeError, "fromhex() argument must be str, not ",
                        args[0].is_none() ? "None" : args[0].type_name());
  }
  if (!charge_bytes(interp, str->size * 4)) return Value::error();
  std::string out;
  const std::string_view text = str->view();
  uint64_t index = 0;  // of code points, for the message
  int high = -1;
  for (size_t pos = 0; pos <= text.size(); ++index) {
    const uint32_t c = pos < text.size() ? next_code_point(text, &pos) : (++pos, uint32_t{0});
    const bool at_end = pos > text.size();
    if (high < 0 && (at_end || (c < 0x80 && is_space(c) && c < 0x1c) || c == ' ')) continue;
    const int digit = at_end ? -1 : hex_digit(c);
    if (digit < 0)
      return interp.raise(ExceptionKind::kValueError, "non-hexadecimal number found in fromhex() arg at position ", index);
    if (high >= 0) out += static_cast<char>(high << 4 | digit);
    high = high >= 0 ? -1 : digit;
  }
  Value made = array ? make_bytearray(interp, BytearrayObject::kType, out) : Value::object(make_bytes(interp.heap(), out));
  return cls && cls->is_user_class() ? call(interp, self, Args(std::span(&made, 1))) : made;
}

}  // namespace interloom::lang
