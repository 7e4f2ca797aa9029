#include "worker/lang/modules/json_encode.h"

#include <algorithm>
#include <cmath>

#include "worker/lang/class.h"
#include "worker/lang/containers.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang::modules {
namespace {

void append_escape(std::string& out, uint32_t unit) {
  static constexpr char kHex[] = "0123456789abcdef";
  out += {'\\', 'u', kHex[unit >> 12 & 15], kHex[unit >> 8 & 15], kHex[unit >> 4 & 15], kHex[unit & 15]};
}

std::string escaped(uint32_t c) {
  static constexpr std::string_view kLetters = "\"\\bfnrt", kControls = "\"\\\b\f\n\r\t";
  std::string out;
  if (const size_t at = c < 0x80 ? kControls.find(static_cast<char>(c)) : std::string_view::npos; at != std::string_view::npos) {
    out = {'\\', kLetters[at]};
  } else if (c >= 0x10000) {
    append_escape(out, 0xD800 + ((c - 0x10000) >> 10));
    append_escape(out, 0xDC00 + ((c - 0x10000) & 0x3FF));
  } else {
    append_escape(out, c);
  }
  return out;
}

bool needs_escape(unsigned char c, bool ascii) { return c < 0x20 || c == '"' || c == '\\' || (ascii && c > '~'); }

}  // namespace

bool append_json_string(TextBuffer& out, std::string_view text, bool ascii) {
  if (!out.append('"')) return false;
  for (size_t at = 0; at < text.size();) {
    const size_t from = at;
    while (at < text.size() && !needs_escape(static_cast<unsigned char>(text[at]), ascii)) ++at;
    if (!out.append(text.substr(from, at - from))) return false;
    if (at < text.size() && !out.append(escaped(next_code_point(text, &at)))) return false;
  }
  return out.append('"');
}

// The same object twice on the way down would never end.
bool JsonEncoder::enter(const Value& value) {
  if (path_.size() >= static_cast<size_t>(interp_.budget().max_depth)) {
    interp_.raise(ExceptionKind::kRecursionError, "maximum recursion depth exceeded while encoding a JSON object");
    return false;
  }
  if (!interp_.check_native_stack() || !interp_.charge_steps(2 + path_.size() / 32)) return false;
  const Object* object = value.is_object() ? value.object() : nullptr;
  if (style_.check_circular && object && std::find(path_.begin(), path_.end(), object) != path_.end()) {
    interp_.raise(ExceptionKind::kValueError, "Circular reference detected");
    return false;
  }
  path_.push_back(object);
  return true;
}

void JsonEncoder::leave() {
  path_.pop_back();
}

bool JsonEncoder::new_line() {
  if (!style_.indented) return true;
  if (!out_.append('\n')) return false;
  for (size_t i = 0; i < level_; ++i) {
    if (!out_.append(style_.indent)) return false;
  }
  return interp_.charge_steps(1 + level_ / 8);
}

bool JsonEncoder::open(const Value& value, char bracket) {
  ++level_;
  return enter(value) && out_.append(bracket) && new_line();
}

bool JsonEncoder::close(char bracket) {
  --level_;
  leave();
  return new_line() && out_.append(bracket);
}

bool JsonEncoder::number_text(const Value& number, std::string* out) {
  if (!number.is_float()) {
    const Value text = int_to_str(interp_, number);
    if (text.is_error()) return false;
    *out = text.as<StrObject>()->view();
    return true;
  }
  const double x = number.as_float();
  if (std::isfinite(x)) {
    *out = repr_of_float(x);
    return true;
  }
  if (!style_.allow_nan) {
    interp_.raise(ExceptionKind::kValueError, "Out of range float values are not JSON compliant",
                  style_.indented ? ": " + repr_of_float(x) : std::string());
    return false;
  }
  *out = std::isnan(x) ? "NaN" : x > 0 ? "Infinity" : "-Infinity";
  return true;
}

