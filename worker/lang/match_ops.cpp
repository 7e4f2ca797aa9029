// The match statement: what counts as a mapping or sequence, keys and attributes of patterns.
#include "worker/lang/class.h"
#include "worker/lang/module.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/vm_ops.h"

namespace interloom::lang::vm {
namespace {

// collections.abc.<name>, when the job has imported it: classes may be registered there. Undefined otherwise.
Value abstract_class(Interpreter& interp, std::string_view name) {
  ModuleObject* module = imported_module(interp, "collections.abc");
  const Value* found = module ? module->dict->find(name) : nullptr;
  return found ? *found : Value::undefined();
}

bool is_abstract(Interpreter& interp, const Value& subject, std::string_view name) {
  if (!subject.is_object()) return false;
  const Value cls = abstract_class(interp, name);
  if (cls.is_undefined()) return false;
  const int yes = instance_check(interp, subject, cls);
  if (yes < 0) interp.take_exception();
  return yes > 0;
}

bool is_text(const Value& value) {
  if (value.is<StrObject>() || value.is<BytesObject>()) return true;
  for (const Type* type = value.type(); type; type = type->base) {
    if (std::string_view(type->name) == "bytearray" && !type->user_class) return true;
  }
  return false;
}

// Classes that match themselves against one positional pattern.
bool matches_itself(const Type* cls) {
  static constexpr std::string_view kNames[] = {"bool", "bytearray", "bytes", "dict", "float", "frozenset",
                                                "int",  "list",      "set",   "str",  "tuple"};
  for (; cls; cls = cls->base) {
    if (cls->user_class) continue;
    for (const std::string_view name : kNames) {
      if (name == cls->name) return true;
    }
  }
  return false;
}

}  // namespace

bool is_mapping(Interpreter& interp, const Value& subject) {
  return subject.is<DictObject>() || is_abstract(interp, subject, "Mapping");
}

bool is_sequence(Interpreter& interp, const Value& subject) {
  if (is_text(subject)) return false;
  if (subject.is<ListObject>() || subject.is<TupleObject>() || subject.is<RangeObject>()) return true;
  if (!subject.is_object()) return false;
  for (const Type* type = subject.object()->type; type; type = type->base) {
    if (std::string_view(type->name) == "deque" && !type->user_class) return true;
  }
  return is_abstract(interp, subject, "Sequence");
}

Value match_keys(Interpreter& interp, const Value& subject, const Value& keys) {
  TupleObject& wanted = *keys.as<TupleObject>();
  auto values = make_tuple(interp.heap(), wanted.size);
  auto seen = make_dict(interp.heap());
  const Value missing = Value::object(make_list(interp.heap()));  // no other object is this
  Value get;
  if (!subject.exact<DictObject>() && wanted.size) {
    get = get_attr(interp, subject, "get");
    if (get.is_error()) return get;
  }
  for (uint64_t i = 0; i < wanted.size; ++i) {
    const Value& key = wanted.items()[i];
    bool failed = false;
    if (seen->find(interp, key, &failed)) {
      std::string text;
      if (!repr_text(interp, key, &text)) return Value::error();
      return interp.raise(ExceptionKind::kValueError, "mapping pattern checks duplicate key (", text, ")");
    }
    if (failed || !seen->set(interp, key, Value::none())) return Value::error();
    Value found;
    if (auto* dict = subject.exact<DictObject>()) {
      const Value* value = dict->find(interp, key, &failed);
      if (failed) return Value::error();
      found = value ? *value : missing;
    } else {
      const Value args[] = {key, missing};
      found = call(interp, get, Args(args));
      if (found.is_error()) return found;
    }
    if (found.same(missing)) return Value::none();
    values->items()[i] = std::move(found);
  }
  return Value::object(std::move(values));
}

namespace {

// The attribute a pattern names: undefined: the subject has none, which is no error.
Value pattern_attribute(Interpreter& interp, const Value& subject, StrObject* name, DictObject& seen, const TypeObject& cls) {
  bool failed = false;
  const Value key = Value::share(name);
  if (seen.find(interp, key, &failed)) {
    return interp.raise(ExceptionKind::kTypeError, cls.described->name, "() got multiple sub-patterns for attribute '",
                        name->view(), "'");
  }
  if (failed || !seen.set(interp, key, Value::none())) return Value::error();
  Value found = get_attr(interp, subject, name);
  if (!found.is_error() || !as_exception(interp.exception())) return found;
  if (!is_subtype(interp.exception().object()->type, &exception_type(ExceptionKind::kAttributeError))) return found;
  interp.take_exception();
  return Value::undefined();
}

// The tuple of __match_args__; empty when there is none. Null: raised.
Ref<TupleObject> match_args(Interpreter& interp, const Value& cls_value, const TypeObject& cls, uint32_t positional,
                            bool* itself) {
  Value names = get_attr(interp, cls_value, "__match_args__");
  if (names.is_error()) {
    if (!as_exception(interp.exception()) ||
        !is_subtype(interp.exception().object()->type, &exception_type(ExceptionKind::kAttributeError)))
      return {};
    interp.take_exception();
    *itself = matches_itself(cls.described);
    names = Value::object(make_tuple(interp.heap(), uint64_t{0}));
  }
  auto* tuple = names.exact<TupleObject>();
  if (!tuple) {
    interp.raise(ExceptionKind::kTypeError, cls.described->name, ".__match_args__ must be a tuple (got ", names.type_name(), ")");
    return {};
  }
  const uint64_t allowed = *itself ? 1 : tuple->size;
  if (positional > allowed) {
    interp.raise(ExceptionKind::kTypeError, cls.described->name, "() accepts ", allowed, " positional sub-pattern",
                 allowed == 1 ? "" : "s", " (", positional, " given)");
    return {};
  }
  return Ref<TupleObject>::share(tuple);
}

}  // namespace

Value match_class(Interpreter& interp, const Value& subject, const Value& cls_value, const Value& names, uint32_t positional) {
  auto* cls = cls_value.as<TypeObject>();
  if (!cls) return interp.raise(ExceptionKind::kTypeError, "called match pattern must be a type");
  const int is = instance_check(interp, subject, cls_value);
  if (is <= 0) return is < 0 ? Value::error() : Value::none();
  TupleObject& by_name = *names.as<TupleObject>();
  auto attributes = make_tuple(interp.heap(), positional + by_name.size);
  auto seen = make_dict(interp.heap());
  uint64_t next = 0;
  if (positional) {
    bool itself = false;
    const Ref<TupleObject> args = match_args(interp, cls_value, *cls, positional, &itself);
    if (!args) return Value::error();
    if (itself) {
      attributes->items()[next++] = subject;
    } else {
      for (; next < positional; ++next) {
        auto* name = args->items()[next].as<StrObject>();
        if (!name) {
          return interp.raise(ExceptionKind::kTypeError, "__match_args__ elements must be strings (got ",
                              args->items()[next].type_name(), ")");
        }
        Value found = pattern_attribute(interp, subject, name, *seen, *cls);
        if (found.is_error()) return found;
        if (found.is_undefined()) return Value::none();
        attributes->items()[next] = std::move(found);
      }
    }
  }
  for (uint64_t i = 0; i < by_name.size; ++i) {
    Value found = pattern_attribute(interp, subject, by_name.items()[i].as<StrObject>(), *seen, *cls);
    if (found.is_error()) return found;
    if (found.is_undefined()) return Value::none();
    attributes->items()[next++] = std::move(found);
  }
  return Value::object(std::move(attributes));
}

}  // namespace interloom::lang::vm
