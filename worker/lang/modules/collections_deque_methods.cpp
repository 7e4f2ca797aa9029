#include <string>
#include <vector>

#include "worker/lang/modules/collections.h"
#include "worker/lang/native_help.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang::modules {
namespace {

DequeObject& self_of(const Value& self) { return *static_cast<DequeObject*>(self.object()); }

Value append(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "deque.append", args, 1, 1)) return Value::error();
  self_of(self).push_back(args[0]);
  return Value::none();
}

Value appendleft(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "deque.appendleft", args, 1, 1)) return Value::error();
  self_of(self).push_front(args[0]);
  return Value::none();
}

Value extend(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "deque.extend", args, 1, 1)) return Value::error();
  return extend_deque(interp, self_of(self), args[0], false) ? Value::none() : Value::error();
}

Value extendleft(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "deque.extendleft", args, 1, 1)) return Value::error();
  return extend_deque(interp, self_of(self), args[0], true) ? Value::none() : Value::error();
}

Value pop(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "deque.pop", args, 0, 0)) return Value::error();
  if (self_of(self).size == 0) return interp.raise(ExceptionKind::kIndexError, "pop from an empty deque");
  return self_of(self).pop_back();
}

Value popleft(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "deque.popleft", args, 0, 0)) return Value::error();
  if (self_of(self).size == 0) return interp.raise(ExceptionKind::kIndexError, "pop from an empty deque");
  return self_of(self).pop_front();
}

Value clear(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "deque.clear", args, 0, 0)) return Value::error();
  self_of(self).clear();
  return Value::none();
}

// As type(self)(self, maxlen) for a class of user code.
Value copy(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "deque.copy", args, 0, 0)) return Value::error();
  DequeObject& deque = self_of(self);
  if (self.exact<DequeObject>()) {
    auto out = copy_deque(interp, deque);
    return out ? Value::object(std::move(out)) : Value::error();
  }
  const Value arguments[] = {self, Value::integer(deque.maxlen)};
  return call(interp, interp.type_object(*self.type()), Args(std::span(arguments, deque.maxlen < 0 ? 1 : 2)));
}

Value count(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "deque.count", args, 1, 1)) return Value::error();
  int64_t n = 0;
  for (int64_t at = -1;; ++n) {
    at = find_in_deque(interp, self_of(self), args[0], static_cast<uint64_t>(at + 1), UINT64_MAX);
    if (at < 0) return at == -2 ? Value::error() : Value::integer(n);
  }
}

Value not_there(Interpreter& interp, const Value& wanted) {
  std::string text;
  if (!repr_text(interp, wanted, &text)) return Value::error();
  return interp.raise(ExceptionKind::kValueError, text, " is not in deque");
}

Value index(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "deque.index", args, 1, 3)) return Value::error();
  const int64_t size = static_cast<int64_t>(self_of(self).size);
  int64_t bounds[] = {0, size};
  for (uint32_t i = 1; i < args.size(); ++i) {
    if (!slice_bound(interp, args[i], &bounds[i - 1])) return Value::error();
    if (bounds[i - 1] < 0) bounds[i - 1] = std::max<int64_t>(bounds[i - 1] + size, 0);
  }
  const int64_t at =
      find_in_deque(interp, self_of(self), args[0], static_cast<uint64_t>(bounds[0]), static_cast<uint64_t>(bounds[1]));
  if (at >= 0) return Value::integer(at);
  return at == -2 ? Value::error() : not_there(interp, args[0]);
}

Value insert(Interpreter& interp, const Value& self, const Args& args) {
  if (args.size() != 2 || args.keyword_count) {
    return interp.raise(ExceptionKind::kTypeError, "insert() takes exactly 2 arguments (", args.size(), " given)");
  }
  int64_t at;
  if (!to_int64(interp, args[0], &at)) return Value::error();
  DequeObject& deque = self_of(self);
  const int64_t size = static_cast<int64_t>(deque.size);
  if (size == deque.maxlen) return interp.raise(ExceptionKind::kIndexError, "deque already at its maximum size");
  if (at < 0) at = std::max<int64_t>(at + size, 0);
  if (!interp.charge_steps(deque.size / 16)) return Value::error();
  deque.insert(static_cast<uint64_t>(std::min(at, size)), args[1]);
  return Value::none();
}

Value remove(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "deque.remove", args, 1, 1)) return Value::error();
  DequeObject& deque = self_of(self);
  const uint64_t before = deque.changes;
  const int64_t at = find_in_deque(interp, deque, args[0], 0, UINT64_MAX);
  if (at == -2 && deque.changes != before && !interp.stopping()) {
    interp.take_exception();
    return interp.raise(ExceptionKind::kIndexError, "deque mutated during iteration");
  }
  if (at < 0) return at == -2 ? Value::error() : not_there(interp, args[0]);
  if (!interp.charge_steps(deque.size / 16)) return Value::error();
  const Value removed = deque.remove(static_cast<uint64_t>(at));
  return Value::none();
}

Value reverse(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "deque.reverse", args, 0, 0)) return Value::error();
  DequeObject& deque = self_of(self);
  for (uint64_t i = 0; i < deque.size / 2; ++i) deque.at(i).swap(deque.at(deque.size - 1 - i));
  return interp.charge_steps(deque.size / 16) ? Value::none() : Value::error();
}

Value rotate(Interpreter& interp, const Value& self, const Args& args) {
  if (args.size() > 1) {
    return interp.raise(ExceptionKind::kTypeError, "deque.rotate expected at most 1 argument, got ", args.size());
  }
  if (!no_keywords(interp, "deque.rotate", args)) return Value::error();
  int64_t n = 1;
  if (args.size() == 1 && !to_int64(interp, args[0], &n)) return Value::error();
  DequeObject& deque = self_of(self);
  if (deque.size < 2) return Value::none();
  const int64_t size = static_cast<int64_t>(deque.size), right = ((n % size) + size) % size;
  if (!interp.charge_steps(static_cast<uint64_t>(std::min(right, size - right)) / 16)) return Value::error();
  deque.rotate(static_cast<uint64_t>(right));
  return Value::none();
}

Value reversed(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "deque.__reversed__", args, 0, 0)) return Value::error();
  return make_deque_iterator(interp, self_of(self), true);
}

}  // namespace

const Method kDequeMethods[] = {
    {"__copy__", copy},         {"__reversed__", reversed}, {"append", append},
    {"appendleft", appendleft}, {"clear", clear},           {"copy", copy},
    {"count", count},           {"extend", extend},         {"extendleft", extendleft},
    {"index", index},           {"insert", insert},         {"pop", pop},
    {"popleft", popleft},       {"remove", remove},         {"reverse", reverse},
    {"rotate", rotate},         {nullptr, nullptr},
};
const Property kDequeProperties[] = {
    {"maxlen",
     [](Interpreter&, Object* self) {
       const int64_t maxlen = static_cast<DequeObject*>(self)->maxlen;
       return maxlen < 0 ? Value::none() : Value::integer(maxlen);
     },
     nullptr},
    {nullptr, nullptr, nullptr},
};

}  // namespace interloom::lang::modules
