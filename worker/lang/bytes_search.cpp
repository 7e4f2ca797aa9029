// Methods of bytes and bytearray that look for other bytes.
#include <algorithm>

#include "worker/lang/bytes_ops.h"
#include "worker/lang/containers.h"
#include "worker/lang/iterators.h"
#include "worker/lang/number.h"
#include "worker/lang/reverse_find.h"
#include "worker/lang/text_builder.h"

namespace interloom::lang {
namespace {

constexpr size_t kNone = std::string_view::npos;

struct Part {
  std::string_view bytes;
  int64_t start = 0;
  bool empty_range = false;
};

bool select_part(Interpreter& interp, const Value& self, const Args& args, const char* name, Part* out) {
  if (args.keyword_count || args.size() > 3 || args.size() == 0) {
    if (args.keyword_count) {
      interp.raise(ExceptionKind::kTypeError, self.type_name(), ".", name, "() takes no keyword arguments");
    } else {
      interp.raise(ExceptionKind::kTypeError, name, "() takes at ", args.size() ? "most 3 arguments (" : "least 1 argument (",
                   args.size(), " given)");
    }
    return false;
  }
  int64_t bounds[2] = {0, INT64_MAX};
  for (uint32_t i = 1; i < args.size(); ++i) {
    if (!args[i].is_none() && !slice_bound(interp, args[i], &bounds[i - 1], true)) return false;
  }
  const std::string_view bytes = bytes_self(self);
  const int64_t length = static_cast<int64_t>(bytes.size());
  for (int64_t& bound : bounds) {
    if (bound < 0) bound = std::max<int64_t>(bound + length, 0);
  }
  bounds[1] = std::min(bounds[1], length);
  if (!charge_bytes(interp, bytes.size())) return false;
  out->start = bounds[0];
  out->empty_range = bounds[0] > bounds[1];
  if (!out->empty_range) out->bytes = bytes.substr(bounds[0], bounds[1] - bounds[0]);
  return true;
}

// What is looked for: bytes, or one byte as an int, kept in *byte.
bool wanted_bytes(Interpreter& interp, const Value& value, unsigned char* byte, std::string_view* out) {
  if (bytes_like(value, out)) return true;
  if (!is_integer(value) && !(value.is_object() && value.type()->to_index)) {
    interp.raise(ExceptionKind::kTypeError, "argument should be integer or bytes-like object, not '", value.type_name(), "'");
    return false;
  }
  if (!need_byte(interp, value, byte)) return false;
  *out = {reinterpret_cast<const char*>(byte), 1};
  return true;
}

Value locate(Interpreter& interp, const Value& self, const Args& args, const char* name, bool from_right, bool must) {
  Part part;
  unsigned char byte;
  std::string_view wanted;
  if (!select_part(interp, self, args, name, &part) || !wanted_bytes(interp, args[0], &byte, &wanted)) return Value::error();
  size_t at = kNone;
  if (!part.empty_range && wanted.empty()) {
    at = from_right ? part.bytes.size() : 0;
  } else if (!part.empty_range) {
    at = from_right ? ReverseFinder(part.bytes, wanted).find_before(part.bytes.size()) : find_bytes(part.bytes, wanted);
  }
  if (at != kNone) return Value::integer(part.start + static_cast<int64_t>(at));
  return must ? interp.raise(ExceptionKind::kValueError, "subsection not found") : Value::integer(-1);
}

Value starts_or_ends(Interpreter& interp, const Value& self, const Args& args, bool starts, const char* name) {
  Part part;
  if (!select_part(interp, self, args, name, &part)) return Value::error();
  auto matches = [&](std::string_view s) {
    return !part.empty_range && (starts ? part.bytes.starts_with(s) : part.bytes.ends_with(s));
  };
  std::string_view one;
  if (bytes_like(args[0], &one)) return Value::boolean(matches(one));
  auto* tuple = args[0].as<TupleObject>();
  if (!tuple) {
    return interp.raise(ExceptionKind::kTypeError, name, " first arg must be bytes or a tuple of bytes, not ",
                        args[0].type_name());
  }
  for (const Value& item : tuple->span()) {
    if (!need_bytes(interp, item, &one) || !charge_bytes(interp, one.size() + 64)) return Value::error();
    if (matches(one)) return Value::boolean(true);
  }
  return Value::boolean(false);
}

Value partition_at(Interpreter& interp, const Value& self, const Args& args, bool from_right) {
  const std::string name = str_cat(self.type_name(), from_right ? ".rpartition" : ".partition");
  std::string_view separator;
  if (!check_positional(interp, name.c_str(), args, 1, 1) || !need_bytes(interp, args[0], &separator)) return Value::error();
  if (separator.empty()) return interp.raise(ExceptionKind::kValueError, "empty separator");
  const std::string_view bytes = bytes_self(self);
  if (!charge_bytes(interp, bytes.size())) return Value::error();
  const size_t at = from_right ? ReverseFinder(bytes, separator).find_before(bytes.size()) : find_bytes(bytes, separator);
  auto out = make_tuple(interp.heap(), 3);
  for (int i = 0; i < 3; ++i) out->items()[i] = make_like(interp, self, "");
  if (at == kNone) {
    out->items()[from_right ? 2 : 0] = make_like(interp, self, bytes);
  } else {
    out->items()[0] = make_like(interp, self, bytes.substr(0, at));
    out->items()[1] = make_like(interp, self, separator);
    out->items()[2] = make_like(interp, self, bytes.substr(at + separator.size()));
  }
  return Value::object(std::move(out));
}

Value remove_affix(Interpreter& interp, const Value& self, const Args& args, bool prefix) {
  const std::string name = str_cat(self.type_name(), prefix ? ".removeprefix" : ".removesuffix");
  std::string_view affix;
  if (!check_positional(interp, name.c_str(), args, 1, 1) || !need_bytes(interp, args[0], &affix)) return Value::error();
  const std::string_view bytes = bytes_self(self);
  if (!charge_bytes(interp, bytes.size())) return Value::error();
  if (!(prefix ? bytes.starts_with(affix) : bytes.ends_with(affix))) return make_like(interp, self, bytes);
  return make_like(interp, self, prefix ? bytes.substr(affix.size()) : bytes.substr(0, bytes.size() - affix.size()));
}

}  // namespace

Value bytes_find(Interpreter& i, const Value& s, const Args& a) { return locate(i, s, a, "find", false, false); }
Value bytes_rfind(Interpreter& i, const Value& s, const Args& a) { return locate(i, s, a, "rfind", true, false); }
Value bytes_index(Interpreter& i, const Value& s, const Args& a) { return locate(i, s, a, "index", false, true); }
Value bytes_rindex(Interpreter& i, const Value& s, const Args& a) { return locate(i, s, a, "rindex", true, true); }
Value bytes_startswith(Interpreter& i, const Value& s, const Args& a) { return starts_or_ends(i, s, a, true, "startswith"); }
Value bytes_endswith(Interpreter& i, const Value& s, const Args& a) { return starts_or_ends(i, s, a, false, "endswith"); }
Value bytes_partition(Interpreter& i, const Value& s, const Args& a) { return partition_at(i, s, a, false); }
Value bytes_rpartition(Interpreter& i, const Value& s, const Args& a) { return partition_at(i, s, a, true); }
Value bytes_removeprefix(Interpreter& i, const Value& s, const Args& a) { return remove_affix(i, s, a, true); }
Value bytes_removesuffix(Interpreter& i, const Value& s, const Args& a) { return remove_affix(i, s, a, false); }

Value bytes_count(Interpreter& interp, const Value& self, const Args& args) {
  Part part;
  unsigned char byte;
  std::string_view wanted;
  if (!select_part(interp, self, args, "count", &part) || !wanted_bytes(interp, args[0], &byte, &wanted)) return Value::error();
  if (part.empty_range) return Value::integer(0);
  if (wanted.empty()) return Value::integer(static_cast<int64_t>(part.bytes.size()) + 1);
  int64_t n = 0;
  for (size_t at = find_bytes(part.bytes, wanted); at != kNone; at = find_bytes(part.bytes, wanted, at + wanted.size())) ++n;
  return interp.charge_steps(static_cast<uint64_t>(n) / 8) ? Value::integer(n) : Value::error();
}

Value bytes_replace(Interpreter& interp, const Value& self, const Args& args) {
  std::string_view from, to;
  int64_t limit = -1;
  if (!check_positional(interp, "replace", args, 2, 3) || !need_bytes(interp, args[0], &from) ||
      !need_bytes(interp, args[1], &to))
    return Value::error();
  if (args.size() == 3 && !to_int64(interp, args[2], &limit)) return Value::error();
  const std::string_view bytes = bytes_self(self);
  if (!charge_bytes(interp, bytes.size())) return Value::error();
  TextBuilder out(interp);
  size_t pos = 0, search = 0;
  for (int64_t done = 0; limit < 0 || done < limit; ++done) {
    const size_t hit = search > bytes.size() ? kNone : find_bytes(bytes, from, search);
    if (hit == kNone) break;
    if (done % 8 == 0 && !interp.charge_steps(1)) return Value::error();
    out.append(bytes.substr(pos, hit - pos));
    out.append(to);
    pos = hit + from.size();
    search = from.empty() ? hit + 1 : pos;
  }
  out.append(bytes.substr(pos));
  return make_like(interp, self, out.view());
}

}  // namespace interloom::lang
