// Slots as attributes: `int.__add__`, `[].__len__`. One table of all dunders; a built-in type has those whose slots it fills.
#include <algorithm>
#include <string>

#include "worker/lang/generator.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/native_attributes.h"
#include "worker/lang/number.h"
#include "worker/lang/operators.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

using Wrapper = SlotWrapper;
#define IL_WRAP(name) Value name(Interpreter& interp, const Wrapper& w, const Type& table, const Value& self, const Args& args)
#define IL_UNUSED (void)w, (void)table, (void)args

// Numbers are no objects: protocol.h's functions work on them without running user code.
IL_WRAP(wrap_repr) {
  IL_UNUSED;
  return self.is_object() && table.repr ? table.repr(interp, self.object()) : repr(interp, self);
}
IL_WRAP(wrap_str) {
  IL_UNUSED;
  return table.str(interp, self.object());
}
IL_WRAP(wrap_hash) {
  IL_UNUSED;
  int64_t hash;
  const bool done = self.is_object() && table.hash ? table.hash(interp, self.object(), &hash) : hash_of(interp, self, &hash);
  return done ? Value::integer(hash) : Value::error();
}
IL_WRAP(wrap_compare) {
  const CompareOp op = static_cast<CompareOp>(w.detail);
  const Value& other = plain_number(args[0]);
  return number_kind_fits(self, other) ? table.compare(interp, op, self, other) : Value::not_implemented();
}
IL_WRAP(wrap_bool) {
  IL_UNUSED;
  const int yes = self.is_object() && table.truth ? table.truth(interp, self.object()) : truth(interp, self);
  return yes < 0 ? Value::error() : Value::boolean(yes);
}
IL_WRAP(wrap_len) {
  IL_UNUSED;
  const int64_t length = table.length(interp, self.object());
  return length < 0 ? Value::error() : Value::integer(length);
}
Value none_or_error(bool done) { return done ? Value::none() : Value::error(); }
IL_WRAP(wrap_get_item) {
  IL_UNUSED;
  return table.get_item(interp, self.object(), args[0]);
}
IL_WRAP(wrap_set_item) {
  IL_UNUSED;
  return none_or_error(table.set_item(interp, self.object(), args[0], args[1]));
}
IL_WRAP(wrap_del_item) {
  IL_UNUSED;
  return none_or_error(table.del_item(interp, self.object(), args[0]));
}
IL_WRAP(wrap_contains) {
  IL_UNUSED;
  const int found = table.contains(interp, self.object(), args[0]);
  return found < 0 ? Value::error() : Value::boolean(found);
}
IL_WRAP(wrap_iter) {
  IL_UNUSED;
  return table.iter(interp, self.object());
}
IL_WRAP(wrap_next) {
  IL_UNUSED;
  Value item = table.next(interp, self.object());
  return item.is_undefined() ? raise_stop_iteration(interp, self) : item;
}
StrObject* attribute_name(Interpreter& interp, const Value& name) {
  auto* str = name.as<StrObject>();
  if (!str) interp.raise(ExceptionKind::kTypeError, "attribute name must be string, not '", name.type_name(), "'");
  return str;
}
IL_WRAP(wrap_get_attribute) {
  IL_UNUSED;
  StrObject* name = attribute_name(interp, args[0]);
  if (!name) return Value::error();
  return table.get_attr && self.is_object() ? table.get_attr(interp, self.object(), name) : object_get_attr(interp, self, name);
}
bool set_attribute(Interpreter& interp, const Type& table, const Value& self, const Value& name, const Value& value) {
  StrObject* str = attribute_name(interp, name);
  if (!str) return false;
  return table.set_attr && self.is_object() ? table.set_attr(interp, self.object(), str, value)
                                            : object_set_attr(interp, self, str, value);
}
IL_WRAP(wrap_set_attribute) {
  IL_UNUSED;
  return none_or_error(set_attribute(interp, table, self, args[0], args[1]));
}
IL_WRAP(wrap_delete_attribute) {
  IL_UNUSED;
  return none_or_error(set_attribute(interp, table, self, args[0], Value()));
}
IL_WRAP(wrap_get) {
  IL_UNUSED;
  const Value instance = args[0].is_none() ? Value() : args[0];
  const Value owner = args.size() > 1 ? args[1] : Value::none();
  if (instance.is_undefined() && owner.is_none()) return interp.raise(ExceptionKind::kTypeError, "__get__(None, None) is invalid");
  return table.descr_get(interp, self.object(), instance, owner);
}
IL_WRAP(wrap_set) {
  IL_UNUSED;
  return none_or_error(table.descr_set(interp, self.object(), args[0], args[1]));
}
IL_WRAP(wrap_delete) {
  IL_UNUSED;
  return none_or_error(table.descr_set(interp, self.object(), args[0], Value()));
}
IL_WRAP(wrap_call) {
  IL_UNUSED;
  return table.call(interp, self.object(), args);
}
IL_WRAP(wrap_binary) {
  const BinaryOp op = static_cast<BinaryOp>(w.detail);
  const Value& other = plain_number(args[0]);
  if (!number_kind_fits(self, other)) return Value::not_implemented();
  Value out = table.binary(interp, op, self, other);
  if (!out.is_not_implemented() || !table.sequence || op == BinaryOp::kMod) return out;
  return refuse_binary(interp, op, "", self, other);
}
IL_WRAP(wrap_reflected) {
  const Value& other = plain_number(args[0]);
  if (!number_kind_fits(self, other)) return Value::not_implemented();
  return table.binary(interp, static_cast<BinaryOp>(w.detail), other, self);
}
IL_WRAP(wrap_inplace) { return table.inplace(interp, static_cast<BinaryOp>(w.detail), self, args[0]); }
IL_WRAP(wrap_unary) {
  IL_UNUSED;
  const UnaryOp op = static_cast<UnaryOp>(w.detail);
  return is_number(self) ? number_unary(interp, op, self) : table.unary(interp, op, self.object());
}
IL_WRAP(wrap_to_int) {
  IL_UNUSED;
  if (self.is_float()) return int_from_double(interp, self.as_float());
  return is_number(self) ? number_unary(interp, UnaryOp::kPos, self) : table.to_int(interp, self.object());
}
IL_WRAP(wrap_to_float) {
  IL_UNUSED;
  double real;
  if (is_number(self)) return to_double(interp, self, &real) ? Value::real(real) : Value::error();
  return table.to_float(interp, self.object());
}
IL_WRAP(wrap_to_index) {
  IL_UNUSED;
  return is_number(self) ? number_unary(interp, UnaryOp::kPos, self) : table.to_index(interp, self.object());
}

