// The table of str's methods, its constructor, and the few that belong to no topic.
#include "worker/lang/str_methods.h"

#include "worker/lang/builtin_methods.h"
#include "worker/lang/bytes_ops.h"
#include "worker/lang/codec.h"
#include "worker/lang/containers.h"
#include "worker/lang/format.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

Value format_method(Interpreter& interp, const Value& self, const Args& args) {
  const std::span<const Value> positional = args.positional();
  Value mapping = Value::none();
  if (args.keyword_count) {
    auto dict = make_dict(interp.heap());
    for (uint32_t i = 0; i < args.keyword_count; ++i) {
      if (!dict->set(interp, args.names[i], args.keyword_value(i))) return Value::error();
    }
    mapping = Value::object(std::move(dict));
  }
  return format_template(interp, str_self(self).view(), &positional, mapping);
}

Value format_map(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "str.format_map", args, 1, 1)) return Value::error();
  return format_template(interp, str_self(self).view(), nullptr, args[0]);
}

Value encode(Interpreter& interp, const Value& self, const Args& args) {
  static constexpr const char* kNames[] = {"encoding", "errors"};
  const Value* out[2];
  std::string_view encoding = "utf-8", errors = "strict";
  if (!bind_args(interp, {.function = "encode", .names = kNames}, args, out) ||
      !codec_argument(interp, "encode", "encoding", out[0], &encoding) ||
      !codec_argument(interp, "encode", "errors", out[1], &errors))
    return Value::error();
  return encode_str(interp, self, encoding, errors);
}

Value getnewargs(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "str.__getnewargs__", args, 0, 0)) return Value::error();
  const Value text = same_str(interp, self);
  return Value::object(make_tuple(interp.heap(), std::span(&text, 1)));
}

// str(bytes, encoding, errors).
Value decode_argument(Interpreter& interp, const Value& object, std::string_view encoding, std::string_view errors) {
  if (object.is<StrObject>()) return interp.raise(ExceptionKind::kTypeError, "decoding str is not supported");
  std::string_view bytes;
  if (!bytes_like(object, &bytes))
    return interp.raise(ExceptionKind::kTypeError, "decoding to str: need a bytes-like object, ", object.type_name(), " found");
  return decode_bytes(interp, object, bytes, encoding, errors);
}

}  // namespace

Value same_str(Interpreter& interp, const Value& self) {
  return self.exact<StrObject>() ? self : make_str_of(interp, StrObject::kType, str_self(self));
}

Value make_str_of(Interpreter& interp, const Type& type, const StrObject& text) {
  return Value::object(interp.heap().make_typed_sized<StrObject>(type, text.size, text.view(), text.length));
}

Value construct_str(Interpreter& interp, const Type& type, const Args& args) {
  static constexpr const char* kNames[] = {"object", "encoding", "errors"};
  const Value* out[3];
  std::string_view encoding = "utf-8", errors = "strict";
  if (!bind_args(interp, {.function = "str", .names = kNames}, args, out) ||
      !codec_argument(interp, "str", "encoding", out[1], &encoding) || !codec_argument(interp, "str", "errors", out[2], &errors))
    return Value::error();
  Value text = !out[0]              ? str_value(interp.heap(), "")
               : (out[1] || out[2]) ? decode_argument(interp, *out[0], encoding, errors)
                                    : to_str(interp, *out[0]);
  if (text.is_error() || &type == &StrObject::kType) return text;
  const auto* str = text.as<StrObject>();
  return str ? make_str_of(interp, type, *str) : text;
}

const Method kStrMethods[] = {
    {"__format__", str_format_method},
    {"__getnewargs__", getnewargs},
    {"capitalize", str_capitalize},
    {"casefold", str_casefold},
    {"center", str_center},
    {"count", str_count},
    {"encode", encode},
    {"endswith", str_endswith},
    {"expandtabs", str_expandtabs},
    {"find", str_find},
    {"format", format_method},
    {"format_map", format_map},
    {"index", str_index},
    {"isalnum", str_isalnum},
    {"isalpha", str_isalpha},
    {"isascii", str_isascii},
    {"isdecimal", str_isdecimal},
    {"isdigit", str_isdigit},
    {"isidentifier", str_isidentifier},
    {"islower", str_islower},
    {"isnumeric", str_isnumeric},
    {"isprintable", str_isprintable},
    {"isspace", str_isspace},
    {"istitle", str_istitle},
    {"isupper", str_isupper},
    {"join", str_join},
    {"ljust", str_ljust},
    {"lower", str_lower},
    {"lstrip", str_lstrip},
    {"maketrans", str_maketrans, MethodKind::kStatic},
    {"partition", str_partition},
    {"removeprefix", str_removeprefix},
    {"removesuffix", str_removesuffix},
    {"replace", str_replace},
    {"rfind", str_rfind},
    {"rindex", str_rindex},
    {"rjust", str_rjust},
    {"rpartition", str_rpartition},
    {"rsplit", str_rsplit},
    {"rstrip", str_rstrip},
    {"split", str_split},
    {"splitlines", str_splitlines},
    {"startswith", str_startswith},
    {"strip", str_strip},
    {"swapcase", str_swapcase},
    {"title", str_title},
    {"translate", str_translate},
    {"upper", str_upper},
    {"zfill", str_zfill},
    {nullptr, nullptr},
};

}  // namespace interloom::lang
