// Methods of str that look for another str.
#include <algorithm>

#include "worker/lang/containers.h"
#include "worker/lang/iterators.h"
#include "worker/lang/number.h"
#include "worker/lang/reverse_find.h"
#include "worker/lang/str_methods.h"
#include "worker/lang/text_builder.h"

namespace interloom::lang {
namespace {

constexpr size_t kNone = std::string_view::npos;

// The part of the text that the optional start and end arguments select, and where it starts in code points.
struct Part {
  std::string_view text;
  int64_t start = 0;
  bool empty_range = false;
};

bool select_part(Interpreter& interp, const Value& self, const Args& args, const char* name, Part* out) {
  if (args.keyword_count || args.size() > 3 || args.size() == 0) {
    if (args.keyword_count) {
      interp.raise(ExceptionKind::kTypeError, "str.", name, "() takes no keyword arguments");
    } else {
      interp.raise(ExceptionKind::kTypeError, name, "() takes at ", args.size() ? "most 3 arguments (" : "least 1 argument (",
                   args.size(), " given)");
    }
    return false;
  }
  StrObject& str = str_self(self);
  const int64_t length = static_cast<int64_t>(str.length);
  int64_t bounds[2] = {0, length};
  for (uint32_t i = 1; i < args.size(); ++i) {
    if (!args[i].is_none() && !slice_bound(interp, args[i], &bounds[i - 1], true)) return false;
    if (bounds[i - 1] < 0) bounds[i - 1] = std::max<int64_t>(bounds[i - 1] + length, 0);
  }
  bounds[1] = std::min(bounds[1], length);
  if (!charge_bytes(interp, str.size)) return false;
  out->start = bounds[0];
  out->empty_range = bounds[0] > bounds[1];
  if (out->empty_range) return true;
  const uint64_t first = str_offset(interp.heap(), str, bounds[0]), last = str_offset(interp.heap(), str, bounds[1]);
  out->text = str.view().substr(first, last - first);
  return true;
}

Value starts_or_ends(Interpreter& interp, const Value& self, const Args& args, bool starts, const char* name) {
  Part part;
  if (!select_part(interp, self, args, name, &part)) return Value::error();
  auto matches = [&](const StrObject& s) {
    return !part.empty_range && (starts ? part.text.starts_with(s.view()) : part.text.ends_with(s.view()));
  };
  if (const auto* one = args[0].as<StrObject>()) return Value::boolean(matches(*one));
  auto* tuple = args[0].as<TupleObject>();
  if (!tuple)
    return interp.raise(ExceptionKind::kTypeError, name, " first arg must be str or a tuple of str, not ", args[0].type_name());
  for (const Value& item : tuple->span()) {
    const auto* one = item.as<StrObject>();
    if (!one)
      return interp.raise(ExceptionKind::kTypeError, "tuple for ", name, " must only contain str, not ", item.type_name());
    if (!charge_bytes(interp, one->size + 64)) return Value::error();
    if (matches(*one)) return Value::boolean(true);
  }
  return Value::boolean(false);
}

const StrObject* wanted_str(Interpreter& interp, const Value& value) {
  const auto* str = value.as<StrObject>();
  if (!str) interp.raise(ExceptionKind::kTypeError, "must be str, not ", value.type_name());
  return str;
}

// The four of find: -1 or ValueError when absent.
Value locate(Interpreter& interp, const Value& self, const Args& args, const char* name, bool from_right, bool must) {
  Part part;
  if (!select_part(interp, self, args, name, &part)) return Value::error();
  const auto* wanted = wanted_str(interp, args[0]);
  if (!wanted) return Value::error();
  size_t at = kNone;
  if (!part.empty_range && wanted->size == 0) {
    at = from_right ? part.text.size() : 0;
  } else if (!part.empty_range) {
    at = from_right ? ReverseFinder(part.text, wanted->view()).find_before(part.text.size())
                    : find_bytes(part.text, wanted->view());
  }
  if (at != kNone) {
    const int64_t before = static_cast<int64_t>(str_self(self).ascii() ? at : count_code_points(part.text.substr(0, at)));
    return Value::integer(part.start + before);
  }
  return must ? interp.raise(ExceptionKind::kValueError, "substring not found") : Value::integer(-1);
}

Value partition_at(Interpreter& interp, const Value& self, const Args& args, bool from_right) {
  if (!check_positional(interp, from_right ? "str.rpartition" : "str.partition", args, 1, 1)) return Value::error();
  const auto* separator = wanted_str(interp, args[0]);
  if (!separator) return Value::error();
  if (separator->size == 0) return interp.raise(ExceptionKind::kValueError, "empty separator");
  const std::string_view text = str_self(self).view();
  if (!charge_bytes(interp, text.size())) return Value::error();
  const size_t at =
      from_right ? ReverseFinder(text, separator->view()).find_before(text.size()) : find_bytes(text, separator->view());
  auto out = make_tuple(interp.heap(), 3);
  if (at == kNone) {
    for (int i = 0; i < 3; ++i) out->items()[i] = str_value(interp.heap(), "");
    out->items()[from_right ? 2 : 0] = same_str(interp, self);
  } else {
    out->items()[0] = str_value(interp.heap(), text.substr(0, at));
    out->items()[1] = same_str(interp, args[0]);
    out->items()[2] = str_value(interp.heap(), text.substr(at + separator->size));
  }
  return Value::object(std::move(out));
}

Value remove_affix(Interpreter& interp, const Value& self, const Args& args, bool prefix, const char* name) {
  if (!check_positional(interp, prefix ? "str.removeprefix" : "str.removesuffix", args, 1, 1)) return Value::error();
  const auto* affix = args[0].as<StrObject>();
  if (!affix)
    return interp.raise(ExceptionKind::kTypeError, name, "() argument must be str, not ",
                        args[0].is_none() ? "None" : args[0].type_name());
  const std::string_view text = str_self(self).view();
  if (!charge_bytes(interp, text.size())) return Value::error();
  const bool there = prefix ? text.starts_with(affix->view()) : text.ends_with(affix->view());
  if (!there || affix->size == 0) return same_str(interp, self);
  return str_value(interp.heap(), prefix ? text.substr(affix->size) : text.substr(0, text.size() - affix->size));
}

}  // namespace

Value str_find(Interpreter& i, const Value& s, const Args& a) { return locate(i, s, a, "find", false, false); }
Value str_rfind(Interpreter& i, const Value& s, const Args& a) { return locate(i, s, a, "rfind", true, false); }
Value str_index(Interpreter& i, const Value& s, const Args& a) { return locate(i, s, a, "index", false, true); }
Value str_rindex(Interpreter& i, const Value& s, const Args& a) { return locate(i, s, a, "rindex", true, true); }
Value str_startswith(Interpreter& i, const Value& s, const Args& a) { return starts_or_ends(i, s, a, true, "startswith"); }
Value str_endswith(Interpreter& i, const Value& s, const Args& a) { return starts_or_ends(i, s, a, false, "endswith"); }
Value str_partition(Interpreter& i, const Value& s, const Args& a) { return partition_at(i, s, a, false); }
Value str_rpartition(Interpreter& i, const Value& s, const Args& a) { return partition_at(i, s, a, true); }
Value str_removeprefix(Interpreter& i, const Value& s, const Args& a) { return remove_affix(i, s, a, true, "removeprefix"); }
Value str_removesuffix(Interpreter& i, const Value& s, const Args& a) { return remove_affix(i, s, a, false, "removesuffix"); }

Value str_count(Interpreter& interp, const Value& self, const Args& args) {
  Part part;
  if (!select_part(interp, self, args, "count", &part)) return Value::error();
  const auto* wanted = wanted_str(interp, args[0]);
  if (!wanted) return Value::error();
  if (part.empty_range) return Value::integer(0);
  if (wanted->size == 0) return Value::integer(static_cast<int64_t>(count_code_points(part.text)) + 1);
  int64_t n = 0;
  for (size_t at = find_bytes(part.text, wanted->view()); at != kNone;
       at = find_bytes(part.text, wanted->view(), at + wanted->size)) {
    ++n;
  }
  return interp.charge_steps(static_cast<uint64_t>(n) / 8) ? Value::integer(n) : Value::error();
}

Value str_replace(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "replace", args, 2, 3)) return Value::error();
  const auto *from = args[0].as<StrObject>(), *to = args[1].as<StrObject>();
  for (uint32_t i = 0; i < 2; ++i) {
    if (args[i].is<StrObject>()) continue;
    return interp.raise(ExceptionKind::kTypeError, "replace() argument ", i + 1, " must be str, not ",
                        args[i].is_none() ? "None" : args[i].type_name());
  }
  int64_t limit = -1;
  if (args.size() == 3 && !to_int64(interp, args[2], &limit)) return Value::error();
  const std::string_view text = str_self(self).view();
  if (!charge_bytes(interp, text.size())) return Value::error();
  size_t hit = limit == 0 ? kNone : find_bytes(text, from->view());
  if (hit == kNone) return same_str(interp, self);
  TextBuilder out(interp);
  size_t pos = 0, search = 0;
  for (int64_t done = 0; (limit < 0 || done < limit) && hit != kNone; hit = find_bytes(text, from->view(), search)) {
    if (++done % 8 == 0 && !interp.charge_steps(1)) return Value::error();
    out.append(text.substr(pos, hit - pos));
    out.append(to->view());
    pos = hit + from->size;
    search = pos;
    if (from->size == 0) {  // between all code points
      if (hit >= text.size()) break;
      next_code_point(text, &search);
    }
  }
  out.append(text.substr(pos));
  return out.str();
}

}  // namespace interloom::lang