#define IL_COMPARE(name, op) {Dunder::k##name, Slot::k_compare, static_cast<uint8_t>(CompareOp::k##op), wrap_compare, 1}
#define IL_BINARY(name, op)                                                                                  \
  {Dunder::kOp##name, Slot::k_binary, static_cast<uint8_t>(BinaryOp::k##op), wrap_binary, 1},                \
      {Dunder::kR##name, Slot::k_binary, static_cast<uint8_t>(BinaryOp::k##op), wrap_reflected, 1},          \
      {Dunder::kI##name, Slot::k_inplace, static_cast<uint8_t>(BinaryOp::k##op), wrap_inplace, 1}
#define IL_UNARY(name, op) {Dunder::k##name, Slot::k_unary, static_cast<uint8_t>(UnaryOp::k##op), wrap_unary, 0}

constexpr SlotWrapper kWrappers[] = {
    {Dunder::kRepr, Slot::k_repr, 0, wrap_repr, 0},
    {Dunder::kStr, Slot::k_str, 0, wrap_str, 0},
    {Dunder::kHash, Slot::k_hash, 0, wrap_hash, 0},
    IL_COMPARE(Lt, Lt),
    IL_COMPARE(Le, Le),
    IL_COMPARE(Eq, Eq),
    IL_COMPARE(Ne, Ne),
    IL_COMPARE(Gt, Gt),
    IL_COMPARE(Ge, Ge),
    {Dunder::kBool, Slot::k_truth, 0, wrap_bool, 0},
    {Dunder::kLen, Slot::k_length, 0, wrap_len, 0},
    {Dunder::kGetitem, Slot::k_get_item, 0, wrap_get_item, 1},
    {Dunder::kSetitem, Slot::k_set_item, 0, wrap_set_item, 2},
    {Dunder::kDelitem, Slot::k_del_item, 0, wrap_del_item, 1},
    {Dunder::kContains, Slot::k_contains, 0, wrap_contains, 1},
    {Dunder::kIter, Slot::k_iter, 0, wrap_iter, 0},
    {Dunder::kNext, Slot::k_next, 0, wrap_next, 0},
    {Dunder::kGetattribute, Slot::k_get_attr, 0, wrap_get_attribute, 1},
    {Dunder::kSetattr, Slot::k_set_attr, 0, wrap_set_attribute, 2},
    {Dunder::kDelattr, Slot::k_set_attr, 0, wrap_delete_attribute, 1},
    {Dunder::kGet, Slot::k_descr_get, 0, wrap_get, 1, 1},
    {Dunder::kSet, Slot::k_descr_set, 0, wrap_set, 2},
    {Dunder::kDelete, Slot::k_descr_set, 0, wrap_delete, 1},
    {Dunder::kCall, Slot::k_call, 0, wrap_call, -1},
    IL_BINARY(Add, Add),
    IL_BINARY(Sub, Sub),
    IL_BINARY(Mul, Mul),
    IL_BINARY(Truediv, TrueDiv),
    IL_BINARY(Floordiv, FloorDiv),
    IL_BINARY(Mod, Mod),
    IL_BINARY(Pow, Pow),
    IL_BINARY(Matmul, MatMul),
    IL_BINARY(Lshift, LShift),
    IL_BINARY(Rshift, RShift),
    IL_BINARY(And, And),
    IL_BINARY(Or, Or),
    IL_BINARY(Xor, Xor),
    IL_UNARY(Neg, Neg),
    IL_UNARY(Pos, Pos),
    IL_UNARY(Invert, Invert),
    IL_UNARY(Abs, Abs),
    {Dunder::kInt, Slot::k_to_int, 0, wrap_to_int, 0},
    {Dunder::kFloat, Slot::k_to_float, 0, wrap_to_float, 0},
    {Dunder::kIndex, Slot::k_to_index, 0, wrap_to_index, 0},
};

IL_WRAP(wrap_init) {
  IL_UNUSED;
  return none_or_error(native_init(interp, table, self, args));
}

constexpr SlotWrapper kInitWrapper = {Dunder::kInit, Slot::k_call, 0, wrap_init, -1};

// What `object` does.
IL_WRAP(object_str) {
  IL_UNUSED;
  return repr(interp, self);
}
IL_WRAP(object_repr) {
  IL_UNUSED;
  return self.is_object() ? default_repr(interp, self) : repr(interp, self);
}
IL_WRAP(object_hash) {
  IL_UNUSED;
  int64_t hash = 0;
  if (!self.is_object()) return hash_of(interp, self, &hash) ? Value::integer(hash) : Value::error();
  return Value::integer(interp.identity_hash(self.object()));
}
IL_WRAP(object_compare) {
  IL_UNUSED;
  const CompareOp op = static_cast<CompareOp>(w.detail);
  if (op == CompareOp::kEq && self.same(args[0])) return Value::boolean(true);
  if (op != CompareOp::kNe) return Value::not_implemented();
  // The opposite of ==, whatever class defines that.
  Value equal = call_dunder(interp, self, Dunder::kEq, args);
  if (equal.is_error() || equal.is_not_implemented()) return equal;
  const int yes = truth(interp, equal);
  return yes < 0 ? Value::error() : Value::boolean(!yes);
}

#define IL_OBJECT_COMPARE(name) \
  { Dunder::k##name, Slot::k_compare, static_cast<uint8_t>(CompareOp::k##name), object_compare, 1 }
constexpr SlotWrapper kObjectWrappers[] = {
    {Dunder::kRepr, Slot::k_repr, 0, object_repr, 0},
    {Dunder::kStr, Slot::k_str, 0, object_str, 0},
    {Dunder::kHash, Slot::k_hash, 0, object_hash, 0},
    IL_OBJECT_COMPARE(Lt),
    IL_OBJECT_COMPARE(Le),
    IL_OBJECT_COMPARE(Eq),
    IL_OBJECT_COMPARE(Ne),
    IL_OBJECT_COMPARE(Gt),
    IL_OBJECT_COMPARE(Ge),
    {Dunder::kGetattribute, Slot::k_get_attr, 0, wrap_get_attribute, 1},
    {Dunder::kSetattr, Slot::k_set_attr, 0, wrap_set_attribute, 2},
    {Dunder::kDelattr, Slot::k_set_attr, 0, wrap_delete_attribute, 1},
    {Dunder::kInit, Slot::k_call, 0, wrap_init, -1},
};

// Operators that CPython's types of these names do not have, though one binary slot serves all.
bool has_operator(const Type& owner, const SlotWrapper& w) {
  const auto one_of = [&](std::initializer_list<BinaryOp> ops) {
    return std::find(ops.begin(), ops.end(), static_cast<BinaryOp>(w.detail)) != ops.end();
  };
  const bool unary = w.slot == Slot::k_unary, reflected = w.dunder >= kFirstReflected && w.dunder < kFirstInplace;
  const bool invert = unary && static_cast<UnaryOp>(w.detail) == UnaryOp::kInvert;
  if (&owner == &kIntType) return unary || !one_of({BinaryOp::kMatMul});
  if (&owner == &kFloatType || &owner == &ComplexObject::kType) {
    if (unary) return !invert;
    if (&owner == &kFloatType && one_of({BinaryOp::kFloorDiv, BinaryOp::kMod})) return true;
    return one_of({BinaryOp::kAdd, BinaryOp::kSub, BinaryOp::kMul, BinaryOp::kTrueDiv, BinaryOp::kPow});
  }
  const std::string_view type(owner.name);
  if (owner.sequence) {
    if (one_of({BinaryOp::kMul})) return true;
    return reflected ? one_of({BinaryOp::kMod}) && (type == "str" || type == "bytes")
                     : one_of({BinaryOp::kAdd}) || (one_of({BinaryOp::kMod}) && (type == "str" || type == "bytes"));
  }
  if (type == "dict" || type == "type" || type == "mappingproxy") return one_of({BinaryOp::kOr});
  if (type == "set" || type == "frozenset") return one_of({BinaryOp::kSub, BinaryOp::kAnd, BinaryOp::kOr, BinaryOp::kXor});
  return true;
}

bool has_wrapper(const Type& owner, const SlotWrapper& w) {
  const Type& table = slot_table(owner);
  if (!has_slot(table, w.slot)) return false;
  if (owner.base && same_slot(table, slot_table(*owner.base), w.slot)) return false;  // inherited
  if (w.slot == Slot::k_binary || w.slot == Slot::k_inplace || w.slot == Slot::k_unary) return has_operator(owner, w);
  // A class is subscripted through __class_getitem__ only.
  return !(w.slot == Slot::k_get_item && &owner == &TypeObject::kType);
}

}  // namespace

const SlotWrapper* find_slot_wrapper(const Type& owner, std::string_view name) {
  if (&owner == &kObjectType) {
    for (const SlotWrapper& w : kObjectWrappers) {
      if (dunder_text(w.dunder) == name) return &w;
    }
    return nullptr;
  }
  if (name == dunder_text(Dunder::kInit)) return has_native_init(owner) ? &kInitWrapper : nullptr;
  for (const SlotWrapper& w : kWrappers) {
    if (dunder_text(w.dunder) == name) return has_wrapper(owner, w) ? &w : nullptr;
  }
  return nullptr;
}

void for_each_slot_wrapper(const Type& owner, const std::function<void(std::string_view)>& visit) {
  if (&owner == &kObjectType) {
    for (const SlotWrapper& w : kObjectWrappers) visit(dunder_text(w.dunder));
    return;
  }
  for (const SlotWrapper& w : kWrappers) {
    if (has_wrapper(owner, w)) visit(dunder_text(w.dunder));
  }
  if (has_native_init(owner)) visit(dunder_text(Dunder::kInit));
}

bool is_objects_own(const Value* value, Dunder dunder) {
  const auto* wrapper = value ? value->as<SlotWrapperObject>() : nullptr;
  return wrapper && wrapper->owner == &kObjectType && wrapper->wrapper->dunder == dunder;
}

namespace {

bool is_number_type(const Type& type) { return &type == &kIntType || &type == &kFloatType || &type == &kBoolType; }

Value call_wrapper(Interpreter& interp, const SlotWrapper& w, const Type& owner, const Value& self, const Args& args) {
  if (w.arguments >= 0) {
    if (args.keyword_count) return interp.raise(ExceptionKind::kTypeError, "wrapper ", dunder_text(w.dunder), "() takes no keyword arguments");
    const uint32_t least = static_cast<uint32_t>(w.arguments), most = least + static_cast<uint32_t>(w.optional);
    if (args.size() < least || args.size() > most) {
      return interp.raise(ExceptionKind::kTypeError, "expected ", least == most ? "" : args.size() < least ? "at least " : "at most ",
                          args.size() < least ? least : most, (args.size() < least ? least : most) == 1 ? " argument" : " arguments",
                          ", got ", args.size());
    }
  }
  const Type& table = w.dunder == Dunder::kInit ? owner : slot_table(owner);
  return w.call(interp, w, table, is_number_type(owner) ? plain_number(self) : self, args);
}

Value slot_wrapper_call(Interpreter& interp, Object* self, const Args& args) {
  const auto& object = *static_cast<SlotWrapperObject*>(self);
  const std::string_view name = dunder_text(object.wrapper->dunder);
  if (args.size() == 0) {
    return interp.raise(ExceptionKind::kTypeError, "descriptor '", name, "' of '", object.owner->name, "' object needs an argument");
  }
  if (!is_instance(args[0], object.owner)) {
    return interp.raise(ExceptionKind::kTypeError, "descriptor '", name, "' requires a '", object.owner->name,
                        "' object but received a '", args[0].type_name(), "'");
  }
  return call_wrapper(interp, *object.wrapper, *object.owner, args[0], without_first(args));
}

Value slot_wrapper_get(Interpreter& interp, Object* self, const Value& instance, const Value&) {
  const auto& object = *static_cast<SlotWrapperObject*>(self);
  if (instance.is_undefined()) return Value::share(self);
  if (!is_instance(instance, object.owner)) return wrong_descriptor(interp, dunder_text(object.wrapper->dunder), *object.owner, instance);
  return Value::object(interp.heap().make<MethodWrapperObject>(object.wrapper, object.owner, instance));
}

template <class T>
Value wrapper_name(Interpreter& interp, Object* self) {
  return Value::share(dunder_name(interp, static_cast<T*>(self)->wrapper->dunder));
}
template <class T>
Value wrapper_qualname(Interpreter& interp, Object* self) {
  const auto& object = *static_cast<T*>(self);
  return str_value(interp.heap(), str_cat(object.owner->name, ".", dunder_text(object.wrapper->dunder)));
}
template <class T>
Value wrapper_owner(Interpreter& interp, Object* self) {
  return interp.type_object(*static_cast<T*>(self)->owner);
}
Value no_doc(Interpreter&, Object*) { return Value::none(); }

const Property kSlotWrapperProperties[] = {
    {"__name__", wrapper_name<SlotWrapperObject>, nullptr},
    {"__qualname__", wrapper_qualname<SlotWrapperObject>, nullptr},
    {"__objclass__", wrapper_owner<SlotWrapperObject>, nullptr},
    {"__doc__", no_doc, nullptr},
    {nullptr, nullptr, nullptr},
};
const Property kMethodWrapperProperties[] = {
    {"__name__", wrapper_name<MethodWrapperObject>, nullptr},
    {"__qualname__", wrapper_qualname<MethodWrapperObject>, nullptr},
    {"__objclass__", wrapper_owner<MethodWrapperObject>, nullptr},
    {"__self__", [](Interpreter&, Object* self) { return static_cast<MethodWrapperObject*>(self)->self; }, nullptr},
    {"__doc__", no_doc, nullptr},
    {nullptr, nullptr, nullptr},
};

Value method_wrapper_repr(Interpreter& interp, Object* self) {
  const auto& object = *static_cast<MethodWrapperObject*>(self);
  return str_value(interp.heap(), str_cat("<method-wrapper '", dunder_text(object.wrapper->dunder), "' of ", object.self.type_name(),
                                          " object at ", id_text(interp, object.self), ">"));
}

bool method_wrapper_hash(Interpreter& interp, Object* self, int64_t* out) {
  const auto& object = *static_cast<MethodWrapperObject*>(self);
  *out = object_id(interp, object.self) ^ static_cast<int64_t>(object.wrapper->dunder);
  return true;
}

Value method_wrapper_compare(Interpreter&, CompareOp op, const Value& left, const Value& right) {
  const auto *a = left.as<MethodWrapperObject>(), *b = right.as<MethodWrapperObject>();
  if (!a || !b || (op != CompareOp::kEq && op != CompareOp::kNe)) return Value::not_implemented();
  const bool equal = a->wrapper == b->wrapper && a->owner == b->owner && a->self.same(b->self);
  return Value::boolean(equal == (op == CompareOp::kEq));
}

}  // namespace

const Type SlotWrapperObject::kType = {
    .name = "wrapper_descriptor",
    .repr =
        [](Interpreter& interp, Object* self) {
          const auto& object = *static_cast<SlotWrapperObject*>(self);
          return str_value(interp.heap(), str_cat("<slot wrapper '", dunder_text(object.wrapper->dunder), "' of '",
                                                  object.owner->name, "' objects>"));
        },
    .descr_get = slot_wrapper_get,
    .call = slot_wrapper_call,
    .properties = kSlotWrapperProperties,
};

const Type MethodWrapperObject::kType = {
    .name = "method-wrapper",
    .destroy = [](Heap&, Object* self) { static_cast<MethodWrapperObject*>(self)->~MethodWrapperObject(); },
    .repr = method_wrapper_repr,
    .hash = method_wrapper_hash,
    .compare = method_wrapper_compare,
    .call =
        [](Interpreter& interp, Object* self, const Args& args) {
          const auto& object = *static_cast<MethodWrapperObject*>(self);
          return call_wrapper(interp, *object.wrapper, *object.owner, object.self, args);
        },
    .properties = kMethodWrapperProperties,
};

}  // namespace interloom::lang
