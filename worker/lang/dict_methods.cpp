// Methods and constructor of dict.
#include <string>

#include "worker/lang/builtin_methods.h"
#include "worker/lang/class.h"
#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"
#include "worker/lang/native_help.h"
#include "worker/lang/protocol.h"
#include "worker/lang/sequence_ops.h"

namespace interloom::lang {
namespace {

DictObject& self_of(const Value& self) { return *static_cast<DictObject*>(self.object()); }

template <DictPart part>
Value view(Interpreter& interp, const Value& self, const Args& args) {
  constexpr const char* kNames[] = {"dict.keys", "dict.values", "dict.items"};
  if (!check_positional(interp, kNames[static_cast<int>(part)], args, 0, 0)) return Value::error();
  return make_dict_view(interp, Ref<DictObject>::share(&self_of(self)), part);
}

Value get(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "dict.get", args, 1, 2)) return Value::error();
  bool failed = false;
  const Value* found = self_of(self).find(interp, args[0], &failed);
  if (failed) return Value::error();
  return found ? *found : args.size() == 2 ? args[1] : Value::none();
}

Value pop(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "dict.pop", args, 1, 2)) return Value::error();
  Value removed;
  const int done = self_of(self).remove(interp, args[0], &removed);
  if (done == 1) return removed;
  if (done < 0) return Value::error();
  return args.size() == 2 ? args[1] : raise_key_error(interp, args[0]);
}

Value popitem(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "dict.popitem", args, 0, 0)) return Value::error();
  auto pair = make_tuple(interp.heap(), 2);
  if (!self_of(self).remove_last(&pair->items()[0], &pair->items()[1]))
    return raise_key_error(interp, str_value(interp.heap(), "popitem(): dictionary is empty"));
  return Value::object(std::move(pair));
}

Value setdefault(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "dict.setdefault", args, 1, 2)) return Value::error();
  const Value* found = self_of(self).insert_if_absent(interp, args[0], args.size() == 2 ? args[1] : Value::none());
  return found ? *found : Value::error();
}

bool update_from_pairs(Interpreter& interp, DictObject& dict, const Value& pairs) {
  uint64_t n = 0;
  return each_item(interp, pairs, [&](const Value& item) {
    if (auto* tuple = item.exact<TupleObject>(); tuple && tuple->size == 2) {
      ++n;
      return dict.set(interp, tuple->items()[0], tuple->items()[1]);
    }
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

bool update_from_dict(Interpreter& interp, DictObject& dict, DictObject& other) {
  if (&dict == &other) return true;
  if (dict.size == 0) dict.reserve(other.size);
  const uint64_t size = other.size;
  uint64_t position = 0;
  while (auto* entry = other.next(&position)) {
    if (!interp.charge_steps(1) || !dict.set(interp, Value(entry->key), Value(entry->value), entry->hash)) return false;
    if (other.size == size) continue;
    interp.raise(ExceptionKind::kRuntimeError, "dict mutated during update");
    return false;
  }
  return true;
}

// Any object with keys() and item access.
bool update_from_mapping(Interpreter& interp, DictObject& dict, const Value& mapping, const Value& keys_method) {
  const Value keys = call(interp, keys_method, Args());
  if (keys.is_error()) return false;
  return each_item(interp, keys, [&](const Value& key) {
    Value value = get_item(interp, mapping, key);
    return !value.is_error() && dict.set(interp, key, std::move(value));
  });
}

bool update_from_args(Interpreter& interp, DictObject& dict, const Args& args) {
  if (args.size() == 1 && !update_dict(interp, dict, args[0])) return false;
  for (uint32_t i = 0; i < args.keyword_count; ++i) {
    if (!dict.set(interp, args.names[i], args.keyword_value(i))) return false;
  }
  return true;
}

Value update(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "update", Args(args.positional()), 0, 1)) return Value::error();
  return update_from_args(interp, self_of(self), args) ? Value::none() : Value::error();
}

Value copy(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "dict.copy", args, 0, 0)) return Value::error();
  auto out = make_dict(interp.heap());
  return update_from_dict(interp, *out, self_of(self)) ? Value::object(std::move(out)) : Value::error();
}

Value clear(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "dict.clear", args, 0, 0)) return Value::error();
  self_of(self).clear();
  return Value::none();
}

Value fromkeys(Interpreter& interp, const Value& cls, const Args& args) {
  if (!check_positional(interp, "dict.fromkeys", args, 1, 2)) return Value::error();
  const Value value = args.size() == 2 ? args[1] : Value::none();
  const Value made = call(interp, cls, Args());
  if (made.is_error()) return made;
  auto* exact = made.exact<DictObject>();
  // What has hashed its items already is not asked again.
  if (SetObject* set = exact ? as_set(args[0]) : nullptr) {
    uint64_t position = 0;
    while (const auto* entry = set->next(&position)) {
      if (!interp.charge_steps(1) || !exact->set(interp, Value(entry->key), value, entry->hash)) return Value::error();
    }
    return made;
  }
  if (auto* keys = exact ? args[0].exact<DictObject>() : nullptr) {
    uint64_t position = 0;
    while (const auto* entry = keys->next(&position)) {
      if (!interp.charge_steps(1) || !exact->set(interp, Value(entry->key), value, entry->hash)) return Value::error();
    }
    return made;
  }
  const bool done = each_item(interp, args[0], [&](const Value& key) {
    return exact ? exact->set(interp, key, value) : set_item(interp, made, key, value);
  });
  return done ? made : Value::error();
}

Value reversed(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "dict.__reversed__", args, 0, 0)) return Value::error();
  return make_dict_iterator(interp, self_of(self), DictPart::kKeys, true);
}

}  // namespace

bool update_dict(Interpreter& interp, DictObject& dict, const Value& source) {
  if (auto* other = source.as<DictObject>(); other && source.type()->iter == DictObject::kType.iter) {
    return update_from_dict(interp, dict, *other);
  }
  if (source.exact<ListObject>() || source.exact<TupleObject>()) return update_from_pairs(interp, dict, source);
  const Value keys = optional_attr(interp, source, "keys");
  if (keys.is_error()) return false;
  return keys.is_undefined() ? update_from_pairs(interp, dict, source) : update_from_mapping(interp, dict, source, keys);
}

Value raise_key_error(Interpreter& interp, const Value& key) {
  auto args = make_tuple(interp.heap(), 1);
  args->items()[0] = key;
  return interp.raise_value(make_exception(interp.heap(), exception_type(ExceptionKind::kKeyError), std::move(args)));
}

bool init_dict(Interpreter& interp, Object* self, const Args& args) {
  return check_positional(interp, "dict", Args(args.positional()), 0, 1) &&
         update_from_args(interp, *static_cast<DictObject*>(self), args);
}

Value construct_dict(Interpreter& interp, const Type& type, const Args& args) {
  auto dict = interp.heap().make_typed<DictObject>(type);
  return init_dict(interp, dict.get(), args) ? Value::object(std::move(dict)) : Value::error();
}

const Method kDictMethods[] = {
    {"__reversed__", reversed},
    {"clear", clear},
    {"copy", copy},
    {"fromkeys", fromkeys, MethodKind::kClass},
    {"get", get},
    {"items", view<DictPart::kItems>},
    {"keys", view<DictPart::kKeys>},
    {"pop", pop},
    {"popitem", popitem},
    {"setdefault", setdefault},
    {"update", update},
    {"values", view<DictPart::kValues>},
    {nullptr, nullptr},
};

}  // namespace interloom::lang
