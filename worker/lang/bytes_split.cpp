// Methods of bytes and bytearray that take bytes apart and put them together.
#include <algorithm>
#include <array>

#include "worker/lang/bytes_ops.h"
#include "worker/lang/containers.h"
#include "worker/lang/iterators.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/reverse_find.h"
#include "worker/lang/text_builder.h"

namespace interloom::lang {
namespace {

constexpr std::string_view kSpaces = " \t\n\r\x0b\x0c";
constexpr size_t kNone = std::string_view::npos;

Value strip_ends(Interpreter& interp, const Value& self, const Args& args, bool left, bool right, const char* name) {
  if (!check_positional(interp, name, args, 0, 1)) return Value::error();
  std::string_view set = kSpaces;
  if (args.size() && !args[0].is_none() && !need_bytes(interp, args[0], &set)) return Value::error();
  std::array<bool, 256> drop{};
  for (char c : set) drop[static_cast<unsigned char>(c)] = true;
  std::string_view bytes = bytes_self(self);
  if (!charge_bytes(interp, bytes.size() + set.size())) return Value::error();
  while (left && !bytes.empty() && drop[static_cast<unsigned char>(bytes.front())]) bytes.remove_prefix(1);
  while (right && !bytes.empty() && drop[static_cast<unsigned char>(bytes.back())]) bytes.remove_suffix(1);
  return make_like(interp, self, bytes);
}

bool add_piece(Interpreter& interp, const Value& self, ListObject& list, std::string_view piece) {
  list.append(make_like(interp, self, piece));
  return list.size % 8 != 0 || interp.charge_steps(2);
}

bool full(const ListObject& list, int64_t limit) { return limit >= 0 && static_cast<int64_t>(list.size) >= limit; }

bool split_spaces(Interpreter& interp, const Value& self, std::string_view bytes, int64_t limit, ListObject& list) {
  for (size_t pos = bytes.find_first_not_of(kSpaces); pos != kNone;) {
    if (full(list, limit)) return add_piece(interp, self, list, bytes.substr(pos));
    const size_t end = std::min(bytes.find_first_of(kSpaces, pos), bytes.size());
    if (!add_piece(interp, self, list, bytes.substr(pos, end - pos))) return false;
    pos = bytes.find_first_not_of(kSpaces, end);
  }
  return true;
}

bool rsplit_spaces(Interpreter& interp, const Value& self, std::string_view bytes, int64_t limit, ListObject& list) {
  for (size_t last = bytes.find_last_not_of(kSpaces); last != kNone;) {
    if (full(list, limit)) return add_piece(interp, self, list, bytes.substr(0, last + 1));
    const size_t before = bytes.find_last_of(kSpaces, last);
    const size_t start = before == kNone ? 0 : before + 1;
    if (!add_piece(interp, self, list, bytes.substr(start, last + 1 - start))) return false;
    last = before == kNone ? kNone : bytes.find_last_not_of(kSpaces, before);
  }
  return true;
}

bool split_at(Interpreter& interp, const Value& self, std::string_view bytes, std::string_view separator, int64_t limit,
              ListObject& list) {
  size_t pos = 0;
  while (!full(list, limit)) {
    const size_t hit = find_bytes(bytes, separator, pos);
    if (hit == kNone) break;
    if (!add_piece(interp, self, list, bytes.substr(pos, hit - pos))) return false;
    pos = hit + separator.size();
  }
  return add_piece(interp, self, list, bytes.substr(pos));
}

bool rsplit_at(Interpreter& interp, const Value& self, std::string_view bytes, std::string_view separator, int64_t limit,
               ListObject& list) {
  ReverseFinder finder(bytes, separator);
  size_t end = bytes.size();
  while (!full(list, limit)) {
    const size_t hit = finder.find_before(end);
    if (hit == kNone) break;
    const size_t start = hit + separator.size();
    if (!add_piece(interp, self, list, bytes.substr(start, end - start))) return false;
    end = hit;
  }
  return add_piece(interp, self, list, bytes.substr(0, end));
}

Value split_either(Interpreter& interp, const Value& self, const Args& args, bool from_right) {
  static constexpr const char* kNames[] = {"sep", "maxsplit"};
  const Value* out[2];
  if (!bind_args(interp, {.function = from_right ? "rsplit" : "split", .names = kNames}, args, out)) return Value::error();
  int64_t limit = -1;
  if (out[1] && !to_int64(interp, *out[1], &limit)) return Value::error();
  const std::string_view bytes = bytes_self(self);
  if (!charge_bytes(interp, bytes.size() * 2)) return Value::error();
  auto list = make_list(interp.heap());
  bool done;
  if (!out[0] || out[0]->is_none()) {
    done = from_right ? rsplit_spaces(interp, self, bytes, limit, *list) : split_spaces(interp, self, bytes, limit, *list);
  } else {
    std::string_view separator;
    if (!need_bytes(interp, *out[0], &separator)) return Value::error();
    if (separator.empty()) return interp.raise(ExceptionKind::kValueError, "empty separator");
    done = from_right ? rsplit_at(interp, self, bytes, separator, limit, *list)
                      : split_at(interp, self, bytes, separator, limit, *list);
  }
  if (!done) return Value::error();
  if (from_right) std::reverse(list->span().begin(), list->span().end());
  return Value::object(std::move(list));
}

}  // namespace

Value bytes_strip(Interpreter& i, const Value& s, const Args& a) { return strip_ends(i, s, a, true, true, "strip"); }
Value bytes_lstrip(Interpreter& i, const Value& s, const Args& a) { return strip_ends(i, s, a, true, false, "lstrip"); }
Value bytes_rstrip(Interpreter& i, const Value& s, const Args& a) { return strip_ends(i, s, a, false, true, "rstrip"); }
Value bytes_split(Interpreter& i, const Value& s, const Args& a) { return split_either(i, s, a, false); }
Value bytes_rsplit(Interpreter& i, const Value& s, const Args& a) { return split_either(i, s, a, true); }

Value bytes_splitlines(Interpreter& interp, const Value& self, const Args& args) {
  static constexpr const char* kNames[] = {"keepends"};
  const Value* out[1];
  if (!bind_args(interp, {.function = "splitlines", .names = kNames}, args, out)) return Value::error();
  const int keep = out[0] ? truth(interp, *out[0]) : 0;
  if (keep < 0) return Value::error();
  const std::string_view bytes = bytes_self(self);
  if (!charge_bytes(interp, bytes.size() * 2)) return Value::error();
  auto list = make_list(interp.heap());
  for (size_t start = 0; start < bytes.size();) {
    const size_t end = std::min(bytes.find_first_of("\r\n", start), bytes.size());
    size_t next = std::min(end + 1, bytes.size());
    if (end + 1 < bytes.size() && bytes[end] == '\r' && bytes[end + 1] == '\n') ++next;
    if (!add_piece(interp, self, *list, bytes.substr(start, (keep ? next : end) - start))) return Value::error();
    start = next;
  }
  return Value::object(std::move(list));
}

Value bytes_join(Interpreter& interp, const Value& self, const Args& args) {
  const std::string name = str_cat(self.type_name(), ".join");
  if (!check_positional(interp, name.c_str(), args, 1, 1)) return Value::error();
  if (!is_iterable(args[0])) return interp.raise(ExceptionKind::kTypeError, "can only join an iterable");
  auto items = make_list(interp.heap());
  if (!extend_list(interp, *items, args[0])) return Value::error();
  TextBuilder out(interp);
  for (uint64_t i = 0; i < items->size; ++i) {
    std::string_view piece;
    if (!bytes_like(items->items[i], &piece)) {
      return interp.raise(ExceptionKind::kTypeError, "sequence item ", i, ": expected a bytes-like object, ",
                          items->items[i].type_name(), " found");
    }
    if (i) out.append(bytes_self(self));
    out.append(piece);
  }
  if (!interp.charge_steps(items->size / 8 + out.view().size() / 256)) return Value::error();
  return make_like(interp, self, out.view());
}

}  // namespace interloom::lang
