#include "worker/lang/modules/functools_module.h"

#include <algorithm>

#include "worker/lang/function.h"
#include "worker/lang/modules/functools.h"
#include "worker/lang/sequence_ops.h"

namespace interloom::lang::modules {
namespace {

Value reduce(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "_functools.reduce", args, 2, 3)) return Value::error();
  if (!is_iterable(args[1])) return interp.raise(ExceptionKind::kTypeError, "reduce() arg 2 must support iteration");
  Value total = args.size() == 3 ? args[2] : Value();
  const bool done = each_item(interp, args[1], [&](const Value& item) {
    if (total.is_undefined()) {
      total = item;
      return true;
    }
    const Value pair[] = {std::move(total), item};
    total = call(interp, args[0], Args(std::span(pair)));
    return !total.is_error();
  });
  if (!done) return Value::error();
  if (!total.is_undefined()) return total;
  return interp.raise(ExceptionKind::kTypeError, "reduce() of empty iterable with no initial value");
}

// cmp_to_key: a function that wraps values, and (with a value) what it makes.
struct KeyObject : Object {
  KeyObject(Value f, Value v) : compare(std::move(f)), value(std::move(v)) {}
  Value compare;
  Value value;  // undefined: the function
  static const Type kType;
};
KeyObject& key_of(Object* self) { return *static_cast<KeyObject*>(self); }

Value key_call(Interpreter& interp, Object* self, const Args& args) {
  static constexpr const char* kNames[] = {"obj"};
  const Value* out[1];
  if (!bind_args(interp, {.function = "K", .names = kNames, .required = 1}, args, out)) return Value::error();
  return Value::object(interp.heap().make<KeyObject>(key_of(self).compare, *out[0]));
}

Value key_compare(Interpreter& interp, CompareOp op, const Value& left, const Value& right) {
  auto *a = left.as<KeyObject>(), *b = right.as<KeyObject>();
  if (!a || !b) return interp.raise(ExceptionKind::kTypeError, "other argument must be K instance");
  if (a->value.is_undefined() || b->value.is_undefined()) return interp.raise(ExceptionKind::kAttributeError, "object");
  const Value pair[] = {a->value, b->value};
  const Value order = call(interp, Value(a->compare), Args(std::span(pair)));
  return order.is_error() ? order : compare_op(interp, op, order, Value::integer(0));
}

Value key_get_obj(Interpreter&, Object* self) {
  const Value& value = key_of(self).value;
  return value.is_undefined() ? Value::none() : value;
}
bool key_set_obj(Interpreter&, Object* self, const Value& value) {
  key_of(self).value = value;
  return true;
}
constexpr Property kKeyProperties[] = {{"obj", key_get_obj, key_set_obj}, {nullptr, nullptr, nullptr}};

Value cmp_to_key(Interpreter& interp, const Args& args) {
  static constexpr const char* kNames[] = {"mycmp"};
  const Value* out[1];
  if (!bind_args(interp, {.function = "cmp_to_key", .names = kNames, .required = 1}, args, out)) return Value::error();
  return Value::object(interp.heap().make<KeyObject>(*out[0], Value()));
}

bool init(Interpreter& interp, ModuleObject& module) {
  module.add(interp, "reduce", native_function(interp.heap(), "reduce", reduce));
  module.add(interp, "cmp_to_key", native_function(interp.heap(), "cmp_to_key", cmp_to_key));
  module.add(interp, "lru_cache", native_function(interp.heap(), "lru_cache", lru_cache));
  module.add(interp, "partial", interp.type_object(kPartialType));
  module.add(interp, "_lru_cache_wrapper", interp.type_object(kCacheWrapperType));
  return true;
}

bool is_one_of(StrObject* name, std::span<const std::string_view> names) {
  return std::find(names.begin(), names.end(), name->view()) != names.end();
}

}  // namespace

const Type KeyObject::kType = {
    .name = "KeyWrapper",
    .module = "functools",
    .destroy = destroy_as<KeyObject>,
    .unhashable = true,
    .compare = key_compare,
    .call = key_call,
    .properties = kKeyProperties,
    .message_name = "functools.KeyWrapper",
};

Value AttributeBag::get(Interpreter& interp, Object* self, StrObject* name, std::span<const std::string_view> reserved) {
  if (name->view() == "__dict__") return Value::share(&made(interp));
  if (dict && !is_one_of(name, reserved)) {
    bool failed = false;
    if (const Value* found = dict->find(interp, Value::share(name), &failed)) return *found;
    if (failed) return Value::error();
  }
  return generic_get_attr(interp, Value::share(self), name);
}

bool AttributeBag::set(Interpreter& interp, Object* self, StrObject* name, const Value& value,
                       std::span<const std::string_view> reserved) {
  if (is_one_of(name, reserved)) {
    interp.raise(ExceptionKind::kAttributeError, "readonly attribute");
    return false;
  }
  if (name->view() == "__dict__") {
    if (auto* given = value.as<DictObject>()) {
      dict = Ref<DictObject>::share(given);
      return true;
    }
    interp.raise(ExceptionKind::kTypeError, "__dict__ must be set to a dictionary, not a '", value.type_name(), "'");
    return false;
  }
  if (!value.is_undefined()) return made(interp).set(interp, Value::share(name), value);
  const int removed = dict ? dict->remove(interp, Value::share(name), nullptr) : 0;
  if (removed == 0) attribute_error(interp, Value::share(self), name);
  return removed == 1;
}

const NativeModule kFunctoolsModule = {"_functools", init};

}  // namespace interloom::lang::modules
