#include "worker/lang/modules/json_scan.h"

#include <string>

#include "worker/lang/containers.h"
#include "worker/lang/modules/text_buffer.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang::modules {
namespace {

bool is_high(uint32_t c) { return c >= 0xD800 && c < 0xDC00; }
bool is_low(uint32_t c) { return c >= 0xDC00 && c < 0xE000; }

}  // namespace

Value JsonScanner::fail(std::string_view message, uint64_t at) {
  if (error_class_.is_undefined()) return interp_.raise(ExceptionKind::kValueError, message);
  at = std::min<uint64_t>(at, text_.size());
  if (!charge_bytes(interp_, at)) return Value::error();
  const Value args[] = {str_value(interp_.heap(), message), Value::share(&doc_),
                        Value::integer(static_cast<int64_t>(count_code_points(text_.substr(0, at))))};
  Value error = call(interp_, error_class_, Args(std::span<const Value>(args)));
  return error.is_error() ? error : interp_.raise_value(std::move(error));
}

bool JsonScanner::enter(const char* what) {
  if (++depth_ > interp_.budget().max_depth) {
    interp_.raise(ExceptionKind::kRecursionError, "maximum recursion depth exceeded while decoding a JSON ", what,
                  " from a unicode string");
    return false;
  }
  return interp_.check_native_stack() && interp_.charge_steps(2);
}

Value JsonScanner::call_hook(const Value& hook, Value argument) {
  return call(interp_, hook, Args(std::span<const Value>(&argument, 1)));
}

uint64_t JsonScanner::skip_space(uint64_t at) {
  const uint64_t from = at;
  while (!at_end(at) && (text_[at] == ' ' || text_[at] == '\n' || text_[at] == '\t' || text_[at] == '\r')) ++at;
  // When the job ends here, the next value says so.
  if (at - from > 64) charge_bytes(interp_, at - from);
  return at;
}

Value JsonScanner::scan_value(uint64_t* at) {
  if (at_end(*at)) return fail("Expecting value", *at);
  if (!interp_.charge_steps(1)) return Value::error();
  switch (text_[*at]) {
    case '"':
      ++*at;
      return scan_string(at);
    case '[':
      return scan_array(at);
    case '{':
      return scan_object(at);
    default:
      break;
  }
  if (is_digit(*at) || (is(*at, '-') && is_digit(*at + 1))) return scan_number(at);
  return scan_constant(at);
}

Value JsonScanner::scan_constant(uint64_t* at) {
  struct Constant {
    std::string_view text;
    Value value;
    bool parsed;  // by parse_constant
  };
  const double infinity = __builtin_inf();
  const Constant constants[] = {{"null", Value::none(), false},         {"true", Value::boolean(true), false},
                                {"false", Value::boolean(false), false}, {"NaN", Value::real(__builtin_nan("")), true},
                                {"Infinity", Value::real(infinity), true}, {"-Infinity", Value::real(-infinity), true}};
  for (const Constant& constant : constants) {
    if (!text_.substr(*at).starts_with(constant.text)) continue;
    *at += constant.text.size();
    if (!constant.parsed || hooks_.parse_constant.is_undefined()) return constant.value;
    return call_hook(hooks_.parse_constant, str_value(interp_.heap(), constant.text));
  }
  return fail("Expecting value", *at);
}

// REQUIRES: a digit at *at, or a minus and a digit.
Value JsonScanner::scan_number(uint64_t* at) {
  const uint64_t begin = *at;
  uint64_t end = begin + (text_[begin] == '-');
  if (text_[end] == '0') {
    ++end;
  } else {
    while (is_digit(end)) ++end;
  }
  bool real = false;
  if (is(end, '.') && is_digit(end + 1)) {
    real = true;
    for (++end; is_digit(end);) ++end;
  }
  if (is(end, 'e') || is(end, 'E')) {
    const uint64_t digits = end + 1 + (is(end + 1, '+') || is(end + 1, '-'));
    if (is_digit(digits)) {
      real = true;
      for (end = digits; is_digit(end);) ++end;
    }
  }
  *at = end;
  const std::string_view number = text_.substr(begin, end - begin);
  if (!charge_bytes(interp_, number.size())) return Value::error();
  const Value& hook = real ? hooks_.parse_float : hooks_.parse_int;
  if (!hook.is_undefined()) return call_hook(hook, str_value(interp_.heap(), number));
  return real ? parse_float(interp_, number) : parse_int(interp_, number, 10);
}

bool JsonScanner::scan_hex(uint64_t at, uint32_t* c) const {
  *c = 0;
  for (uint64_t i = at; i < at + 4; ++i) {
    if (at_end(i)) return false;
    const char h = text_[i];
    const bool digit = h >= '0' && h <= '9', letter = (h | 0x20) >= 'a' && (h | 0x20) <= 'f';
    if (!digit && !letter) return false;
    *c = *c << 4 | static_cast<uint32_t>(digit ? h - '0' : (h | 0x20) - 'a' + 10);
  }
  return true;
}

