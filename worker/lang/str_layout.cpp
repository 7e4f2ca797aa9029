// Methods of str that pad, expand and translate.
#include <algorithm>

#include "worker/lang/containers.h"
#include "worker/lang/iterators.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/str_methods.h"
#include "worker/lang/text_builder.h"

namespace interloom::lang {
namespace {

// Arguments of center, ljust and rjust: what is missing to the width, and the fill.
bool padding_arguments(Interpreter& interp, const Value& self, const Args& args, const char* name, int64_t* missing,
                       uint32_t* fill) {
  if (!check_positional(interp, name, args, 1, 2)) return false;
  int64_t width;
  if (!to_int64(interp, args[0], &width)) return false;
  *fill = ' ';
  if (args.size() == 2) {
    const auto* str = args[1].as<StrObject>();
    if (!str) {
      interp.raise(ExceptionKind::kTypeError, "The fill character must be a unicode character, not ", args[1].type_name());
      return false;
    }
    if (str->length != 1) {
      interp.raise(ExceptionKind::kTypeError, "The fill character must be exactly one character long");
      return false;
    }
    size_t pos = 0;
    *fill = next_code_point(str->view(), &pos);
  }
  *missing = std::max<int64_t>(width - static_cast<int64_t>(str_self(self).length), 0);
  return true;
}

// What a translation table says of a code point: undefined when it has no entry.
Value table_entry(Interpreter& interp, const Value& table, uint32_t c) {
  const Value key = Value::integer(c);
  if (auto* dict = table.exact<DictObject>()) {
    bool failed = false;
    const Value* found = dict->find(interp, key, &failed);
    return failed ? Value::error() : found ? *found : Value::undefined();
  }
  Value out = get_item(interp, table, key);
  if (!out.is_error() || interp.stopping()) return out;
  if (!is_subtype(interp.exception().type(), &exception_type(ExceptionKind::kLookupError))) return out;
  interp.take_exception();
  return Value::undefined();
}

bool append_translated(Interpreter& interp, TextBuilder& out, const Value& table, uint32_t c) {
  const Value entry = table_entry(interp, table, c);
  if (entry.is_error()) return false;
  if (entry.is_undefined()) {
    out.append_code_point(c);
  } else if (const auto* str = entry.as<StrObject>()) {
    out.append(str->view());
  } else if (is_integer(entry)) {
    if (!entry.is_int_or_bool() || entry.as_int() < 0 || entry.as_int() > 0x10FFFF) {
      interp.raise(ExceptionKind::kValueError, "character mapping must be in range(0x110000)");
      return false;
    }
    out.append_code_point(static_cast<uint32_t>(entry.as_int()));
  } else if (!entry.is_none()) {
    interp.raise(ExceptionKind::kTypeError, "character mapping must return integer, None or str");
    return false;
  }
  return true;
}

Value table_of_dict(Interpreter& interp, const Value& given) {
  auto* from = given.as<DictObject>();
  if (!from) return interp.raise(ExceptionKind::kTypeError, "if you give only one argument to maketrans it must be a dict");
  auto table = make_dict(interp.heap());
  uint64_t position = 0;
  while (const DictObject::Entry* entry = from->next(&position)) {
    Value key = entry->key;
    if (const auto* str = key.as<StrObject>()) {
      if (str->length != 1) return interp.raise(ExceptionKind::kValueError, "string keys in translate table must be of length 1");
      size_t pos = 0;
      key = Value::integer(next_code_point(str->view(), &pos));
    } else if (!is_integer(key)) {
      return interp.raise(ExceptionKind::kTypeError, "keys in translate table must be strings or integers");
    }
    if (!interp.charge_steps(1) || !table->set(interp, key, entry->value)) return Value::error();
  }
  return Value::object(std::move(table));
}

}  // namespace

Value str_center(Interpreter& interp, const Value& self, const Args& args) {
  int64_t missing;
  uint32_t fill;
  if (!padding_arguments(interp, self, args, "center", &missing, &fill)) return Value::error();
  if (missing == 0) return same_str(interp, self);
  // An odd rest goes to the left when the width is odd.
  const int64_t left = missing / 2 + (missing & (missing + static_cast<int64_t>(str_self(self).length)) & 1);
  return padded_str(interp, str_self(self).view(), fill, left, missing - left);
}

Value str_ljust(Interpreter& interp, const Value& self, const Args& args) {
  int64_t missing;
  uint32_t fill;
  if (!padding_arguments(interp, self, args, "ljust", &missing, &fill)) return Value::error();
  return missing ? padded_str(interp, str_self(self).view(), fill, 0, missing) : same_str(interp, self);
}

Value str_rjust(Interpreter& interp, const Value& self, const Args& args) {
  int64_t missing;
  uint32_t fill;
  if (!padding_arguments(interp, self, args, "rjust", &missing, &fill)) return Value::error();
  return missing ? padded_str(interp, str_self(self).view(), fill, missing, 0) : same_str(interp, self);
}

Value str_zfill(Interpreter& interp, const Value& self, const Args& args) {
  int64_t width;
  if (!check_positional(interp, "str.zfill", args, 1, 1) || !to_int64(interp, args[0], &width)) return Value::error();
  const StrObject& str = str_self(self);
  if (width <= static_cast<int64_t>(str.length)) return same_str(interp, self);
  TextBuilder out(interp);
  const bool sign = str.size && (str.data()[0] == '+' || str.data()[0] == '-');
  if (sign) out.append(str.data()[0]);
  out.fill('0', static_cast<uint64_t>(width) - str.length);
  out.append(str.view().substr(sign));
  return out.str();
}

Value str_expandtabs(Interpreter& interp, const Value& self, const Args& args) {
  static constexpr const char* kNames[] = {"tabsize"};
  const Value* given[1];
  int64_t size = 8;
  if (!bind_args(interp, {.function = "expandtabs", .names = kNames}, args, given)) return Value::error();
  if (given[0] && !to_int64(interp, *given[0], &size)) return Value::error();
  if (size > INT32_MAX || size < INT32_MIN)
    return interp.raise(ExceptionKind::kOverflowError, "Python int too large to convert to C int");
  const std::string_view text = str_self(self).view();
  if (!charge_bytes(interp, text.size() * 4)) return Value::error();
  TextBuilder out(interp);
  int64_t column = 0;
  for (size_t pos = 0; pos < text.size();) {
    const uint32_t c = next_code_point(text, &pos);
    if (c == '\t') {
      const int64_t spaces = size > 0 ? size - column % size : 0;
      column += spaces;
      out.fill(' ', spaces);
      continue;
    }
    out.append_code_point(c);
    column = c == '\n' || c == '\r' ? 0 : column + 1;
  }
  return out.str();
}

Value str_translate(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "str.translate", args, 1, 1)) return Value::error();
  const std::string_view text = str_self(self).view();
  TextBuilder out(interp);
  for (size_t pos = 0; pos < text.size();) {
    if (!interp.charge_steps(1) || !append_translated(interp, out, args[0], next_code_point(text, &pos))) return Value::error();
  }
  return out.str();
}

