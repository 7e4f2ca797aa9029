// Calls that are not a plain function with positional arguments, and functions made by def.
#include <string>

#include "worker/lang/class_shortcut.h"
#include "worker/lang/generator.h"
#include "worker/lang/intern_table.h"
#include "worker/lang/protocol.h"
#include "worker/lang/vm_ops.h"

namespace interloom::lang {

namespace vm {

Value call_native(Interpreter& interp, const Value& callable, const Args& args) {
  const Type* type = callable.is_object() ? callable.object()->type : nullptr;
  if (!type || !type->call)
    return interp.raise(ExceptionKind::kTypeError, "'", callable.type_name(), "' object is not callable");
  if (!interp.check_native_stack()) return Value::error();
  return type->call(interp, callable.object(), args);
}

namespace {

// An attribute as text; empty when there is none or it is no str.
std::string attribute_text(Interpreter& interp, const Value& object, std::string_view name) {
  const Value value = get_attr(interp, object, name);
  if (value.is_error()) interp.take_exception();
  const auto* text = value.as<StrObject>();
  return text ? std::string(text->view()) : std::string();
}

bool not_a_mapping(Interpreter& interp, const Value& callable, const Value& value) {
  interp.raise(ExceptionKind::kTypeError, callable_text(interp, callable), " argument after ** must be a mapping, not ",
               value.type_name());
  return false;
}

bool is_keyword_mapping(Interpreter& interp, const Value& value) {
  if (value.is<DictObject>()) return true;
  const Value keys = get_attr(interp, value, "keys");
  if (keys.is_error()) interp.take_exception();
  return !keys.is_error();
}

}  // namespace

std::string callable_text(Interpreter& interp, const Value& callable) {
  const std::string name = attribute_text(interp, callable, "__qualname__");
  if (interp.stopping()) return {};
  if (name.empty()) {
    std::string text;
    if (!str_text(interp, callable, &text)) interp.take_exception();
    return text;
  }
  const std::string module = attribute_text(interp, callable, "__module__");
  return module.empty() || module == "builtins" ? name + "()" : module + "." + name + "()";
}

bool dict_merge(Interpreter& interp, const Value& callable, const Value& dict, const Value& mapping) {
  if (!is_keyword_mapping(interp, mapping)) return not_a_mapping(interp, callable, mapping);
  DictObject& into = *dict.as<DictObject>();
  auto add = [&](const Value& key, const Value& value) {
    bool failed = false;
    if (into.find(interp, key, &failed)) {
      if (const auto* name = key.as<StrObject>()) {
        interp.raise(ExceptionKind::kTypeError, callable_text(interp, callable), " got multiple values for keyword argument '",
                     name->view(), "'");
      } else {
        interp.raise(ExceptionKind::kTypeError, "keywords must be strings");
      }
      return false;
    }
    return !failed && interp.charge_steps(1) && into.set(interp, key, value);
  };
  if (auto* source = mapping.exact<DictObject>()) {
    uint64_t position = 0;
    while (auto* entry = source->next(&position)) {
      const Value key = entry->key, value = entry->value;
      if (!add(key, value)) return false;
    }
    return true;
  }
  const Value keys = get_attr(interp, mapping, "keys");
  const Value list = keys.is_error() ? keys : call(interp, keys, Args());
  return !list.is_error() && for_each(interp, list, [&](const Value& key) {
    const Value value = get_item(interp, mapping, key);
    return !value.is_error() && add(key, value);
  });
}

namespace {

bool spread_positional(Interpreter& interp, const Value& callable, const Value& positional, Ref<ListObject>* out) {
  const bool sequence = positional.is_object() && positional.object()->type->get_item && !positional.is<DictObject>();
  if (!is_iterable(positional) && !sequence) {
    interp.raise(ExceptionKind::kTypeError, callable_text(interp, callable), " argument after * must be an iterable, not ",
                 positional.type_name());
    return false;
  }
  *out = make_list(interp.heap());
  return extend_list(interp, **out, positional);
}

}  // namespace

bool spread(Interpreter& interp, const Value& callable, const Value& positional, const Value* keywords, Ref<TupleObject>* values,
            Ref<TupleObject>* names) {
  Value merged;
  DictObject* dict = nullptr;
  if (keywords) {
    dict = keywords->exact<DictObject>();
    if (!dict) {
      merged = Value::object(make_dict(interp.heap()));
      if (!dict_merge(interp, callable, merged, *keywords)) return false;
      dict = merged.as<DictObject>();
    }
  }
  Ref<ListObject> list;
  std::span<const Value> items;
  if (auto* tuple = positional.exact<TupleObject>()) {
    items = tuple->span();
  } else if (auto* given = positional.exact<ListObject>()) {
    items = given->span();
  } else {
    if (!spread_positional(interp, callable, positional, &list)) return false;
    items = list->span();
  }
  const uint64_t named = dict ? dict->size : 0;
  if (items.size() + named > kMaxArgument) {
    interp.raise(ExceptionKind::kTypeError, "too many arguments");
    return false;
  }
  if (!interp.charge_steps((items.size() + named) / 8)) return false;
  *values = make_tuple(interp.heap(), items.size() + named);
  *names = make_tuple(interp.heap(), named);
  for (size_t i = 0; i < items.size(); ++i) (*values)->items()[i] = items[i];
  uint64_t position = 0;
  for (uint64_t i = 0; i < named; ++i) {
    auto* entry = dict->next(&position);
    if (!entry->key.is<StrObject>()) {
      interp.raise(ExceptionKind::kTypeError, "keywords must be strings");
      return false;
    }
    (*names)->items()[i] = entry->key;
    (*values)->items()[items.size() + i] = entry->value;
  }
  return true;
}

Value build_class_function(Interpreter& interp) {
  Value& known = interp.tables().build_class;
  if (known.is_undefined()) known = native_function(interp.heap(), "__build_class__", build_class);
  return known;
}

Value make_function(Interpreter& interp, const Frame& frame, const Value* parts, uint32_t flags) {
  const Value* next = parts;
  const Value* closure = flags & 8 ? next++ : nullptr;
  const Value* annotations = flags & 4 ? next++ : nullptr;
  const Value* keyword_defaults = flags & 2 ? next++ : nullptr;
  const Value* defaults = flags & 1 ? next++ : nullptr;
  auto* code = next->as<CodeObject>();
  if (!code) return interp.raise(ExceptionKind::kSystemError, "a function is made of no code");
  auto cells = closure ? Ref<TupleObject>::share(closure->as<TupleObject>()) : Ref<TupleObject>();
  auto function = interp.heap().make<FunctionObject>(&code->link(interp), std::move(cells), Ref<TupleObject>());
  if (defaults) function->defaults = Ref<TupleObject>::share(defaults->as<TupleObject>());
  if (keyword_defaults) function->keyword_defaults = Ref<DictObject>::share(keyword_defaults->as<DictObject>());
  if (annotations) function->annotations = *annotations;
  function->globals = frame.function->globals;
  return Value::object(std::move(function));
}

}  // namespace vm

// The class of `cls` makes plain instances whose __init__, if any, is a Python function.
const Execution::ClassShortcut* Execution::shortcut(TypeObject& cls) {
  ClassShortcut& known = shortcuts_[(reinterpret_cast<uintptr_t>(&cls) >> 6) % kShortcuts];
  if (known.cls == &cls && known.version == cls.version) return known.plain ? &known : nullptr;
  known = {&cls, cls.version, false, nullptr};
  if (!cls.is_user_class() || !makes_plain_instances(interp_, cls)) return nullptr;
  const Value* init = lookup_in_class(interp_, cls, interp_.intern("__init__"));
  known.init = init ? init->exact<FunctionObject>() : nullptr;
  known.plain = known.init != nullptr;
  return known.plain ? &known : nullptr;
}

Execution::Begun Execution::begin_call(const Value& callable, const Args& args, const Value* self, Value* result) {
  if (auto* function = callable.exact<FunctionObject>()) return begin_function(*function, args, self, Frame::Ending::kCall, result);
  if (!self) {
    if (auto* method = callable.exact<MethodObject>()) {
      if (auto* function = method->function.exact<FunctionObject>())
        return begin_function(*function, args, &method->self, Frame::Ending::kCall, result);
    }
    if (auto* cls = callable.exact<TypeObject>()) {
      if (const ClassShortcut* made = shortcut(*cls)) {
        Value instance = make_plain_instance(interp_, *cls);
        FunctionObject* init = made->init;
        const Begun begun = begin_function(*init, args, &instance, Frame::Ending::kInit, result);
        *result = std::move(instance);
        return begun;
      }
    }
    *result = vm::call_native(interp_, callable, args);
    return result->is_error() ? Begun::kFailed : Begun::kValue;
  }
  const Value method = Value::object(interp_.heap().make<MethodObject>(callable, *self));
  return begin_call(method, args, nullptr, result);
}

Execution::Begun Execution::begin_function(FunctionObject& function, const Args& args, const Value* self, Frame::Ending ending,
                                           Value* result) {
  if (function.code->code->flags & Code::kGenerator) [[unlikely]] {
    // An __init__ that is a generator returns one, which is not None: left to the general way.
    if (ending == Frame::Ending::kInit) {
      interp_.raise(ExceptionKind::kTypeError, "__init__() should return None, not 'generator'");
      return Begun::kFailed;
    }
    Ref<GeneratorObject> generator = make_generator(interp_, function);
    if (!bind(generator->frame, args, self)) return Begun::kFailed;
    *result = Value::object(std::move(generator));
    return Begun::kValue;
  }
  if (deep()) return Begun::kFailed;
  Frame* frame = push(function, ending);
  if (bind(*frame, args, self)) return Begun::kFrame;
  pop();
  return Begun::kFailed;
}

}  // namespace interloom::lang
