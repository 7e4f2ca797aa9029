// Methods, constructor, views and iterators of dict.
#include <string>

#include "worker/lang/builtin_methods.h"
#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"
#include "worker/lang/protocol.h"
#include "worker/lang/repr_guard.h"

namespace interloom::lang {
namespace {

constexpr const char* kViewNames[] = {"dict_keys", "dict_values", "dict_items"};

Value part_of(Interpreter& interp, const DictObject::Entry& entry, DictPart part) {
  if (part == DictPart::kKeys) return entry.key;
  if (part == DictPart::kValues) return entry.value;
  auto pair = make_tuple(interp.heap(), 2);
  pair->items()[0] = entry.key;
  pair->items()[1] = entry.value;
  return Value::object(std::move(pair));
}

struct DictIteratorObject : Object {
  DictIteratorObject(Ref<DictObject> over, DictPart which) : dict(std::move(over)), part(which), size(dict->size) {}
  Ref<DictObject> dict;  // null once exhausted
  DictPart part;
  uint64_t size;
  uint64_t position = 0;
  static const Type kType;
};

Value dict_next(Interpreter& interp, Object* self) {
  auto& it = *static_cast<DictIteratorObject*>(self);
  if (!it.dict) return Value::undefined();
  if (it.dict->size != it.size) return interp.raise(ExceptionKind::kRuntimeError, "dictionary changed size during iteration");
  if (const auto* entry = it.dict->next(&it.position)) return part_of(interp, *entry, it.part);
  it.dict = {};
  return Value::undefined();
}

// One type for each part, so that type() and repr name it.
template <DictPart part>
struct DictViewObject : Object {
  explicit DictViewObject(Ref<DictObject> of) : dict(std::move(of)) {}
  Ref<DictObject> dict;
  static const Type kType;
};

template <DictPart part>
Value view_repr(Interpreter& interp, Object* self) {
  ReprGuard guard(self);
  if (guard.running()) return str_value(interp.heap(), "...");
  auto items = make_list(interp.heap());
  DictObject& dict = *static_cast<DictViewObject<part>*>(self)->dict;
  uint64_t position = 0;
  while (const auto* entry = dict.next(&position)) items->append(part_of(interp, *entry, part));
  std::string out = std::string(kViewNames[static_cast<int>(part)]) + "(";
  if (!repr_text(interp, Value::object(std::move(items)), &out)) return Value::error();
  return str_value(interp.heap(), out + ")");
}

template <DictPart part>
const Type DictViewObject<part>::kType = {
    .name = kViewNames[static_cast<int>(part)],
    .destroy = [](Heap&, Object* self) { static_cast<DictViewObject*>(self)->~DictViewObject(); },
    .repr = view_repr<part>,
    .length = [](Interpreter&, Object* self) { return static_cast<int64_t>(static_cast<DictViewObject*>(self)->dict->size); },
    .iter = [](Interpreter& i, Object* self) { return make_dict_iterator(i, *static_cast<DictViewObject*>(self)->dict, part); },
};

DictObject& self_of(const Value& self) { return *static_cast<DictObject*>(self.object()); }

template <DictPart part>
Value view(Interpreter& interp, const Value& self, const Args& args) {
  constexpr const char* kNames[] = {"dict.keys", "dict.values", "dict.items"};
  if (!check_positional(interp, kNames[static_cast<int>(part)], args, 0, 0)) return Value::error();
  return make_dict_view(interp, Ref<DictObject>::share(&self_of(self)), part);
}

Value get(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "get", args, 1, 2)) return Value::error();
  bool failed = false;
  const Value* found = self_of(self).find(interp, args[0], &failed);
  if (failed) return Value::error();
  return found ? *found : args.size() == 2 ? args[1] : Value::none();
}

Value pop(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "pop", args, 1, 2)) return Value::error();
  Value removed;
  const int done = self_of(self).remove(interp, args[0], &removed);
  if (done == 1) return removed;
  if (done < 0) return Value::error();
  return args.size() == 2 ? args[1] : raise_key_error(interp, args[0]);
}