bool JsonEncoder::encode(const Value& value) {
  if (value.is_none()) return out_.append("null");
  if (value.is_bool()) return out_.append(value.as_bool() ? "true" : "false");
  if (const auto* str = value.as<StrObject>()) return append_json_string(out_, str->view(), style_.ascii);
  const Value& number = plain_number(value);
  if (is_integer(number) || number.is_float()) {
    std::string text;
    return number_text(number, &text) && out_.append(text) && interp_.charge_steps(1);
  }
  if (value.is<ListObject>() || value.is<TupleObject>()) return encode_sequence(value);
  return value.is<DictObject>() ? encode_dict(value) : encode_other(value);
}

bool JsonEncoder::encode_other(const Value& value) {
  if (style_.fallback.is_undefined()) {
    interp_.raise(ExceptionKind::kTypeError, "Object of type ", value.type_name(), " is not JSON serializable");
    return false;
  }
  if (!enter(value)) return false;
  const Value made = call(interp_, style_.fallback, Args(std::span<const Value>(&value, 1)));
  if (made.is_error() || !encode(made)) return false;
  leave();
  return true;
}

// Items are asked for one by one: a fallback may change the list meanwhile.
bool JsonEncoder::encode_sequence(const Value& value) {
  auto span = [&]() -> std::span<Value> {
    if (auto* list = value.as<ListObject>()) return list->span();
    return value.as<TupleObject>()->span();
  };
  if (span().empty()) return out_.append("[]");
  if (!open(value, '[')) return false;
  for (size_t i = 0; i < span().size(); ++i) {
    const Value item = span()[i];
    if (i > 0 && (!out_.append(style_.item_separator) || !new_line())) return false;
    if (!encode(item)) return false;
  }
  return close(']');
}

bool JsonEncoder::encode_key(const Value& key, bool* skipped) {
  *skipped = false;
  if (const auto* str = key.as<StrObject>()) return append_json_string(out_, str->view(), style_.ascii);
  std::string text;
  const Value& number = plain_number(key);
  if (key.is_none() || key.is_bool()) {
    text = key.is_none() ? "null" : key.as_bool() ? "true" : "false";
  } else if (is_integer(number) || number.is_float()) {
    if (!number_text(number, &text)) return false;
  } else if (style_.skip_keys) {
    *skipped = true;
    return true;
  } else {
    interp_.raise(ExceptionKind::kTypeError, "keys must be str, int, float, bool or None, not ", key.type_name());
    return false;
  }
  return append_json_string(out_, text, style_.ascii);
}

bool JsonEncoder::encode_dict(const Value& value) {
  auto* dict = value.as<DictObject>();
  if (dict->size == 0) return out_.append("{}");
  auto items = make_list(interp_.heap());
  if (value.exact<DictObject>()) {
    items->reserve(dict->size);
    uint64_t position = 0;
    while (DictObject::Entry* entry = dict->next(&position)) {
      const Value pair[] = {entry->key, entry->value};
      items->append(Value::object(make_tuple(interp_.heap(), std::span<const Value>(pair))));
    }
    if (!interp_.charge_steps(dict->size / 2)) return false;
  } else {
    const Value method = get_attr(interp_, value, "items");
    const Value made = method.is_error() ? method : call(interp_, method, Args());
    if (made.is_error() || !extend_list(interp_, *items, made)) return false;
  }
  if (style_.sort_keys && !sort_list(interp_, *items, Value::none(), false)) return false;
  // CPython's indented writer begins a line even when every key is skipped; so does this.
  return open(value, '{') && encode_items(*items) && close('}');
}

bool JsonEncoder::encode_items(ListObject& items) {
  bool first = true;
  for (uint64_t i = 0; i < items.size; ++i) {
    auto* pair = items.items[i].as<TupleObject>();
    if (!pair || pair->size != 2) {
      interp_.raise(ExceptionKind::kValueError, "items must return 2-tuples");
      return false;
    }
    bool skipped = false;
    const size_t before = out_.size();
    if (!first && (!out_.append(style_.item_separator) || !new_line())) return false;
    if (!encode_key(pair->items()[0], &skipped)) return false;
    if (skipped) {
      out_.shrink(before);
      continue;
    }
    first = false;
    if (!out_.append(style_.key_separator) || !encode(pair->items()[1])) return false;
  }
  return true;
}

}  // namespace interloom::lang::modules
