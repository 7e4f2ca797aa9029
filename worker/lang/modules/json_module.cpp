#include "worker/lang/modules/json_module.h"

#include <string>

#include "worker/lang/function.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/modules/json_encode.h"
#include "worker/lang/modules/json_scan.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang::modules {
namespace {

struct JsonState : Object {
  Value error_class;  // undefined until json's decoder.py sets it
  static const Type kType;
};

StrObject* text_argument(Interpreter& interp, const Value& value) {
  auto* text = value.as<StrObject>();
  if (!text) interp.raise(ExceptionKind::kTypeError, "first argument must be a string, not ", value.type_name());
  return text;
}

// An index in code points as a byte offset. False: raised.
bool offset_argument(Interpreter& interp, StrObject& text, const Value& value, const char* negative, uint64_t* out) {
  int64_t index;
  if (!to_int64(interp, value, &index)) return false;
  if (index < 0) {
    interp.raise(ExceptionKind::kValueError, negative);
    return false;
  }
  *out = str_offset(interp.heap(), text, std::min<uint64_t>(static_cast<uint64_t>(index), text.length));
  return true;
}

Value with_end(Interpreter& interp, StrObject& text, Value value, uint64_t end) {
  if (value.is_error() || !charge_bytes(interp, text.ascii() ? 0 : end)) return Value::error();
  const uint64_t index = text.ascii() ? end : count_code_points(text.view().substr(0, end));
  const Value pair[] = {std::move(value), Value::integer(static_cast<int64_t>(index))};
  return Value::object(make_tuple(interp.heap(), std::span<const Value>(pair)));
}

Value hook_argument(const Value& value) { return value.is_none() ? Value::undefined() : value; }

Value scan(Interpreter& interp, JsonState& state, const Args& args) {
  if (!check_positional(interp, "scan", args, 8, 8)) return Value::error();
  auto* text = text_argument(interp, args[0]);
  uint64_t at;
  if (!text || !offset_argument(interp, *text, args[1], "idx cannot be negative", &at)) return Value::error();
  JsonHooks hooks{hook_argument(args[3]), hook_argument(args[4]), hook_argument(args[5]), hook_argument(args[6]),
                  hook_argument(args[7])};
  const int strict = truth(interp, args[2]);
  if (strict < 0) return Value::error();
  hooks.strict = strict;
  JsonScanner scanner(interp, *text, std::move(hooks), state.error_class);
  Value value = scanner.scan_value(&at);
  return with_end(interp, *text, std::move(value), at);
}

Value skip_space(Interpreter& interp, JsonState& state, const Args& args) {
  if (!check_positional(interp, "skip_space", args, 2, 2)) return Value::error();
  auto* text = text_argument(interp, args[0]);
  uint64_t from;
  if (!text || !offset_argument(interp, *text, args[1], "idx cannot be negative", &from)) return Value::error();
  const uint64_t end = JsonScanner(interp, *text, {}, state.error_class).skip_space(from);
  if (!interp.charge_steps(1)) return Value::error();
  // White space is one byte a character.
  return Value::integer(std::min<int64_t>(args[1].as_int(), static_cast<int64_t>(text->length)) + static_cast<int64_t>(end - from));
}

Value scanstring(Interpreter& interp, JsonState& state, const Args& args) {
  static constexpr const char* kNames[] = {"string", "end", "strict"};
  const Value* bound[3];
  if (!bind_args(interp, {.function = "scanstring", .names = kNames, .required = 2}, args, bound)) return Value::error();
  auto* text = text_argument(interp, *bound[0]);
  uint64_t at;
  if (!text || !offset_argument(interp, *text, *bound[1], "end is out of bounds", &at)) return Value::error();
  if (bound[1]->is_int() && bound[1]->as_int() > static_cast<int64_t>(text->length))
    return interp.raise(ExceptionKind::kValueError, "end is out of bounds");
  JsonHooks hooks;
  const int strict = bound[2] ? truth(interp, *bound[2]) : 1;
  if (strict < 0) return Value::error();
  hooks.strict = strict;
  JsonScanner scanner(interp, *text, std::move(hooks), state.error_class);
  Value value = scanner.scan_string(&at);
  return with_end(interp, *text, std::move(value), at);
}

Value set_error_class(Interpreter& interp, JsonState& state, const Args& args) {
  if (!check_positional(interp, "set_error_class", args, 1, 1)) return Value::error();
  state.error_class = args[0];
  return Value::none();
}

// None, a number of spaces, or a text for each level.
bool indent_argument(Interpreter& interp, const Value& value, JsonStyle* style) {
  style->indented = !value.is_none();
  if (!style->indented) return true;
  if (const auto* text = value.as<StrObject>()) {
    style->indent = text->view();
    return charge_bytes(interp, text->size);
  }
  if (!is_integer(value)) {
    interp.raise(ExceptionKind::kTypeError, "can't multiply sequence by non-int of type '", value.type_name(), "'");
    return false;
  }
  int64_t spaces;
  if (!to_int64(interp, value, &spaces)) return false;
  if (spaces > 0 && !charge_bytes(interp, static_cast<uint64_t>(spaces))) return false;
  if (spaces > 0 && !interp.heap().fits(static_cast<uint64_t>(spaces))) interp.heap().fail_over_quota();
  style->indent.assign(static_cast<size_t>(std::max<int64_t>(spaces, 0)), ' ');
  return true;
}

bool separator_argument(Interpreter& interp, const Value& value, int number, std::string* out) {
  if (const auto* text = value.as<StrObject>()) {
    *out = text->view();
    return charge_bytes(interp, text->size);
  }
  interp.raise(ExceptionKind::kTypeError, "make_encoder() argument ", number, " must be str, not ", value.type_name());
  return false;
}

Value encode(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "encode", args, 10, 10)) return Value::error();
  JsonStyle style;
  bool* const flags[] = {&style.skip_keys, &style.ascii, &style.check_circular, &style.allow_nan};
  for (uint32_t i = 0; i < 4; ++i) {
    const int flag = truth(interp, args[i + 1]);
    if (flag < 0) return Value::error();
    *flags[i] = flag;
  }
  const int sorted = truth(interp, args[9]);
  if (sorted < 0) return Value::error();
  style.sort_keys = sorted;
  if (!indent_argument(interp, args[5], &style) || !separator_argument(interp, args[7], 5, &style.key_separator) ||
      !separator_argument(interp, args[6], 6, &style.item_separator))
    return Value::error();
  style.fallback = hook_argument(args[8]);
  JsonEncoder encoder(interp, style);
  return encoder.encode(args[0]) ? encoder.str() : Value::error();
}

