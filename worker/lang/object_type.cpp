// `object`: its methods, and how instances are shown.
#include <algorithm>
#include <cstdio>
#include <string>

#include "worker/lang/class.h"
#include "worker/lang/class_build.h"
#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/native_attributes.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
std::string id_text(Interpreter& interp, const Value& value) {
  char text[32];
  std::snprintf(text, sizeof text, "0x%012llx", static_cast<unsigned long long>(object_id(interp, value)));
  return text;
}

Value default_repr(Interpreter& interp, const Value& value) {
  TypeObject& cls = class_of(interp, value);
  const std::string name = class_text(interp, cls);
  return str_value(interp.heap(), str_cat("<", name, " object at ", id_text(interp, value), ">"));
}

namespace {

Value object_format(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "__format__", args, 1, 1)) return Value::error();
  const auto* spec = args[0].as<StrObject>();
  if (!spec) return interp.raise(ExceptionKind::kTypeError, "__format__() argument must be str, not ", args[0].type_name());
  if (spec->size == 0) return to_str(interp, self);
  return interp.raise(ExceptionKind::kTypeError, "unsupported format string passed to ", self.type_name(), ".__format__");
}

Value object_dir(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "__dir__", args, 0, 0)) return Value::error();
  auto names = make_dict(interp.heap());
  if (const auto dict = Ref<DictObject>::share(attribute_dict(interp, self, false))) {
    uint64_t position = 0;
    while (auto* entry = dict->next(&position)) names->set(interp, entry->key, Value::none());
  }
  return collect_names(interp, class_of(interp, self), *names) ? dict_keys_list(interp, *names) : Value::error();
}

Value object_sizeof(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "__sizeof__", args, 0, 0)) return Value::error();
  const Type* type = self.type();
  return Value::integer(static_cast<int64_t>(std::max<uint32_t>(16, type->basic_size) + type->tail_bytes));
}

Value object_init_subclass(Interpreter& interp, const Value& self, const Args& args) {
  if (args.keyword_count) {
    return interp.raise(ExceptionKind::kTypeError, self.as<TypeObject>()->described->name,
                        ".__init_subclass__() takes no keyword arguments");
  }
  return check_positional(interp, "object.__init_subclass__", args, 0, 0) ? Value::none() : Value::error();
}

Value object_subclasshook(Interpreter&, const Value&, const Args&) { return Value::not_implemented(); }

// copy and pickle make instances by themselves; this is what they keep.
Value object_getstate(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "object.__getstate__", args, 0, 0)) return Value::error();
  DictObject* dict = attribute_dict(interp, self, false);
  const Value state = dict ? Value::share(dict) : Value::none();
  if (!self.is_object() || !self.type()->user_class || self.type()->user_class->slot_count == 0) return state;
  auto slots = make_dict(interp.heap());
  for (const Value& each : self.type()->user_class->mro->span()) {
    auto& ancestor = *static_cast<TypeObject*>(each.object());
    if (!ancestor.is_user_class()) continue;
    uint64_t position = 0;
    while (auto* entry = ancestor.dict->next(&position)) {
      const auto* member = entry->value.as<MemberObject>();
      if (!member) continue;
      const Value& held = tail_of(self.object()).slots[member->index];
      if (!held.is_undefined() && !slots->set(interp, entry->key, held)) return Value::error();
    }
  }
  const Value pair[] = {state, Value::object(std::move(slots))};
  return Value::object(make_tuple(interp.heap(), pair));
}

}  // namespace

const Method kObjectMethods[] = {
    {"__format__", object_format},
    {"__dir__", object_dir},
    {"__sizeof__", object_sizeof},
    {"__getstate__", object_getstate},
    {"__init_subclass__", object_init_subclass, MethodKind::kClass},
    {"__subclasshook__", object_subclasshook, MethodKind::kClass},
    {nullptr, nullptr},
};

const Type kObjectType = {
    .name = "object",
    .basic_size = sizeof(InstanceObject),
    .construct = [](Interpreter& interp, const Type& type, const Args& args) {
      return native_new(interp, kObjectType, class_table(interp).of(interp, type), args);
    },
};

}  // namespace interloom::lang
