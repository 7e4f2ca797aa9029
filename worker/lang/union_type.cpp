#include "worker/lang/union_type.h"

#include <string>

#include "worker/lang/class.h"
#include "worker/lang/class_table.h"
#include "worker/lang/class_build.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

UnionObject& union_of(Object* self) { return *static_cast<UnionObject*>(self); }

// TypeVars and NewTypes of the typing module have __or__ of their own.
bool can_join(const Value& value) {
  return value.is_none() || value.is<TypeObject>() || value.is<GenericAliasObject>() || value.is<UnionObject>();
}

bool add_member(Interpreter& interp, ListObject& members, const Value& value) {
  const Value member = value.is_none() ? interp.type_object(kNoneType) : value;
  for (const Value& known : members.span()) {
    const int equal = values_equal(interp, Value(known), member);
    if (equal != 0) return equal > 0;
  }
  members.append(member);
  return interp.charge_steps(members.size);
}

bool add_members(Interpreter& interp, ListObject& members, const Value& value) {
  auto* joined = value.as<UnionObject>();
  if (!joined) return add_member(interp, members, value);
  for (const Value& each : joined->args->span()) {
    if (!add_member(interp, members, each)) return false;
  }
  return true;
}

Value union_repr(Interpreter& interp, Object* self) {
  std::string out;
  for (const Value& each : union_of(self).args->span()) {
    if (!out.empty()) out += " | ";
    const auto* type = each.as<TypeObject>();
    if (type && type->described == &kNoneType) {
      out += "None";
    } else if (!append_type_text(interp, each, &out)) {
      return Value::error();
    }
  }
  return str_value(interp.heap(), out);
}

bool union_hash(Interpreter& interp, Object* self, int64_t* out) {
  *out = 0;
  for (const Value& each : union_of(self).args->span()) {
    int64_t hash;
    if (!hash_of(interp, each, &hash)) return false;
    *out ^= hash;  // in any order
  }
  return true;
}

Value union_compare(Interpreter& interp, CompareOp op, const Value& left, const Value& right) {
  const auto *a = left.as<UnionObject>(), *b = right.as<UnionObject>();
  if (!a || !b || (op != CompareOp::kEq && op != CompareOp::kNe)) return Value::not_implemented();
  bool equal = a->args->size == b->args->size;
  for (uint64_t i = 0; i < a->args->size && equal; ++i) {
    const int found = contains(interp, Value::object(b->args), a->args->items()[i]);
    if (found < 0) return Value::error();
    equal = found;
  }
  return Value::boolean(equal == (op == CompareOp::kEq));
}

const Property kProperties[] = {
    {"__args__", [](Interpreter&, Object* self) { return Value::object(union_of(self).args); }, nullptr},
    {"__parameters__", [](Interpreter& interp, Object*) { return Value::object(make_tuple(interp.heap(), uint64_t{0})); }, nullptr},
    {nullptr, nullptr, nullptr},
};

}  // namespace

Value make_union(Interpreter& interp, const Value& left, const Value& right) {
  if (!can_join(left) || !can_join(right)) return Value::not_implemented();
  auto members = make_list(interp.heap());
  if (!add_members(interp, *members, left) || !add_members(interp, *members, right)) return Value::error();
  if (members->size == 1) return members->items[0];
  return Value::object(interp.heap().make<UnionObject>(make_tuple(interp.heap(), members->span())));
}

bool append_type_text(Interpreter& interp, const Value& value, std::string* out) {
  if (value.is_ellipsis()) {
    *out += "...";
    return true;
  }
  if (auto* type = value.as<TypeObject>()) {
    *out += type->described == &kNoneType ? "NoneType" : class_text(interp, *type);
    return true;
  }
  return repr_text(interp, value, out);
}

const Type UnionObject::kType = {
    .name = "UnionType",
    .module = "types",
    .destroy = [](Heap&, Object* self) { union_of(self).~UnionObject(); },
    .repr = union_repr,
    .hash = union_hash,
    .compare = union_compare,
    .binary = [](Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
      return op == BinaryOp::kOr ? make_union(interp, left, right) : Value::not_implemented();
    },
    .properties = kProperties,
};

}  // namespace interloom::lang