template <bool kAscii>
Value encode_string(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, kAscii ? "encode_basestring_ascii" : "encode_basestring", args, 1, 1)) return Value::error();
  auto* text = text_argument(interp, args[0]);
  TextBuffer out(interp);
  return text && append_json_string(out, text->view(), kAscii) ? out.str() : Value::error();
}

bool init(Interpreter& interp, ModuleObject& module) {
  const auto state = interp.heap().make<JsonState>();
  auto add = [&](const char* name, Value (*run)(Interpreter&, JsonState&, const Args&)) {
    module.add(interp, name, native_closure(interp.heap(), name, [state, run](Interpreter& in, const Args& args) {
                 return run(in, *state, args);
               }));
  };
  add("scan", scan);
  add("skip_space", skip_space);
  add("scanstring", scanstring);
  add("set_error_class", set_error_class);
  module.add(interp, "encode", native_function(interp.heap(), "encode", encode));
  module.add(interp, "encode_basestring", native_function(interp.heap(), "encode_basestring", encode_string<false>));
  module.add(interp, "encode_basestring_ascii", native_function(interp.heap(), "encode_basestring_ascii", encode_string<true>));
  return true;
}

const Type JsonState::kType = {
    .name = "state",
    .module = "_json",
    .destroy = [](Heap&, Object* self) { static_cast<JsonState*>(self)->~JsonState(); },
};

}  // namespace

const NativeModule kJsonModule = {"_json", init};

}  // namespace interloom::lang::modules
