// Methods and constructors of list and tuple.
#include <algorithm>
#include <cstring>
#include <string>

#include "worker/lang/builtin_methods.h"
#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"
#include "worker/lang/native_help.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

ListObject& self_of(const Value& self) { return *static_cast<ListObject*>(self.object()); }

Value append(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "list.append", args, 1, 1)) return Value::error();
  self_of(self).append(args[0]);
  return Value::none();
}

Value extend(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "list.extend", args, 1, 1)) return Value::error();
  return extend_list(interp, self_of(self), args[0]) ? Value::none() : Value::error();
}

Value pop(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "list.pop", args, 0, 1)) return Value::error();
  ListObject& list = self_of(self);
  int64_t index = -1;
  if (args.size() == 1 && !to_int64(interp, args[0], &index)) return Value::error();
  if (list.size == 0) return interp.raise(ExceptionKind::kIndexError, "pop from empty list");
  if (index < 0) index += static_cast<int64_t>(list.size);
  if (index < 0 || index >= static_cast<int64_t>(list.size))
    return interp.raise(ExceptionKind::kIndexError, "pop index out of range");
  if (!interp.charge_steps((list.size - index) / 16)) return Value::error();
  Value out = std::move(list.items[index]);
  --list.size;
  std::memmove(static_cast<void*>(list.items + index), list.items + index + 1, (list.size - index) * sizeof(Value));
  return out;
}

Value insert(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "list.insert", args, 2, 2)) return Value::error();
  int64_t index;
  if (!to_int64(interp, args[0], &index)) return Value::error();
  ListObject& list = self_of(self);
  const int64_t size = static_cast<int64_t>(list.size);
  if (index < 0) index += size;
  index = std::clamp<int64_t>(index, 0, size);
  list.append(Value());
  std::memmove(static_cast<void*>(list.items + index + 1), list.items + index, (size - index) * sizeof(Value));
  new (&list.items[index]) Value(args[1]);
  return interp.charge_steps((size - index) / 16) ? Value::none() : Value::error();
}

std::span<Value> items_of(const Value& self) {
  if (auto* list = self.as<ListObject>()) return list->span();
  return static_cast<TupleObject*>(self.object())->span();
}

// The first equal item in [from, to); -1 none, -2 raised.
int64_t find_item(Interpreter& interp, const Value& self, const Value& wanted, uint64_t from = 0, uint64_t to = UINT64_MAX) {
  for (uint64_t i = from; i < std::min<uint64_t>(to, items_of(self).size()); ++i) {
    const Value candidate = items_of(self)[i];
    const int equal = values_equal(interp, candidate, wanted);
    if (equal < 0 || !interp.charge_steps(1)) return -2;
    if (equal) return static_cast<int64_t>(i);
  }
  return -1;
}

Value index(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, self.is<ListObject>() ? "list.index" : "tuple.index", args, 1, 3)) return Value::error();
  const int64_t size = static_cast<int64_t>(items_of(self).size());
  int64_t from = 0, to = INT64_MAX;
  if (args.size() > 1 && !slice_bound(interp, args[1], &from)) return Value::error();
  if (args.size() > 2 && !slice_bound(interp, args[2], &to)) return Value::error();
  if (from < 0) from = std::max<int64_t>(from + size, 0);
  if (to < 0) to = std::max<int64_t>(to + size, 0);
  const int64_t at = find_item(interp, self, args[0], from, to);
  if (at >= 0) return Value::integer(at);
  if (at == -2) return Value::error();
  if (self.is<TupleObject>()) return interp.raise(ExceptionKind::kValueError, "tuple.index(x): x not in tuple");
  std::string text;
  if (!repr_text(interp, args[0], &text)) return Value::error();
  return interp.raise(ExceptionKind::kValueError, text, " is not in list");
}

Value count(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, self.is<ListObject>() ? "list.count" : "tuple.count", args, 1, 1)) return Value::error();
  int64_t n = 0;
  for (int64_t at = find_item(interp, self, args[0]); at != -1; at = find_item(interp, self, args[0], at + 1)) {
    if (at == -2) return Value::error();
    ++n;
  }
  return Value::integer(n);
}

