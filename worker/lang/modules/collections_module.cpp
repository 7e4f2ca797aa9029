// defaultdict, _count_elements and the module's table.
#include "worker/lang/modules/collections_module.h"

#include <string>

#include "worker/lang/builtin_methods.h"
#include "worker/lang/builtins.h"
#include "worker/lang/class.h"
#include "worker/lang/function.h"
#include "worker/lang/modules/collections.h"
#include "worker/lang/native_help.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/sequence_ops.h"

namespace interloom::lang::modules {
namespace {

constexpr uint32_t kFactoryReprRunning = 8;  // in Object::flags

struct DefaultDictObject : DictObject {
  Value factory = Value::none();
};
DefaultDictObject& defaultdict_of(Object* self) { return *static_cast<DefaultDictObject*>(self); }
DefaultDictObject* as_defaultdict(const Value& value) {
  return is_instance(value, &kDefaultDictType) ? &defaultdict_of(value.object()) : nullptr;
}

Value missing(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "defaultdict.__missing__", args, 1, 1)) return Value::error();
  auto& dict = defaultdict_of(self.object());
  const Value key = args[0], factory = dict.factory;
  if (factory.is_none()) return raise_key_error(interp, key);
  Value made = call(interp, factory, Args());
  return made.is_error() || set_item(interp, self, key, made) ? made : Value::error();
}

Value get_missing(Interpreter& interp, Object* self, const Value& key) {
  auto& dict = defaultdict_of(self);
  bool failed = false;
  if (const Value* found = dict.find(interp, key, &failed)) return *found;
  if (failed) return Value::error();
  const Value held = Value::share(self);
  // A class of user code may have its own idea.
  if (self->type->user_class) return call_special(interp, held, "__missing__", std::span(&key, 1));
  return missing(interp, held, Args(std::span(&key, 1)));
}

Value defaultdict_repr(Interpreter& interp, Object* self) {
  std::string out = str_cat(self->type->name, "(");
  // The factory may be a method of this dict.
  if (self->flags & kFactoryReprRunning) {
    out += "...";
  } else {
    self->flags |= kFactoryReprRunning;
    const bool done = repr_text(interp, Value(defaultdict_of(self).factory), &out);
    self->flags &= ~kFactoryReprRunning;
    if (!done) return Value::error();
  }
  out += ", ";
  const Value items = DictObject::kType.repr(interp, self);
  const auto* text = items.as<StrObject>();
  if (!text) return Value::error();
  out += text->view();
  return str_value(interp.heap(), out + ")");
}

bool defaultdict_init(Interpreter& interp, Object* self, const Args& args) {
  auto& dict = defaultdict_of(self);
  Args rest = args;
  if (args.size() > 0) {
    if (!args[0].is_none() && !is_callable(args[0])) {
      interp.raise(ExceptionKind::kTypeError, "first argument must be callable or None");
      return false;
    }
    dict.factory = args[0];
    rest = Args(args.values + 1, args.positional_count - 1, args.keyword_count, args.names);
  }
  return init_dict(interp, self, rest);
}

Value construct_defaultdict(Interpreter& interp, const Type& type, const Args& args) {
  auto dict = interp.heap().make_typed<DefaultDictObject>(type);
  return defaultdict_init(interp, dict.get(), args) ? Value::object(std::move(dict)) : Value::error();
}

Value copy(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "copy", args, 0, 0)) return Value::error();
  const Value arguments[] = {defaultdict_of(self.object()).factory, self};
  return call(interp, interp.type_object(*self.type()), Args(std::span(arguments)));
}

Value reduce(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "__reduce__", args, 0, 0)) return Value::error();
  const Value& factory = defaultdict_of(self.object()).factory;
  const auto arguments = make_tuple(interp.heap(), std::span(&factory, factory.is_none() ? 0 : 1));
  const Value items = get_attr(interp, self, "items");
  const Value view = items.is_error() ? items : call(interp, items, Args());
  const Value iterator = view.is_error() ? view : get_iter(interp, view);
  if (iterator.is_error()) return iterator;
  const Value out[] = {interp.type_object(*self.type()), Value::object(arguments), Value::none(), Value::none(), iterator};
  return Value::object(make_tuple(interp.heap(), out));
}

