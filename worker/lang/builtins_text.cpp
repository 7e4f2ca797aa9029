// Builtin functions about text: print, repr, ascii, format, chr, ord.
#include <string>

#include "worker/lang/builtins.h"
#include "worker/lang/class.h"
#include "worker/lang/format.h"
#include "worker/lang/native_help.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/range.h"

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

// print(..., file=f): every piece through f.write, as CPython passes them.
bool print_to(Interpreter& interp, const Value& file, std::span<const Value> items, std::string_view between,
              std::string_view end) {
  const Value write = get_attr(interp, file, "write");
  if (write.is_error()) return false;
  auto put = [&](const Value& text) { return !text.is_error() && !call(interp, write, Args(std::span(&text, 1))).is_error(); };
  for (size_t i = 0; i < items.size(); ++i) {
    if (i && !put(str_value(interp.heap(), between))) return false;
    if (!put(to_str(interp, items[i]))) return false;
  }
  return put(str_value(interp.heap(), end));
}

Value print(Interpreter& interp, const Args& args) {
  static constexpr const char* kNames[] = {"sep", "end", "file", "flush"};
  const Value* options[4];
  if (!bind_args(interp, {.function = "print", .names = kNames, .keyword_only = 0}, keywords_of(args), options))
    return Value::error();
  std::string between, end, text;
  if (!separator(interp, options[0], "sep", " ", &between) || !separator(interp, options[1], "end", "\n", &end))
    return Value::error();
  if (options[2] && !options[2]->is_none()) {
    if (!print_to(interp, *options[2], args.positional(), between, end)) return Value::error();
    const int flush = options[3] ? truth(interp, *options[3]) : 0;
    if (flush <= 0) return flush < 0 ? Value::error() : Value::none();
    const Value method = get_attr(interp, *options[2], "flush");
    return method.is_error() || call(interp, method, Args()).is_error() ? Value::error() : Value::none();
  }
  for (uint32_t i = 0; i < args.size(); ++i) {
    if (i) text += between;
    if (!str_text(interp, args[i], &text)) return Value::error();
  }
  return interp.write_output(text += end) ? Value::none() : Value::error();
}

Value repr_builtin(Interpreter& interp, const Args& args) {
  return check_positional(interp, "repr", args, 1, 1) ? repr(interp, args[0]) : Value::error();
}

Value ascii_builtin(Interpreter& interp, const Args& args) {
  return check_positional(interp, "ascii", args, 1, 1) ? ascii_of(interp, args[0]) : Value::error();
}

Value format_builtin(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "format", args, 1, 2)) return Value::error();
  return format(interp, args[0], args.size() == 2 ? args[1] : str_value(interp.heap(), ""));
}

Value chr(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "chr", args, 1, 1)) return Value::error();
  const Value code = index_value(interp, args[0]);
  if (code.is_error()) return code;
  if (!code.is_int() || code.as_int() > INT32_MAX || code.as_int() < INT32_MIN)
    return interp.raise(ExceptionKind::kOverflowError, "Python int too large to convert to C int");
  if (code.as_int() < 0 || code.as_int() > 0x10FFFF)
    return interp.raise(ExceptionKind::kValueError, "chr() arg not in range(0x110000)");
  std::string text;
  append_utf8(text, static_cast<uint32_t>(code.as_int()));
  return str_value(interp.heap(), text);
}

Value ord(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "ord", args, 1, 1)) return Value::error();
  uint64_t length;
  if (const auto* str = args[0].as<StrObject>()) {
    size_t at = 0;
    if (str->length == 1) return Value::integer(next_code_point(str->view(), &at));
    length = str->length;
  } else if (const auto* bytes = args[0].as<BytesObject>()) {
    if (bytes->size == 1) return Value::integer(static_cast<uint8_t>(bytes->view()[0]));
    length = bytes->size;
  } else {
    return interp.raise(ExceptionKind::kTypeError, "ord() expected string of length 1, but ", args[0].type_name(), " found");
  }
  return interp.raise(ExceptionKind::kTypeError, "ord() expected a character, but string of length ", length, " found");
}

constexpr BuiltinFunction kFunctions[] = {
    {"ascii", ascii_builtin}, {"chr", chr}, {"format", format_builtin}, {"ord", ord}, {"print", print}, {"repr", repr_builtin},
};

}  // namespace

std::span<const BuiltinFunction> text_builtins() { return kFunctions; }

}  // namespace interloom::lang