Value remove(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "list.remove", args, 1, 1)) return Value::error();
  const int64_t at = find_item(interp, self, args[0]);
  if (at == -2) return Value::error();
  if (at == -1) return interp.raise(ExceptionKind::kValueError, "list.remove(x): x not in list");
  // The comparison may have changed the list.
  if (static_cast<uint64_t>(at) >= self_of(self).size) return Value::none();
  return del_item(interp, self, Value::integer(at)) ? Value::none() : Value::error();
}

Value reverse(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "list.reverse", args, 0, 0)) return Value::error();
  if (!interp.charge_steps(self_of(self).size / 16)) return Value::error();
  std::reverse(self_of(self).span().begin(), self_of(self).span().end());
  return Value::none();
}

Value clear(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "list.clear", args, 0, 0)) return Value::error();
  self_of(self).clear();
  return Value::none();
}

Value copy(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "list.copy", args, 0, 0)) return Value::error();
  if (!interp.charge_steps(self_of(self).size / 16)) return Value::error();
  return Value::object(make_list(interp.heap(), self_of(self).span()));
}

Value sort(Interpreter& interp, const Value& self, const Args& args) {
  if (args.size() > 0) return interp.raise(ExceptionKind::kTypeError, "sort() takes no positional arguments");
  static constexpr const char* kNames[] = {"key", "reverse"};
  const Value* out[2];
  if (!bind_args(interp, {.function = "sort", .names = kNames, .keyword_only = 0}, args, out)) return Value::error();
  int64_t reversed = 0;
  if (out[1] && !to_int64(interp, *out[1], &reversed)) return Value::error();
  return sort_list(interp, self_of(self), out[0] ? *out[0] : Value::none(), reversed != 0) ? Value::none() : Value::error();
}

Value reversed(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "list.__reversed__", args, 0, 0)) return Value::error();
  return make_reverse_iterator(interp, self);
}

}  // namespace

bool init_list(Interpreter& interp, Object* self, const Args& args) {
  if (!no_keywords_unless(interp, *self->type, ListObject::kType, "__new__", args) ||
      !check_positional(interp, "list", Args(args.positional()), 0, 1))
    return false;
  auto& list = *static_cast<ListObject*>(self);
  list.clear();
  return args.size() == 0 || extend_list(interp, list, args[0]);
}

Value construct_list(Interpreter& interp, const Type& type, const Args& args) {
  auto list = interp.heap().make_typed<ListObject>(type);
  return init_list(interp, list.get(), args) ? Value::object(std::move(list)) : Value::error();
}

Value construct_tuple(Interpreter& interp, const Type& type, const Args& args) {
  if (!no_keywords_unless(interp, type, TupleObject::kType, "__init__", args) ||
      !check_positional(interp, "tuple", Args(args.positional()), 0, 1))
    return Value::error();
  const bool exact = &type == &TupleObject::kType;
  if (exact && args.size() == 1 && args[0].exact<TupleObject>()) return args[0];
  auto list = make_list(interp.heap());
  if (args.size() == 1 && !extend_list(interp, *list, args[0])) return Value::error();
  auto tuple = interp.heap().make_typed_sized<TupleObject>(type, list->size * sizeof(Value), list->size);
  // The list's items move: it is left empty.
  std::memcpy(static_cast<void*>(tuple->items()), list->items, list->size * sizeof(Value));
  list->size = 0;
  return Value::object(std::move(tuple));
}

const Method kListMethods[] = {
    {"__reversed__", reversed}, {"append", append}, {"clear", clear},   {"copy", copy}, {"count", count},
    {"extend", extend},         {"index", index},   {"insert", insert}, {"pop", pop},   {"remove", remove},
    {"reverse", reverse},       {"sort", sort},     {nullptr, nullptr},
};
const Method kTupleMethods[] = {{"count", count}, {"index", index}, {nullptr, nullptr}};

}  // namespace interloom::lang
