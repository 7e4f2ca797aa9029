// The import instructions.
#include <string>

#include "worker/lang/module.h"
#include "worker/lang/protocol.h"
#include "worker/lang/vm_ops.h"

namespace interloom::lang::vm {
namespace {

std::string_view global_text(const Frame& frame, std::string_view name) {
  const DictObject* globals = frame.function->globals.get();
  const Value* found = globals ? frame.function->globals->find(name) : nullptr;
  const auto* text = found ? found->as<StrObject>() : nullptr;
  return text ? text->view() : std::string_view();
}

// The package that a relative import starts from: `level` - 1 above the importing module's. False: raised.
bool relative_base(Interpreter& interp, const Frame& frame, int64_t level, std::string* out) {
  std::string_view package = global_text(frame, "__package__");
  if (package.empty() && frame.function->globals && !frame.function->globals->find("__package__")) {
    package = global_text(frame, "__name__");
    if (!frame.function->globals->find("__path__")) {
      const size_t dot = package.rfind('.');
      package = dot == std::string_view::npos ? std::string_view() : package.substr(0, dot);
    }
  }
  if (package.empty()) {
    interp.raise(ExceptionKind::kImportError, "attempted relative import with no known parent package");
    return false;
  }
  for (; level > 1; --level) {
    const size_t dot = package.rfind('.');
    if (dot == std::string_view::npos) {
      interp.raise(ExceptionKind::kImportError, "attempted relative import beyond top-level package");
      return false;
    }
    package = package.substr(0, dot);
  }
  *out = package;
  return true;
}

bool has_attribute(Interpreter& interp, const ModuleObject& module, StrObject* name) {
  bool failed = false;
  return module.dict->find(interp, Value::share(name), &failed) != nullptr;
}

// from package import a: a may be a module of the package that nobody has imported.
bool import_submodules(Interpreter& interp, const Value& package, std::string_view full_name, const Value& names) {
  const auto* module = package.as<ModuleObject>();
  if (!module || !module->dict->find("__path__")) return true;
  return for_each(interp, names, [&](const Value& each) {
    auto* name = each.as<StrObject>();
    if (!name || name->view() == "*" || has_attribute(interp, *module, name)) return true;
    const std::string child = str_cat(full_name, ".", name->view());
    if (!import_module(interp, child).is_error()) return true;
    if (interp.stopping()) return false;
    // Only its own absence is left to ImportFrom.
    const ExceptionObject* missing = as_exception(interp.exception());
    const Value* text = missing && missing->args->size ? &missing->args->items()[0] : nullptr;
    const auto* message = text ? text->as<StrObject>() : nullptr;
    const bool absent = missing && is_subtype(missing->type, &exception_type(ExceptionKind::kModuleNotFoundError)) && message &&
                        message->view() == str_cat("No module named '", child, "'");
    if (absent) interp.take_exception();
    return absent;
  });
}

}  // namespace

Value import_name(Interpreter& interp, const Frame& frame, StrObject* name, const Value& level, const Value& names) {
  const int64_t levels = level.is_int() ? level.as_int() : 0;
  std::string full(name->view());
  if (levels > 0) {
    std::string base;
    if (!relative_base(interp, frame, levels, &base)) return Value::error();
    full = full.empty() ? base : base + "." + full;
  }
  Value module = import_module(interp, full);
  if (module.is_error()) return module;
  const bool wants_names = !names.is_none() && length_of(interp, names) > 0;
  if (wants_names) return import_submodules(interp, module, full, names) ? module : Value::error();
  // import a.b.c binds a.
  if (levels > 0) return module;
  return import_module(interp, std::string_view(full).substr(0, full.find('.')));
}

Value import_from(Interpreter& interp, const Value& module, StrObject* name) {
  Value found = get_attr(interp, module, name);
  if (!found.is_error() || !as_exception(interp.exception())) return found;
  if (!is_subtype(interp.exception().object()->type, &exception_type(ExceptionKind::kAttributeError))) return found;
  interp.take_exception();
  const auto* object = module.as<ModuleObject>();
  const std::string_view from = object ? object->name->view() : "<unknown module name>";
  if (ModuleObject* child = imported_module(interp, str_cat(from, ".", name->view()))) return Value::share(child);
  const Value* file = object ? object->dict->find("__file__") : nullptr;
  const auto* path = file ? file->as<StrObject>() : nullptr;
  return raise_import_error(interp, ExceptionKind::kImportError,
                            str_cat("cannot import name '", name->view(), "' from '", from, "' (",
                                    path ? path->view() : "unknown location", ")"),
                            from);
}

bool import_star(Interpreter& interp, const Frame& frame, const Value& module) {
  const auto* object = module.as<ModuleObject>();
  if (!object) {
    interp.raise(ExceptionKind::kImportError, "from-import-* object has no __dict__ and no __all__");
    return false;
  }
  if (const Value* all = object->dict->find("__all__")) {
    const Value names = *all;
    return for_each(interp, names, [&](const Value& each) {
      auto* name = each.as<StrObject>();
      if (!name) {
        interp.raise(ExceptionKind::kTypeError, "Item in ", object->name->view(), ".__all__ must be str, not ", each.type_name());
        return false;
      }
      const Value value = get_attr(interp, module, name);
      return !value.is_error() && store_name(interp, frame, interp.intern(name->view()), value);
    });
  }
  uint64_t position = 0;
  while (auto* entry = object->dict->next(&position)) {
    const Value key = entry->key, value = entry->value;
    auto* name = key.as<StrObject>();
    if (!name || name->view().starts_with('_')) continue;
    if (!interp.charge_steps(1) || !store_name(interp, frame, interp.intern(name->view()), value)) return false;
  }
  return true;
}

}  // namespace interloom::lang::vm
