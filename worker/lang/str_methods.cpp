// Methods of str. Results are what CPython 3.11 returns.
#include <algorithm>
#include <string>
#include <vector>

#include "worker/lang/builtin_methods.h"
#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/str.h"
#include "worker/lang/unicode.h"

namespace interloom::lang {
namespace {

StrObject& self_of(const Value& self) { return *static_cast<StrObject*>(self.object()); }

Value join(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "str.join", args, 1, 1)) return Value::error();
  if (!is_iterable(args[0])) return interp.raise(ExceptionKind::kTypeError, "can only join an iterable");
  const std::string_view separator = self_of(self).view();
  std::string out;
  uint64_t n = 0;
  const bool done = for_each(interp, args[0], [&](const Value& item) {
    const auto* str = item.as<StrObject>();
    if (!str) {
      interp.raise(ExceptionKind::kTypeError, "sequence item ", n, ": expected str instance, ", item.type_name(), " found");
      return false;
    }
    if (!interp.heap().fits(out.size() + str->size + separator.size())) interp.heap().fail_over_quota();
    if (n++) out += separator;
    out += str->view();
    return true;
  });
  return done ? str_value(interp.heap(), out) : Value::error();
}

enum Ends { kLeft = 1, kRight = 2, kBoth = 3 };

Value strip(Interpreter& interp, const Value& self, const Args& args, Ends ends, const char* name) {
  if (!check_positional(interp, name, args, 0, 1)) return Value::error();
  std::vector<uint32_t> set;
  const bool spaces = args.size() == 0 || args[0].is_none();
  if (!spaces) {
    const auto* chars = args[0].as<StrObject>();
    if (!chars) return interp.raise(ExceptionKind::kTypeError, name, " arg must be None or str");
    for (size_t pos = 0; pos < chars->size;) set.push_back(next_code_point(chars->view(), &pos));
    std::sort(set.begin(), set.end());
  }
  auto drop = [&](uint32_t c) { return spaces ? is_space(c) : std::binary_search(set.begin(), set.end(), c); };
  std::string_view text = self_of(self).view();
  if (!charge_bytes(interp, text.size())) return Value::error();
  while ((ends & kLeft) && !text.empty()) {
    size_t pos = 0;
    if (!drop(next_code_point(text, &pos))) break;
    text.remove_prefix(pos);
  }
  while ((ends & kRight) && !text.empty()) {
    size_t start = text.size() - 1;
    while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
    size_t pos = start;
    if (!drop(next_code_point(text, &pos))) break;
    text.remove_suffix(text.size() - start);
  }
  return str_value(interp.heap(), text);
}

// Charges the list's memory as it grows, so a split of a huge text stops in time.
Value split_spaces(Interpreter& interp, std::string_view text, int64_t limit) {
  if (!charge_bytes(interp, text.size() * 8)) return Value::error();
  auto list = make_list(interp.heap());
  size_t pos = 0;
  while (true) {
    size_t next = pos;
    while (pos < text.size() && is_space(next_code_point(text, &next))) pos = next;
    if (pos >= text.size()) break;
    if (limit >= 0 && static_cast<int64_t>(list->size) == limit) {
      list->append(str_value(interp.heap(), text.substr(pos)));  // its end is not stripped
      break;
    }
    const size_t start = pos;
    next = pos;
    while (pos < text.size() && !is_space(next_code_point(text, &next))) pos = next;
    list->append(str_value(interp.heap(), text.substr(start, pos - start)));
  }
  return Value::object(std::move(list));
}

Value split(Interpreter& interp, const Value& self, const Args& args) {
  static constexpr const char* kNames[] = {"sep", "maxsplit"};
  const Value* out[2];
  if (!bind_args(interp, {.function = "split", .names = kNames}, args, out)) return Value::error();
  int64_t limit = -1;
  if (out[1] && !to_int64(interp, *out[1], &limit)) return Value::error();
  const std::string_view text = self_of(self).view();
  if (!out[0] || out[0]->is_none()) return split_spaces(interp, text, limit);
  const auto* separator = out[0]->as<StrObject>();
  if (!separator) return interp.raise(ExceptionKind::kTypeError, "must be str or None, not ", out[0]->type_name());
  if (separator->size == 0) return interp.raise(ExceptionKind::kValueError, "empty separator");
  if (!charge_bytes(interp, text.size())) return Value::error();
  auto list = make_list(interp.heap());
  size_t pos = 0;
  while (limit < 0 || static_cast<int64_t>(list->size) < limit) {
    const size_t hit = find_bytes(text, separator->view(), pos);
    if (hit == std::string_view::npos) break;
    list->append(str_value(interp.heap(), text.substr(pos, hit - pos)));
    pos = hit + separator->size;
  }
  list->append(str_value(interp.heap(), text.substr(pos)));
  return Value::object(std::move(list));
}