Value setdefault(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "setdefault", args, 1, 2)) return Value::error();
  bool failed = false;
  const Value* found = self_of(self).find(interp, args[0], &failed);
  if (failed) return Value::error();
  if (found) return *found;
  const Value made = args.size() == 2 ? args[1] : Value::none();
  return self_of(self).set(interp, args[0], made) ? made : Value::error();
}

bool update_from_pairs(Interpreter& interp, DictObject& dict, const Value& pairs) {
  uint64_t n = 0;
  return for_each(interp, pairs, [&](const Value& item) {
    auto pair = make_list(interp.heap());
    if (!is_iterable(item)) {
      interp.raise(ExceptionKind::kTypeError, "cannot convert dictionary update sequence element #", n, " to a sequence");
      return false;
    }
    if (!extend_list(interp, *pair, item)) return false;
    if (pair->size != 2) {
      interp.raise(ExceptionKind::kValueError, "dictionary update sequence element #", n, " has length ", pair->size,
                   "; 2 is required");
      return false;
    }
    ++n;
    return dict.set(interp, pair->items[0], pair->items[1]);
  });
}

bool update_dict(Interpreter& interp, DictObject& dict, const Args& args) {
  if (args.size() == 1) {
    if (auto* other = args[0].as<DictObject>()) {
      uint64_t position = 0;
      while (auto* entry = other->next(&position)) {
        if (!interp.charge_steps(1) || !dict.set(interp, Value(entry->key), Value(entry->value))) return false;
      }
    } else if (!update_from_pairs(interp, dict, args[0])) {
      return false;
    }
  }
  for (uint32_t i = 0; i < args.keyword_count; ++i) {
    if (!dict.set(interp, args.names[i], args.keyword_value(i))) return false;
  }
  return true;
}

Value update(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "update", Args(args.positional()), 0, 1)) return Value::error();
  return update_dict(interp, self_of(self), args) ? Value::none() : Value::error();
}

Value copy(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "dict.copy", args, 0, 0)) return Value::error();
  auto out = make_dict(interp.heap());
  return update_dict(interp, *out, Args(std::span(&self, 1))) ? Value::object(std::move(out)) : Value::error();
}

Value clear(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "dict.clear", args, 0, 0)) return Value::error();
  self_of(self).clear();
  return Value::none();
}

}  // namespace

const Type DictIteratorObject::kType = {
    .name = "dict_iterator",
    .destroy = [](Heap&, Object* self) { static_cast<DictIteratorObject*>(self)->~DictIteratorObject(); },
    .iter = [](Interpreter&, Object* self) { return Value::share(self); },
    .next = dict_next,
};

Value make_dict_iterator(Interpreter& interp, DictObject& dict, DictPart part) {
  return Value::object(interp.heap().make<DictIteratorObject>(Ref<DictObject>::share(&dict), part));
}

Value make_dict_view(Interpreter& interp, Ref<DictObject> dict, DictPart part) {
  Heap& heap = interp.heap();
  switch (part) {
    case DictPart::kKeys:
      return Value::object(heap.make<DictViewObject<DictPart::kKeys>>(std::move(dict)));
    case DictPart::kValues:
      return Value::object(heap.make<DictViewObject<DictPart::kValues>>(std::move(dict)));
    default:
      return Value::object(heap.make<DictViewObject<DictPart::kItems>>(std::move(dict)));
  }
}

Value raise_key_error(Interpreter& interp, const Value& key) {
  auto args = make_tuple(interp.heap(), 1);
  args->items()[0] = key;
  return interp.raise_value(make_exception(interp.heap(), exception_type(ExceptionKind::kKeyError), std::move(args)));
}

Value construct_dict(Interpreter& interp, const Type&, const Args& args) {
  if (!check_positional(interp, "dict", Args(args.positional()), 0, 1)) return Value::error();
  auto dict = make_dict(interp.heap());
  return update_dict(interp, *dict, args) ? Value::object(std::move(dict)) : Value::error();
}

const Method kDictMethods[] = {
    {"clear", clear},
    {"copy", copy},
    {"get", get},
    {"items", view<DictPart::kItems>},
    {"keys", view<DictPart::kKeys>},
    {"pop", pop},
    {"setdefault", setdefault},
    {"update", update},
    {"values", view<DictPart::kValues>},
    {nullptr, nullptr},
};

}  // namespace interloom::lang
