// Methods of str that take texts apart and put them together.
#include <algorithm>
#include <vector>

#include "worker/lang/containers.h"
#include "worker/lang/iterators.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/reverse_find.h"
#include "worker/lang/str_methods.h"
#include "worker/lang/unicode.h"

namespace interloom::lang {
namespace {

enum Ends { kLeft = 1, kRight = 2, kBoth = 3 };

Value strip_ends(Interpreter& interp, const Value& self, const Args& args, Ends ends, const char* name) {
  if (!check_positional(interp, name, args, 0, 1)) return Value::error();
  std::vector<uint32_t> set;
  const bool spaces = args.size() == 0 || args[0].is_none();
  if (!spaces) {
    const auto* chars = args[0].as<StrObject>();
    if (!chars) return interp.raise(ExceptionKind::kTypeError, name, " arg must be None or str");
    if (!charge_bytes(interp, chars->size * 16)) return Value::error();
    for (size_t pos = 0; pos < chars->size;) set.push_back(next_code_point(chars->view(), &pos));
    std::sort(set.begin(), set.end());
  }
  auto drop = [&](uint32_t c) { return spaces ? is_space(c) : std::binary_search(set.begin(), set.end(), c); };
  std::string_view text = str_self(self).view();
  if (!charge_bytes(interp, text.size())) return Value::error();
  while ((ends & kLeft) && !text.empty()) {
    size_t pos = 0;
    if (!drop(next_code_point(text, &pos))) break;
    text.remove_prefix(pos);
  }
  while ((ends & kRight) && !text.empty()) {
    size_t start = text.size();
    step_back(text, &start);
    size_t pos = start;
    if (!drop(next_code_point(text, &pos))) break;
    text.remove_suffix(text.size() - start);
  }
  if (text.size() == str_self(self).size) return same_str(interp, self);
  return str_value(interp.heap(), text);
}

// A piece of the text at the end of a list; charges for it.
bool add_piece(Interpreter& interp, ListObject& list, std::string_view piece) {
  list.append(str_value(interp.heap(), piece));
  return list.size % 8 != 0 || interp.charge_steps(2);
}

Value split_spaces(Interpreter& interp, std::string_view text, int64_t limit) {
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
    if (!add_piece(interp, *list, text.substr(start, pos - start))) return Value::error();
  }
  return Value::object(std::move(list));
}

Value rsplit_spaces(Interpreter& interp, std::string_view text, int64_t limit) {
  auto list = make_list(interp.heap());
  size_t end = text.size();
  // Where the last run of code points that are (not) spaces starts.
  auto run_start = [&](size_t from, bool spaces) {
    while (from > 0) {
      size_t before = from;
      step_back(text, &before);
      size_t pos = before;
      if (is_space(next_code_point(text, &pos)) != spaces) break;
      from = before;
    }
    return from;
  };
  while (true) {
    end = run_start(end, true);
    if (end == 0) break;
    if (limit >= 0 && static_cast<int64_t>(list->size) == limit) {
      list->append(str_value(interp.heap(), text.substr(0, end)));  // its start is not stripped
      break;
    }
    const size_t start = run_start(end, false);
    if (!add_piece(interp, *list, text.substr(start, end - start))) return Value::error();
    end = start;
  }
  std::reverse(list->span().begin(), list->span().end());
  return Value::object(std::move(list));
}

Value split_at(Interpreter& interp, std::string_view text, std::string_view separator, int64_t limit) {
  auto list = make_list(interp.heap());
  size_t pos = 0;
  while (limit < 0 || static_cast<int64_t>(list->size) < limit) {
    const size_t hit = find_bytes(text, separator, pos);
    if (hit == std::string_view::npos) break;
    if (!add_piece(interp, *list, text.substr(pos, hit - pos))) return Value::error();
    pos = hit + separator.size();
  }
  list->append(str_value(interp.heap(), text.substr(pos)));
  return Value::object(std::move(list));
}

Value rsplit_at(Interpreter& interp, std::string_view text, std::string_view separator, int64_t limit) {
  auto list = make_list(interp.heap());
  ReverseFinder finder(text, separator);
  size_t end = text.size();
  while (limit < 0 || static_cast<int64_t>(list->size) < limit) {
    const size_t hit = finder.find_before(end);
    if (hit == std::string_view::npos) break;
    const size_t start = hit + separator.size();
    if (!add_piece(interp, *list, text.substr(start, end - start))) return Value::error();
    end = hit;
  }
  list->append(str_value(interp.heap(), text.substr(0, end)));
  std::reverse(list->span().begin(), list->span().end());
  return Value::object(std::move(list));
}

Value split_either(Interpreter& interp, const Value& self, const Args& args, bool from_right) {
  static constexpr const char* kNames[] = {"sep", "maxsplit"};
  const Value* out[2];
  if (!bind_args(interp, {.function = from_right ? "rsplit" : "split", .names = kNames}, args, out)) return Value::error();
  int64_t limit = -1;
  if (out[1] && !to_int64(interp, *out[1], &limit)) return Value::error();
  const std::string_view text = str_self(self).view();
  if (!charge_bytes(interp, text.size() * 2)) return Value::error();
  if (!out[0] || out[0]->is_none()) {
    return from_right ? rsplit_spaces(interp, text, limit) : split_spaces(interp, text, limit);
  }
  const auto* separator = out[0]->as<StrObject>();
  if (!separator) return interp.raise(ExceptionKind::kTypeError, "must be str or None, not ", out[0]->type_name());
  if (separator->size == 0) return interp.raise(ExceptionKind::kValueError, "empty separator");
  return from_right ? rsplit_at(interp, text, separator->view(), limit) : split_at(interp, text, separator->view(), limit);
}

bool ends_line(uint32_t c) {
  return (c >= 0x0a && c <= 0x0d) || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

// Joined in one allocation of the final size.
Value join_items(Interpreter& interp, const StrObject& separator, std::span<const Value> items) {
  uint64_t size = 0, length = 0;
  for (uint64_t i = 0; i < items.size(); ++i) {
    const auto* str = items[i].as<StrObject>();
    if (!str) {
      return interp.raise(ExceptionKind::kTypeError, "sequence item ", i, ": expected str instance, ", items[i].type_name(),
                          " found");
    }
    size += str->size + (i ? separator.size : 0);
    length += str->length + (i ? separator.length : 0);
    if (size > Heap::kMaxQuota) interp.heap().fail_over_quota();
  }
  if (items.size() == 1 && items[0].exact<StrObject>()) return items[0];
  if (!interp.charge_steps(items.size() / 8 + size / 256)) return Value::error();
  auto out = interp.heap().make_sized<StrObject>(size, size, length);
  char* at = out->mutable_data();
  auto put = [&](std::string_view piece) {
    if (!piece.empty()) std::memcpy(at, piece.data(), piece.size());
    at += piece.size();
  };
  for (uint64_t i = 0; i < items.size(); ++i) {
    if (i) put(separator.view());
    put(items[i].as<StrObject>()->view());
  }
  return Value::object(std::move(out));
}

}  // namespace

Value str_strip(Interpreter& i, const Value& s, const Args& a) { return strip_ends(i, s, a, kBoth, "strip"); }
Value str_lstrip(Interpreter& i, const Value& s, const Args& a) { return strip_ends(i, s, a, kLeft, "lstrip"); }
Value str_rstrip(Interpreter& i, const Value& s, const Args& a) { return strip_ends(i, s, a, kRight, "rstrip"); }
Value str_split(Interpreter& i, const Value& s, const Args& a) { return split_either(i, s, a, false); }
Value str_rsplit(Interpreter& i, const Value& s, const Args& a) { return split_either(i, s, a, true); }

Value str_splitlines(Interpreter& interp, const Value& self, const Args& args) {
  static constexpr const char* kNames[] = {"keepends"};
  const Value* out[1];
  if (!bind_args(interp, {.function = "splitlines", .names = kNames}, args, out)) return Value::error();
  const int keep = out[0] ? truth(interp, *out[0]) : 0;
  if (keep < 0) return Value::error();
  const std::string_view text = str_self(self).view();
  if (!charge_bytes(interp, text.size() * 2)) return Value::error();
  auto list = make_list(interp.heap());
  for (size_t pos = 0, start = 0; pos < text.size(); start = pos) {
    size_t end = pos;
    while (pos < text.size()) {
      const uint32_t c = next_code_point(text, &pos);
      if (!ends_line(c)) {
        end = pos;
        continue;
      }
      if (c == '\r' && pos < text.size() && text[pos] == '\n') ++pos;
      break;
    }
    if (!add_piece(interp, *list, text.substr(start, (keep ? pos : end) - start))) return Value::error();
  }
  return Value::object(std::move(list));
}

Value str_join(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "str.join", args, 1, 1)) return Value::error();
  if (auto* list = args[0].exact<ListObject>()) return join_items(interp, str_self(self), list->span());
  if (auto* tuple = args[0].exact<TupleObject>()) return join_items(interp, str_self(self), tuple->span());
  if (!is_iterable(args[0])) return interp.raise(ExceptionKind::kTypeError, "can only join an iterable");
  auto items = make_list(interp.heap());
  if (!extend_list(interp, *items, args[0])) return Value::error();
  return join_items(interp, str_self(self), items->span());
}

}  // namespace interloom::lang
