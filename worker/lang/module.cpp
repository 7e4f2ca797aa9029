// The module type, and what import makes modules of.
#include "worker/lang/module.h"

#include <map>
#include <mutex>
#include <string>

#include "worker/lang/builtins.h"
#include "worker/lang/class_slots.h"
#include "worker/lang/compiler.h"
#include "worker/lang/exception.h"
#include "worker/lang/intern_table.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

ModuleObject& module_of(Object* self) { return *static_cast<ModuleObject*>(self); }

Value module_get_attr(Interpreter& interp, Object* self, StrObject* name) {
  ModuleObject& module = module_of(self);
  bool failed = false;
  if (const Value* found = module.dict->find(interp, Value::share(name), &failed)) return *found;
  if (failed) return Value::error();
  if (name->view() == "__dict__") return Value::object(module.dict);
  if (Value of_class = find_generic_attr(interp, Value::share(self), name); !of_class.is_undefined()) return of_class;
  if (const Value* hook = module.dict->find(interp, Value::share(interp.intern("__getattr__")), &failed)) {
    const Value callable = *hook, argument = Value::share(name);
    return call(interp, callable, Args(std::span<const Value>(&argument, 1)));
  }
  return interp.raise(ExceptionKind::kAttributeError, "module '", module.name->view(), "' has no attribute '", name->view(), "'");
}

bool module_set_attr(Interpreter& interp, Object* self, StrObject* name, const Value& value) {
  ModuleObject& module = module_of(self);
  if (!value.is_undefined()) return module.dict->set(interp, Value::share(name), value);
  const int removed = module.dict->remove(interp, Value::share(name), nullptr);
  if (removed == 0) {
    interp.raise(ExceptionKind::kAttributeError, "module '", module.name->view(), "' has no attribute '", name->view(), "'");
  }
  return removed == 1;
}

Value construct_module(Interpreter& interp, const Type&, const Args& args) {
  static constexpr const char* kNames[] = {"name", "doc"};
  const Value* out[2];
  if (!bind_args(interp, {.function = "module", .names = kNames, .required = 1}, args, out)) return Value::error();
  auto* name = out[0]->as<StrObject>();
  if (!name) return interp.raise(ExceptionKind::kTypeError, "module() argument 1 must be str, not ", out[0]->type_name());
  auto module = make_module(interp, name->view());
  if (out[1]) module->add(interp, "__doc__", *out[1]);
  return Value::object(std::move(module));
}

// Source modules compiled once for the process.
struct CodeCache {
  std::mutex mutex;
  std::map<const SourceModule*, std::shared_ptr<const Code>> codes;
};

CodeCache& code_cache() {
  static CodeCache* const cache = new CodeCache;
  return *cache;
}

std::shared_ptr<const Code> compile_shared(Interpreter& interp, const SourceModule& source) {
  CodeCache& cache = code_cache();
  const std::lock_guard lock(cache.mutex);
  std::shared_ptr<const Code>& code = cache.codes[&source];
  if (code) return code;
  Compiled compiled = interp.compiler()->compile(source.source, str_cat("<", source.name, ">"), CompileMode::kModule);
  if (compiled.error) raise_compile_error(interp, *compiled.error);
  return code = std::move(compiled.code);
}

// Executes a module's code in its namespace.
bool execute(Interpreter& interp, ModuleObject& module, const std::shared_ptr<const Code>& code) {
  const Value function = Value::object(interp.make_function(code, module.dict));
  return !call(interp, function, Args()).is_error();
}

std::string_view parent_of(std::string_view name) {
  const size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : name.substr(0, dot);
}

void not_found(Interpreter& interp, std::string_view name, std::string_view more) {
  raise_import_error(interp, ExceptionKind::kModuleNotFoundError, str_cat("No module named '", name, "'", more), name);
}

// Finds and runs the module, registered before it runs so that cycles meet it half made. Undefined: nobody has one.
class Loader {
 public:
  Loader(Interpreter& interp, std::string_view name) : interp_(interp), name_(name) {}

  Value load() {
    const ModuleTable* table = interp_.modules();
    if (!table) return Value::undefined();
    if (name_ == "builtins") return start_builtins();
    for (const NativeModule* native : table->natives) {
      if (name_ == native->name) return start(false, [&](ModuleObject& m) { return native->init(interp_, m); });
    }
    if (!interp_.compiler()) return Value::undefined();
    for (const SourceModule& source : table->sources) {
      if (name_ != source.name) continue;
      return start(source.is_package, [&](ModuleObject& m) {
        const auto code = compile_shared(interp_, source);
        return code && execute(interp_, m, code);
      });
    }
    std::optional<ModuleFinder::Found> found = table->finder ? table->finder->find(name_) : std::nullopt;
    if (!found) return Value::undefined();
    return start(found->is_package, [&](ModuleObject& m) {
      if (!interp_.charge_steps(1 + found->source.size() / 4)) return false;
      m.add(interp_, "__file__", str_value(interp_.heap(), found->file));
      Compiled compiled = interp_.compiler()->compile(found->source, found->file, CompileMode::kModule);
      if (compiled.error) raise_compile_error(interp_, *compiled.error);
      return compiled.code && execute(interp_, m, compiled.code);
    });
  }