Value defaultdict_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  if (op != BinaryOp::kOr || !left.is<DictObject>() || !right.is<DictObject>()) return Value::not_implemented();
  DefaultDictObject* own = as_defaultdict(left);
  const Value& self = own ? left : right;
  const Value arguments[] = {own ? own->factory : as_defaultdict(right)->factory, left};
  const Value out = call(interp, interp.type_object(*self.type()), Args(std::span(arguments)));
  if (out.is_error()) return out;
  auto* made = out.as<DictObject>();
  return made && update_dict(interp, *made, right) ? out : Value::error();
}

constexpr Method kMethods[] = {
    {"__missing__", missing}, {"__copy__", copy}, {"__reduce__", reduce}, {"copy", copy}, {nullptr, nullptr},
};
constexpr Property kProperties[] = {
    {"default_factory", [](Interpreter&, Object* self) { return defaultdict_of(self).factory; },
     [](Interpreter&, Object* self, const Value& value) {
       defaultdict_of(self).factory = value.is_undefined() ? Value::none() : value;
       return true;
     }},
    {nullptr, nullptr, nullptr},
};

// A dict that counts without asking anyone: nothing of get and item assignment is user code's.
bool counts_directly(Interpreter& interp, const Value& mapping) {
  if (!mapping.is<DictObject>() || mapping.type()->set_item != DictObject::kType.set_item) return false;
  if (!mapping.type()->user_class) return true;
  const Value get = optional_attr(interp, mapping, "get");
  const auto* bound = get.as<BoundMethodObject>();
  return bound && std::string_view(bound->method->name) == "get";
}

Value count_elements(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "_collections._count_elements", args, 2, 2)) return Value::error();
  const Value one = Value::integer(1);
  const bool direct = counts_directly(interp, args[0]);
  if (interp.has_error()) return Value::error();
  const Value get = direct ? Value() : get_attr(interp, args[0], "get");
  if (get.is_error()) return get;
  const bool done = each_item(interp, args[1], [&](const Value& item) {
    if (direct) {
      auto& dict = *args[0].as<DictObject>();
      int64_t hash;
      bool failed = false;
      if (!hash_of(interp, item, &hash)) return false;
      const Value* found = dict.find(interp, item, hash, &failed);
      if (failed) return false;
      Value next = found ? binary_op(interp, BinaryOp::kAdd, Value(*found), one) : one;
      return !next.is_error() && dict.set(interp, item, std::move(next), hash);
    }
    const Value arguments[] = {item, Value::integer(0)};
    const Value before = call(interp, get, Args(std::span(arguments)));
    const Value next = before.is_error() ? before : binary_op(interp, BinaryOp::kAdd, before, one);
    return !next.is_error() && set_item(interp, args[0], item, next);
  });
  return done ? Value::none() : Value::error();
}

bool init(Interpreter& interp, ModuleObject& module) {
  for (const Type* type : {&DequeObject::kType, &kDefaultDictType, &kOrderedDictType}) {
    module.add(interp, type->name, interp.type_object(*type));
  }
  module.add(interp, "_count_elements", native_function(interp.heap(), "_count_elements", count_elements));
  return true;
}

}  // namespace

const Type kDefaultDictType = [] {
  Type type = DictObject::kType;
  type.name = "defaultdict";
  type.module = "collections";
  type.message_name = "collections.defaultdict";
  type.base = &DictObject::kType;
  type.basic_size = sizeof(DefaultDictObject);
  type.destroy = [](Heap& heap, Object* self) {
    defaultdict_of(self).factory = Value();
    destroy_dict(heap, self);
  };
  type.repr = defaultdict_repr;
  type.get_item = get_missing;
  type.binary = defaultdict_binary;
  type.construct = construct_defaultdict;
  type.init = defaultdict_init;
  type.methods = kMethods;
  type.properties = kProperties;
  return type;
}();

const NativeModule kCollectionsModule = {"_collections", init};

}  // namespace interloom::lang::modules