// *at is behind the backslash.
bool JsonScanner::scan_escape(uint64_t* at, uint64_t begin, uint32_t* c) {
  if (at_end(*at)) return !fail("Unterminated string starting at", begin).is_error();
  static constexpr std::string_view kLetters = "\"\\/bfnrt", kControls = "\"\\/\b\f\n\r\t";
  const char letter = text_[*at];
  if (letter != 'u') {
    const size_t known = kLetters.find(letter);
    if (known == std::string_view::npos) return !fail("Invalid \\escape", *at - 1).is_error();
    *c = static_cast<unsigned char>(kControls[known]);
    ++*at;
    return true;
  }
  // CPython wants a character behind the digits.
  if (!scan_hex(*at + 1, c) || at_end(*at + 5)) return !fail("Invalid \\uXXXX escape", *at).is_error();
  *at += 5;
  uint32_t second;
  if (is_high(*c) && is(*at, '\\') && is(*at + 1, 'u') && scan_hex(*at + 2, &second) && is_low(second) &&
      !at_end(*at + 6)) {
    *c = 0x10000 + ((*c - 0xD800) << 10) + (second - 0xDC00);
    *at += 6;
  }
  return true;
}

Value JsonScanner::scan_string(uint64_t* at) {
  const uint64_t begin = *at - 1;
  TextBuffer out(interp_);
  for (uint64_t from = *at, end = from;; from = end) {
    while (!at_end(end) && text_[end] != '"' && text_[end] != '\\' && static_cast<unsigned char>(text_[end]) >= 0x20) ++end;
    if (!charge_bytes(interp_, end - from)) return Value::error();
    if (at_end(end)) return fail("Unterminated string starting at", begin);
    const std::string_view plain = text_.substr(from, end - from);
    if (text_[end] == '"') {
      *at = end + 1;
      if (out.size() == 0) return str_value(interp_.heap(), plain);
      return out.append(plain) ? out.str() : Value::error();
    }
    if (!out.append(plain)) return Value::error();
    if (text_[end] != '\\') {
      if (hooks_.strict) return fail("Invalid control character at", end);
      if (!out.append(text_[end++])) return Value::error();
      continue;
    }
    uint32_t c;
    if (!scan_escape(&++end, begin, &c)) return Value::error();
    std::string encoded;
    append_utf8(encoded, c);
    if (!out.append(encoded)) return Value::error();
  }
}

bool JsonScanner::scan_separator(uint64_t* at, char close, bool* done) {
  *at = skip_space(*at);
  *done = is(*at, close);
  if (!*done && !is(*at, ',')) return !fail("Expecting ',' delimiter", *at).is_error();
  ++*at;
  if (!*done) *at = skip_space(*at);
  return true;
}

Value JsonScanner::scan_array(uint64_t* at) {
  if (!enter("array")) return Value::error();
  auto list = make_list(interp_.heap());
  *at = skip_space(*at + 1);
  bool done = is(*at, ']');
  if (done) ++*at;
  while (!done) {
    Value item = scan_value(at);
    if (item.is_error()) return item;
    list->append(std::move(item));
    if (!scan_separator(at, ']', &done)) return Value::error();
  }
  --depth_;
  return Value::object(std::move(list));
}

bool JsonScanner::scan_member(uint64_t* at, DictObject* dict, ListObject* pairs) {
  if (!is(*at, '"')) return !fail("Expecting property name enclosed in double quotes", *at).is_error();
  ++*at;
  Value key = scan_string(at);
  if (key.is_error()) return false;
  *at = skip_space(*at);
  if (!is(*at, ':')) return !fail("Expecting ':' delimiter", *at).is_error();
  *at = skip_space(*at + 1);
  Value value = scan_value(at);
  if (value.is_error()) return false;
  if (dict) return dict->set(interp_, std::move(key), std::move(value));
  const Value pair[] = {std::move(key), std::move(value)};
  pairs->append(Value::object(make_tuple(interp_.heap(), std::span<const Value>(pair))));
  return true;
}

Value JsonScanner::scan_object(uint64_t* at) {
  if (!enter("object")) return Value::error();
  const bool as_pairs = !hooks_.object_pairs.is_undefined();
  Ref<DictObject> dict = as_pairs ? Ref<DictObject>() : make_dict(interp_.heap());
  Ref<ListObject> pairs = as_pairs ? make_list(interp_.heap()) : Ref<ListObject>();
  *at = skip_space(*at + 1);
  bool done = is(*at, '}');
  if (done) ++*at;
  while (!done) {
    if (!scan_member(at, dict.get(), pairs.get()) || !scan_separator(at, '}', &done)) return Value::error();
  }
  --depth_;
  if (as_pairs) return call_hook(hooks_.object_pairs, Value::object(std::move(pairs)));
  Value made = Value::object(std::move(dict));
  return hooks_.object.is_undefined() ? made : call_hook(hooks_.object, std::move(made));
}

}  // namespace interloom::lang::modules