Value str_maketrans(Interpreter& interp, const Value&, const Args& args) {
  if (!check_positional(interp, "maketrans", args, 1, 3)) return Value::error();
  if (args.size() == 1) return table_of_dict(interp, args[0]);
  const auto *from = args[0].as<StrObject>(), *to = args[1].as<StrObject>();
  if (!from)
    return interp.raise(ExceptionKind::kTypeError, "first maketrans argument must be a string if there is a second argument");
  if (!to || (args.size() == 3 && !args[2].is<StrObject>()))
    return interp.raise(ExceptionKind::kTypeError, "maketrans() argument ", to ? 3 : 2, " must be str, not ",
                        args[to ? 2 : 1].is_none() ? "None" : args[to ? 2 : 1].type_name());
  if (from->length != to->length)
    return interp.raise(ExceptionKind::kValueError, "the first two maketrans arguments must have equal length");
  auto table = make_dict(interp.heap());
  for (size_t a = 0, b = 0; a < from->size;) {
    const uint32_t key = next_code_point(from->view(), &a);
    const uint32_t value = next_code_point(to->view(), &b);
    if (!interp.charge_steps(1) || !table->set(interp, Value::integer(key), Value::integer(value))) return Value::error();
  }
  for (size_t pos = 0; args.size() == 3 && pos < args[2].as<StrObject>()->size;) {
    const uint32_t key = next_code_point(args[2].as<StrObject>()->view(), &pos);
    if (!interp.charge_steps(1) || !table->set(interp, Value::integer(key), Value::none())) return Value::error();
  }
  return Value::object(std::move(table));
}

}  // namespace interloom::lang
