// Slot wrappers as values: `int.__add__`, and with its object `(5).__add__`.
#include <string>

#include "worker/lang/interpreter.h"
#include "worker/lang/native_attributes.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
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