 private:
  template <class Run>
  Value start(bool package, Run run) {
    auto module = make_module(interp_, name_);
    module->add(interp_, "__package__", Value::share(interp_.intern(package ? name_ : parent_of(name_))));
    if (package) module->add(interp_, "__path__", Value::object(make_list(interp_.heap())));
    auto& modules = interp_.tables().modules;
    modules[std::string(name_)] = module;
    if (!run(*module)) {
      modules.erase(std::string(name_));
      return Value::error();
    }
    return Value::object(std::move(module));
  }

  // Its namespace is where names are looked up last.
  Value start_builtins() {
    auto name = Ref<StrObject>::share(interp_.intern(name_));
    auto module = interp_.heap().make<ModuleObject>(name, Ref<DictObject>::share(&all_builtins(interp_)));
    module->add(interp_, "__name__", Value::object(name));
    interp_.tables().modules[std::string(name_)] = module;
    return Value::object(std::move(module));
  }

  Interpreter& interp_;
  std::string_view name_;
};

}  // namespace

const Type ModuleObject::kType = {
    .name = "module",
    .basic_size = sizeof(ModuleObject),
    .destroy = [](Heap&, Object* self) { module_of(self).~ModuleObject(); },
    .repr =
        [](Interpreter& interp, Object* self) {
          return str_value(interp.heap(), str_cat("<module '", module_of(self).name->view(), "'>"));
        },
    .get_attr = module_get_attr,
    .set_attr = module_set_attr,
    .construct = construct_module,
};

void ModuleObject::add(Interpreter& interp, std::string_view attribute, Value value) {
  dict->set(interp, Value::share(interp.intern(attribute)), std::move(value));
}

Ref<ModuleObject> make_module(Interpreter& interp, std::string_view name) {
  auto text = Ref<StrObject>::share(interp.intern(name));
  auto module = interp.heap().make<ModuleObject>(text, make_dict(interp.heap()));
  module->add(interp, "__name__", Value::object(std::move(text)));
  module->add(interp, "__doc__", Value::none());
  return module;
}

ModuleObject* imported_module(Interpreter& interp, std::string_view name) {
  const auto& modules = interp.tables().modules;
  const auto known = modules.find(std::string(name));
  return known == modules.end() ? nullptr : known->second.get();
}

Value raise_import_error(Interpreter& interp, ExceptionKind kind, const std::string& message, std::string_view name) {
  interp.raise(kind, message);
  if (const Value exception = interp.exception(); as_exception(exception)) {
    interp.take_exception();
    if (!set_attr(interp, exception, interp.intern("name"), Value::share(interp.intern(name)))) interp.take_exception();
    interp.restore_exception(exception);
  }
  return Value::error();
}

Value raise_compile_error(Interpreter& interp, const CompileError& error) {
  ExceptionKind kind = ExceptionKind::kSyntaxError;
  for (const ExceptionKind each : {ExceptionKind::kIndentationError, ExceptionKind::kTabError, ExceptionKind::kRecursionError,
                                   ExceptionKind::kMemoryError, ExceptionKind::kValueError}) {
    if (error.type == exception_type(each).name) kind = each;
  }
  const Type& type = exception_type(kind);
  if (error.line == 0 || !is_subtype(&type, &exception_type(ExceptionKind::kSyntaxError)))
    return interp.raise(kind, error.message);
  Heap& heap = interp.heap();
  auto number = [](int n) { return n > 0 ? Value::integer(n) : Value::none(); };
  const Value details[] = {str_value(heap, error.file),
                           Value::integer(error.line),
                           number(error.column),
                           error.text.empty() ? Value::none() : Value::object(make_str_lossy(heap, error.text)),
                           number(error.end_line),
                           number(error.end_column)};
  const Value args[] = {Value::object(make_str_lossy(heap, error.message)), Value::object(make_tuple(heap, std::span<const Value>(details)))};
  Value exception = call(interp, interp.type_object(type), Args(args));
  return exception.is_error() ? exception : interp.raise_value(std::move(exception));
}

Value import_module(Interpreter& interp, std::string_view name) {
  if (ModuleObject* known = imported_module(interp, name)) return Value::share(known);
  if (!interp.charge_steps(Interpreter::kCallSteps) || !interp.check_native_stack()) return Value::error();
  const std::string_view parent_name = parent_of(name);
  Value parent;
  if (!parent_name.empty()) {
    parent = import_module(interp, parent_name);
    if (parent.is_error()) return parent;
    // Importing the parent may have imported it.
    if (ModuleObject* known = imported_module(interp, name)) return Value::share(known);
    const auto* package = parent.as<ModuleObject>();
    if (!package || !package->dict->find("__path__")) {
      not_found(interp, name, str_cat("; '", parent_name, "' is not a package"));
      return Value::error();
    }
  }
  Value module = Loader(interp, name).load();
  if (module.is_undefined()) {
    not_found(interp, name, "");
    return Value::error();
  }
  if (!module.is_error() && !parent.is_undefined()) {
    const std::string_view last = name.substr(parent_name.size() + 1);
    if (!set_attr(interp, parent, interp.intern(last), module)) return Value::error();
  }
  return module;
}

}  // namespace interloom::lang