Value replace(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "replace", args, 2, 3)) return Value::error();
  const auto *from = args[0].as<StrObject>(), *to = args[1].as<StrObject>();
  for (uint32_t i = 0; i < 2; ++i) {
    if (args[i].is<StrObject>()) continue;
    return interp.raise(ExceptionKind::kTypeError, "replace() argument ", i + 1, " must be str, not ",
                        args[i].is_none() ? "None" : args[i].type_name());
  }
  int64_t limit = -1;
  if (args.size() == 3 && !to_int64(interp, args[2], &limit)) return Value::error();
  const std::string_view text = self_of(self).view();
  if (!charge_bytes(interp, text.size())) return Value::error();
  std::string out;
  size_t pos = 0, search = 0;
  for (int64_t done = 0; limit < 0 || done < limit; ++done) {
    size_t hit = find_bytes(text, from->view(), search);
    if (hit == std::string_view::npos) break;
    if (!interp.heap().fits(out.size() + to->size)) interp.heap().fail_over_quota();
    if (!interp.charge_steps(1)) return Value::error();
    out.append(text.substr(pos, hit - pos)).append(to->view());
    pos = hit + from->size;
    search = pos;
    if (from->size == 0) {  // between all code points
      if (hit >= text.size()) break;
      next_code_point(text, &search);
    }
  }
  out.append(text.substr(pos));
  return str_value(interp.heap(), out);
}

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
  StrObject& str = self_of(self);
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

// startswith / endswith: a str or a tuple of them.
Value starts_or_ends(Interpreter& interp, const Value& self, const Args& args, bool starts, const char* name) {
  Part part;
  if (!select_part(interp, self, args, name, &part)) return Value::error();
  auto matches = [&](const StrObject& s) {
    return !part.empty_range && (starts ? part.text.starts_with(s.view()) : part.text.ends_with(s.view()));
  };
  if (const auto* one = args[0].as<StrObject>()) return Value::boolean(matches(*one));
  auto* tuple = args[0].as<TupleObject>();
  if (!tuple) {
    return interp.raise(ExceptionKind::kTypeError, name, " first arg must be str or a tuple of str, not ", args[0].type_name());
  }
  for (const Value& item : tuple->span()) {
    const auto* one = item.as<StrObject>();
    if (!one)
      return interp.raise(ExceptionKind::kTypeError, "tuple for ", name, " must only contain str, not ", item.type_name());
    if (matches(*one)) return Value::boolean(true);
  }
  return Value::boolean(false);
}

const StrObject* wanted_str(Interpreter& interp, const Value& value) {
  const auto* str = value.as<StrObject>();
  if (!str) interp.raise(ExceptionKind::kTypeError, "must be str, not ", value.type_name());
  return str;
}

Value find(Interpreter& interp, const Value& self, const Args& args) {
  Part part;
  if (!select_part(interp, self, args, "find", &part)) return Value::error();
  const auto* wanted = wanted_str(interp, args[0]);
  if (!wanted) return Value::error();
  const size_t at = part.empty_range ? std::string_view::npos : find_bytes(part.text, wanted->view());
  if (at == std::string_view::npos) return Value::integer(-1);
  return Value::integer(part.start + static_cast<int64_t>(count_code_points(part.text.substr(0, at))));
}

Value count(Interpreter& interp, const Value& self, const Args& args) {
  Part part;
  if (!select_part(interp, self, args, "count", &part)) return Value::error();
  const auto* wanted = wanted_str(interp, args[0]);
  if (!wanted) return Value::error();
  if (part.empty_range) return Value::integer(0);
  if (wanted->size == 0) return Value::integer(static_cast<int64_t>(count_code_points(part.text)) + 1);
  int64_t n = 0;
  for (size_t at = find_bytes(part.text, wanted->view()); at != std::string_view::npos;
       at = find_bytes(part.text, wanted->view(), at + wanted->size))
    ++n;
  return Value::integer(n);
}

}  // namespace

const Method kStrMethods[] = {
    {"count", count},
    {"endswith", [](Interpreter& i, const Value& s, const Args& a) { return starts_or_ends(i, s, a, false, "endswith"); }},
    {"find", find},
    {"join", join},
    {"lstrip", [](Interpreter& i, const Value& s, const Args& a) { return strip(i, s, a, kLeft, "lstrip"); }},
    {"replace", replace},
    {"rstrip", [](Interpreter& i, const Value& s, const Args& a) { return strip(i, s, a, kRight, "rstrip"); }},
    {"split", split},
    {"startswith", [](Interpreter& i, const Value& s, const Args& a) { return starts_or_ends(i, s, a, true, "startswith"); }},
    {"strip", [](Interpreter& i, const Value& s, const Args& a) { return strip(i, s, a, kBoth, "strip"); }},
    {nullptr, nullptr},
};

}  // namespace interloom::lang
