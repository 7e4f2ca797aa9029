// list[int]: a class with type arguments. It makes instances of the class and forwards attributes to it.
#include <algorithm>
#include <string>

#include "worker/lang/class.h"
#include "worker/lang/class_slots.h"
#include "worker/lang/class_table.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/native_attributes.h"
#include "worker/lang/protocol.h"
#include "worker/lang/union_type.h"

namespace interloom::lang {
namespace {

GenericAliasObject& alias_of(Object* self) { return *static_cast<GenericAliasObject*>(self); }

Value alias_repr(Interpreter& interp, Object* self) {
  const GenericAliasObject& alias = alias_of(self);
  std::string out;
  if (!append_type_text(interp, alias.origin, &out)) return Value::error();
  out += "[";
  for (uint64_t i = 0; i < alias.args->size; ++i) {
    if (i) out += ", ";
    if (!append_type_text(interp, alias.args->items()[i], &out)) return Value::error();
  }
  if (alias.args->size == 0) out += "()";
  return str_value(interp.heap(), out + "]");
}

// The type variables among the arguments, each once, in order.
TupleObject* parameters_of(Interpreter& interp, GenericAliasObject& alias) {
  if (alias.parameters) return alias.parameters.get();
  auto found = make_list(interp.heap());
  const auto add = [&](const Value& variable) {
    const bool known = std::any_of(found->span().begin(), found->span().end(), [&](const Value& v) { return v.same(variable); });
    if (!known) found->append(variable);
    return true;
  };
  for (const Value& arg : alias.args->span()) {
    if (arg.is<TypeObject>()) continue;
    if (!find_attr(interp, arg, dunder_name(interp, Dunder::kTypingSubst)).is_undefined()) {
      if (interp.has_error()) return nullptr;
      add(arg);
      continue;
    }
    const Value inner = find_attr(interp, arg, dunder_name(interp, Dunder::kParameters));
    if (inner.is_error()) return nullptr;
    if (inner.is<TupleObject>() && !for_each(interp, inner, add)) return nullptr;
  }
  alias.parameters = make_tuple(interp.heap(), found->span());
  return alias.parameters.get();
}

// The argument with the type variables replaced by what is given for them.
Value substitute(Interpreter& interp, const Value& arg, TupleObject& parameters, TupleObject& given) {
  for (uint64_t i = 0; i < parameters.size; ++i) {
    if (!parameters.items()[i].same(arg)) continue;
    return call_dunder(interp, arg, Dunder::kTypingSubst, Args(std::span<const Value>(&given.items()[i], 1)));
  }
  if (arg.is<TypeObject>()) return arg;
  const Value inner = find_attr(interp, arg, dunder_name(interp, Dunder::kParameters));
  auto* wanted = inner.as<TupleObject>();
  if (!wanted || wanted->size == 0) return inner.is_error() ? inner : arg;
  auto chosen = make_tuple(interp.heap(), wanted->size);
  for (uint64_t k = 0; k < wanted->size; ++k) {
    chosen->items()[k] = wanted->items()[k];
    for (uint64_t i = 0; i < parameters.size; ++i) {
      if (parameters.items()[i].same(wanted->items()[k])) chosen->items()[k] = given.items()[i];
    }
  }
  return get_item(interp, arg, wanted->size == 1 ? chosen->items()[0] : Value::object(chosen));
}

Value alias_get_item(Interpreter& interp, Object* self, const Value& key) {
  GenericAliasObject& alias = alias_of(self);
  TupleObject* parameters = parameters_of(interp, alias);
  if (!parameters) return Value::error();
  std::string text;
  if (parameters->size == 0) {
    if (!repr_text(interp, Value::share(self), &text)) return Value::error();
    return interp.raise(ExceptionKind::kTypeError, text, " is not a generic class");
  }
  const auto given = key.is<TupleObject>() ? Ref<TupleObject>::share(key.as<TupleObject>())
                                           : make_tuple(interp.heap(), std::span<const Value>(&key, 1));
  if (given->size != parameters->size) {
    if (!repr_text(interp, Value::share(self), &text)) return Value::error();
    return interp.raise(ExceptionKind::kTypeError, "Too ", given->size > parameters->size ? "many" : "few", " arguments for ", text,
                        "; actual ", given->size, ", expected ", parameters->size);
  }
  auto args = make_list(interp.heap());
  for (const Value& arg : alias.args->span()) {
    Value replaced = substitute(interp, arg, *parameters, *given);
    if (replaced.is_error()) return replaced;
    args->append(std::move(replaced));
  }
  return make_generic_alias(interp, alias.origin, Value::object(make_tuple(interp.heap(), args->span())));
}

Value alias_call(Interpreter& interp, Object* self, const Args& args) {
  Value made = call(interp, alias_of(self).origin, args);
  if (made.is_error()) return made;
  if (!set_attr(interp, made, dunder_name(interp, Dunder::kOrigClass), Value::share(self))) {
    if (interp.stopping()) return Value::error();
    interp.take_exception();  // what takes no attributes goes without
  }
  return made;
}

// Special names are the alias's own; everything else is the class's.
Value alias_get_attr(Interpreter& interp, Object* self, StrObject* name) {
  constexpr std::string_view kOwn[] = {"__origin__", "__args__", "__parameters__", "__mro_entries__", "__class__",
                                       "__reduce_ex__", "__reduce__", "__copy__", "__deepcopy__"};
  const bool own = std::find(std::begin(kOwn), std::end(kOwn), name->view()) != std::end(kOwn);
  return own ? object_get_attr(interp, Value::share(self), name) : get_attr(interp, alias_of(self).origin, name);
}

bool alias_hash(Interpreter& interp, Object* self, int64_t* out) {
  int64_t a, b;
  if (!hash_of(interp, alias_of(self).origin, &a) || !hash_of(interp, Value::object(alias_of(self).args), &b)) return false;
  *out = a ^ b;
  return true;
}

Value alias_compare(Interpreter& interp, CompareOp op, const Value& left, const Value& right) {
  const auto *a = left.as<GenericAliasObject>(), *b = right.as<GenericAliasObject>();
  if (!a || !b || (op != CompareOp::kEq && op != CompareOp::kNe)) return Value::not_implemented();
  int equal = values_equal(interp, a->origin, b->origin);
  if (equal > 0) equal = values_equal(interp, Value::object(a->args), Value::object(b->args));
  return equal < 0 ? Value::error() : Value::boolean((equal > 0) == (op == CompareOp::kEq));
}

Value alias_mro_entries(Interpreter& interp, const Value& self, const Args&) {
  return Value::object(make_tuple(interp.heap(), std::span<const Value>(&self.as<GenericAliasObject>()->origin, 1)));
}

Value refuse_check(Interpreter& interp, const char* what) {
  return interp.raise(ExceptionKind::kTypeError, what, "() argument 2 cannot be a parameterized generic");
}

constexpr Method kMethods[] = {
    {"__mro_entries__", alias_mro_entries},
    {"__instancecheck__", [](Interpreter& i, const Value&, const Args&) { return refuse_check(i, "isinstance"); }},
    {"__subclasscheck__", [](Interpreter& i, const Value&, const Args&) { return refuse_check(i, "issubclass"); }},
    {nullptr, nullptr},
};
const Property kProperties[] = {
    {"__origin__", [](Interpreter&, Object* self) { return alias_of(self).origin; }, nullptr},
    {"__args__", [](Interpreter&, Object* self) { return Value::object(alias_of(self).args); }, nullptr},
    {"__parameters__",
     [](Interpreter& interp, Object* self) {
       TupleObject* parameters = parameters_of(interp, alias_of(self));
       return parameters ? Value::share(parameters) : Value::error();
     },
     nullptr},
    {nullptr, nullptr, nullptr},
};

Ref<TupleObject> argument_tuple(Interpreter& interp, const Value& arguments) {
  if (auto* tuple = arguments.exact<TupleObject>()) return Ref<TupleObject>::share(tuple);
  return make_tuple(interp.heap(), std::span<const Value>(&arguments, 1));
}

// types.GenericAlias(origin, arguments)
Value construct_alias(Interpreter& interp, const Type& type, const Args& args) {
  if (!check_positional(interp, "GenericAlias", args, 2, 2)) return Value::error();
  return Value::object(interp.heap().make_typed<GenericAliasObject>(type, args[0], argument_tuple(interp, args[1])));
}

}  // namespace

Value make_generic_alias(Interpreter& interp, const Value& origin, const Value& arguments) {
  return Value::object(interp.heap().make<GenericAliasObject>(origin, argument_tuple(interp, arguments)));
}

const Type GenericAliasObject::kType = {
    .name = "GenericAlias",
    .module = "types",
    .basic_size = sizeof(GenericAliasObject),
    .destroy = [](Heap&, Object* self) { alias_of(self).~GenericAliasObject(); },
    .repr = alias_repr,
    .hash = alias_hash,
    .compare = alias_compare,
    .get_item = alias_get_item,
    .get_attr = alias_get_attr,
    .call = alias_call,
    .binary = [](Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
      return op == BinaryOp::kOr ? make_union(interp, left, right) : Value::not_implemented();
    },
    .construct = construct_alias,
    .methods = kMethods,
    .properties = kProperties,
};

}  // namespace interloom::lang
