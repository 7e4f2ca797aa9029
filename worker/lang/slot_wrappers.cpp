// Slots as attributes: `int.__add__`, `[].__len__`. One table of all dunders; a built-in type has those whose slots it fills.
#include <algorithm>
#include <string>

#include "worker/lang/containers.h"
#include "worker/lang/generator.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/native_attributes.h"
#include "worker/lang/number.h"
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
  if (!out.is_not_implemented() || !table.sequence) return out;
  // A sequence's + and * do not leave the answer to others.
  if (op == BinaryOp::kMul)
    return interp.raise(ExceptionKind::kTypeError, "can't multiply sequence by non-int of type '", other.type_name(), "'");
  if (op != BinaryOp::kAdd) return out;
  if (&table == &BytesObject::kType) return interp.raise(ExceptionKind::kTypeError, "can't concat ", other.type_name(), " to bytes");
  return interp.raise(ExceptionKind::kTypeError, "can only concatenate ", table.name, " (not \"", other.type_name(), "\") to ",
                      table.name);
}
IL_WRAP(wrap_reflected) {
  const Value& other = plain_number(args[0]);
  if (!number_kind_fits(self, other)) return Value::not_implemented();
  return table.binary(interp, static_cast<BinaryOp>(w.detail), other, self);
}
// __divmod__ of numbers: the operator's binary slot twice.
Value divmod_of(Interpreter& interp, const Value& left, const Value& right) {
  if (!is_number(left) || !is_number(right)) return Value::not_implemented();
  const Value parts[] = {number_binary(interp, BinaryOp::kFloorDiv, left, right), number_binary(interp, BinaryOp::kMod, left, right)};
  return parts[0].is_error() || parts[1].is_error() ? Value::error() : Value::object(make_tuple(interp.heap(), parts));
}
IL_WRAP(wrap_divmod) {
  IL_UNUSED;
  const Value& other = plain_number(args[0]);
  return number_kind_fits(self, other) ? divmod_of(interp, self, other) : Value::not_implemented();
}
IL_WRAP(wrap_reflected_divmod) {
  IL_UNUSED;
  const Value& other = plain_number(args[0]);
  return number_kind_fits(self, other) ? divmod_of(interp, other, self) : Value::not_implemented();
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
    {Dunder::kDivmod, Slot::k_binary, static_cast<uint8_t>(BinaryOp::kFloorDiv), wrap_divmod, 1},
    {Dunder::kRdivmod, Slot::k_binary, static_cast<uint8_t>(BinaryOp::kFloorDiv), wrap_reflected_divmod, 1},
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
  if (w.dunder == Dunder::kDivmod || w.dunder == Dunder::kRdivmod) return &owner == &kIntType || &owner == &kFloatType;
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

}  // namespace interloom::lang
