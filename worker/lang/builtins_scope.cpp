// Builtin functions about running code and its names: globals, locals, vars, dir, eval, exec, compile, __import__. Code that a
// job compiles is its own: it runs under the job's budget and reaches what the job reaches. What a job may not have is refused
// in words.
#include <algorithm>
#include <string>

#include "worker/lang/builtins.h"
#include "worker/lang/class.h"
#include "worker/lang/compiler.h"
#include "worker/lang/execution.h"
#include "worker/lang/linked_code.h"
#include "worker/lang/module.h"
#include "worker/lang/native_help.h"
#include "worker/lang/protocol.h"
#include "worker/lang/vm_ops.h"

namespace interloom::lang {
namespace {

Ref<DictObject> globals_or_new(Interpreter& interp) {
  DictObject* globals = running_globals(interp);
  return globals ? Ref<DictObject>::share(globals) : make_dict(interp.heap());
}

Value globals_builtin(Interpreter& interp, const Args& args) {
  return check_positional(interp, "globals", args, 0, 0) ? Value::object(globals_or_new(interp)) : Value::error();
}

Value locals_builtin(Interpreter& interp, const Args& args) {
  return check_positional(interp, "locals", args, 0, 0) ? Value::object(running_locals(interp)) : Value::error();
}

Value vars_builtin(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "vars", args, 0, 1)) return Value::error();
  if (args.size() == 0) return Value::object(running_locals(interp));
  Value out = optional_attr(interp, args[0], "__dict__");
  if (!out.is_undefined()) return out;
  return interp.raise(ExceptionKind::kTypeError, "vars() argument must have __dict__ attribute");
}

Value dir_builtin(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "dir", args, 0, 1)) return Value::error();
  auto names = make_list(interp.heap());
  if (args.size() == 0) {
    if (!extend_list(interp, *names, Value::object(running_locals(interp)))) return Value::error();
  } else {
    const Value given = call_special(interp, args[0], "__dir__", {});
    if (given.is_undefined()) return interp.raise(ExceptionKind::kTypeError, "object does not provide __dir__");
    if (given.is_error() || !extend_list(interp, *names, given)) return Value::error();
  }
  return sort_list(interp, *names, Value::none(), false) ? Value::object(std::move(names)) : Value::error();
}

// Source as code in a value; CPython's texts name the function that asks.
Value compile_text(Interpreter& interp, const Value& source, std::string_view file, CompileMode mode) {
  const auto* str = source.as<StrObject>();
  std::string_view text = str ? str->view() : source.as<BytesObject>()->view();
  if (text.find('\0') != std::string_view::npos)
    return interp.raise(ExceptionKind::kValueError, "source code string cannot contain null bytes");
  if (mode == CompileMode::kExpression) text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  if (!interp.compiler())
    return interp.raise(ExceptionKind::kRuntimeError, "this job has no compiler: it cannot run source code");
  if (!interp.charge_steps(1 + text.size() / 4)) return Value::error();
  Compiled compiled = interp.compiler()->compile(text, file, mode);
  if (compiled.error) return raise_compile_error(interp, *compiled.error);
  return Value::object(interp.heap().make<CodeObject>(std::move(compiled.code)));
}

bool is_source(const Value& value) { return value.is<StrObject>() || value.is<BytesObject>(); }

Value compile_builtin(Interpreter& interp, const Args& args) {
  static constexpr const char* kNames[] = {"source", "filename", "mode", "flags", "dont_inherit", "optimize", "_feature_version"};
  const Value* out[7];
  if (!bind_args(interp, {.function = "compile", .names = kNames, .required = 3, .keyword_only = 6}, args, out))
    return Value::error();
  const auto *file = out[1]->as<StrObject>(), *mode = out[2]->as<StrObject>();
  if (!file) {
    return interp.raise(ExceptionKind::kTypeError, "expected str, bytes or os.PathLike object, not ", out[1]->type_name());
  }
  if (!mode) return interp.raise(ExceptionKind::kTypeError, "compile() argument 'mode' must be str, not ", out[2]->type_name());
  if (out[0]->is<CodeObject>()) return *out[0];
  if (!is_source(*out[0]))
    return interp.raise(ExceptionKind::kTypeError, "compile() arg 1 must be a string, bytes or AST object");
  if (mode->view() == "exec") return compile_text(interp, *out[0], file->view(), CompileMode::kModule);
  if (mode->view() == "eval") return compile_text(interp, *out[0], file->view(), CompileMode::kExpression);
  if (mode->view() == "single") return compile_text(interp, *out[0], file->view(), CompileMode::kInteractive);
  return interp.raise(ExceptionKind::kValueError, "compile() mode must be 'exec', 'eval' or 'single'");
}

// Runs code with names of its own on top of globals. Code knows one namespace: the two are merged, and what changes goes back
// to the locals. So functions that such code defines see its locals as their globals.
Value run_in_both(Interpreter& interp, const Value& code, DictObject& globals, const Value& locals) {
  auto merged = make_dict(interp.heap());
  if (!update_dict(interp, *merged, Value::share(&globals)) || !update_dict(interp, *merged, locals)) return Value::error();
  auto before = make_dict(interp.heap());
  if (!update_dict(interp, *before, Value::object(merged))) return Value::error();
  const Value function = Value::object(interp.make_function(code.as<CodeObject>()->code, merged));
  Value result = call(interp, function, Args());
  if (interp.stopping()) return Value::error();
  const Value pending = result.is_error() ? interp.take_exception() : Value();
  uint64_t position = 0;
  while (const auto* entry = merged->next(&position)) {
    const Value key = entry->key, value = entry->value;
    bool failed = false;
    const Value* old = before->find(interp, key, entry->hash, &failed);
    if (failed || ((!old || !old->same(value)) && !set_item(interp, locals, key, value))) return Value::error();
  }
  position = 0;
  while (const auto* entry = before->next(&position)) {
    const Value key = entry->key;
    bool failed = false;
    if (merged->find(interp, key, entry->hash, &failed)) continue;
    const int there = failed ? -1 : contains(interp, locals, key);
    if (there < 0 || (there == 1 && !del_item(interp, locals, key))) return Value::error();
  }
  return pending.is_undefined() ? result : interp.raise_value(pending);
}

// eval and exec behind their arguments: source or code, globals (null: the caller's), locals (null: globals, or the caller's).
Value run_code(Interpreter& interp, const Value& source, const Value* given_globals, const Value* given_locals,
               CompileMode mode) {
  Ref<DictObject> globals = given_globals ? Ref<DictObject>::share(given_globals->as<DictObject>()) : globals_or_new(interp);
  const Value locals = given_locals ? *given_locals : given_globals ? *given_globals : Value::object(running_locals(interp));
  const Value code = is_source(source) ? compile_text(interp, source, "<string>", mode) : source;
  if (code.is_error()) return code;
  if (!code.as<CodeObject>()->code->cells.empty()) {
    return interp.raise(ExceptionKind::kTypeError, mode == CompileMode::kExpression
                                                       ? "code object passed to eval() may not contain free variables"
                                                       : "code object passed to exec() may not contain free variables");
  }
  const Value builtins_name = Value::share(interp.intern("__builtins__"));
  if (given_globals && !globals->insert_if_absent(interp, builtins_name, Value::share(&all_builtins(interp))))
    return Value::error();
  if (locals.is_object() && locals.object() == globals.get()) {
    return call(interp, Value::object(interp.make_function(code.as<CodeObject>()->code, globals)), Args());
  }
  return run_in_both(interp, code, *globals, locals);
}

const Value* unless_none(const Args& args, uint32_t i) { return args.size() > i && !args[i].is_none() ? &args[i] : nullptr; }
bool is_mapping(const Value& value) { return value.is_object() && value.type()->get_item && !value.type()->sequence; }

Value eval_builtin(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "eval", args, 1, 3)) return Value::error();
  const Value *globals = unless_none(args, 1), *locals = unless_none(args, 2);
  if (locals && !is_mapping(*locals)) return interp.raise(ExceptionKind::kTypeError, "locals must be a mapping");
  if (globals && !globals->is<DictObject>()) {
    return interp.raise(ExceptionKind::kTypeError, is_mapping(*globals)
                                                       ? "globals must be a real dict; try eval(code, {}, mapping)"
                                                       : "globals must be a dict");
  }
  if (!is_source(args[0]) && !args[0].is<CodeObject>())
    return interp.raise(ExceptionKind::kTypeError, "eval() arg 1 must be a string, bytes or code object");
  return run_code(interp, args[0], globals, locals, CompileMode::kExpression);
}

Value exec_builtin(Interpreter& interp, const Args& args) {
  static constexpr const char* kNames[] = {"closure"};
  const Value* options[1];
  if (!bind_args(interp, {.function = "exec", .names = kNames, .keyword_only = 0}, keywords_of(args), options) ||
      !check_positional(interp, "exec", Args(args.positional()), 1, 3))
    return Value::error();
  const Value *globals = unless_none(args, 1), *locals = unless_none(args, 2);
  if (globals && !globals->is<DictObject>())
    return interp.raise(ExceptionKind::kTypeError, "exec() globals must be a dict, not ", globals->type_name());
  if (locals && !is_mapping(*locals))
    return interp.raise(ExceptionKind::kTypeError, "locals must be a mapping or None, not ", locals->type_name());
  if (!is_source(args[0]) && !args[0].is<CodeObject>())
    return interp.raise(ExceptionKind::kTypeError, "exec() arg 1 must be a string, bytes or code object");
  return run_code(interp, args[0], globals, locals, CompileMode::kModule).is_error() ? Value::error() : Value::none();
}

Value import_builtin(Interpreter& interp, const Args& args) {
  static constexpr const char* kNames[] = {"name", "globals", "locals", "fromlist", "level"};
  const Value* out[5];
  if (!bind_args(interp, {.function = "__import__", .names = kNames, .required = 1}, args, out)) return Value::error();
  auto* name = out[0]->as<StrObject>();
  if (!name) return interp.raise(ExceptionKind::kTypeError, "module name must be a string");
  const Frame* frame = interp.execution() ? interp.execution()->top() : nullptr;
  if (!frame) return import_module(interp, name->view());
  const Value level = out[4] ? *out[4] : Value::integer(0);
  if (name->size == 0 && level.is_int() && level.as_int() == 0)
    return interp.raise(ExceptionKind::kValueError, "Empty module name");
  return vm::import_name(interp, *frame, name, level, out[3] ? *out[3] : Value::none());
}

Value refuse_open(Interpreter& interp, const Args&) {
  return interp.raise(ExceptionKind::kPermissionError, "open() is not available: Interloom code has no files");
}
Value refuse_input(Interpreter& interp, const Args&) {
  return interp.raise(ExceptionKind::kRuntimeError, "input() is not available: nobody types while Interloom code runs");
}
Value refuse_help(Interpreter& interp, const Args&) {
  return interp.raise(ExceptionKind::kRuntimeError, "help() is not available in Interloom code");
}
Value refuse_memoryview(Interpreter& interp, const Args&) {
  return interp.raise(ExceptionKind::kTypeError, "memoryview() is not available: Interloom objects have no buffers");
}
Value refuse_breakpoint(Interpreter& interp, const Args&) {
  return interp.raise(ExceptionKind::kRuntimeError, "breakpoint() is not available: Interloom code has no debugger");
}

constexpr BuiltinFunction kFunctions[] = {
    {"__build_class__", build_class},
    {"__import__", import_builtin},
    {"breakpoint", refuse_breakpoint},
    {"compile", compile_builtin},
    {"dir", dir_builtin},
    {"eval", eval_builtin},
    {"exec", exec_builtin},
    {"globals", globals_builtin},
    {"help", refuse_help},
    {"input", refuse_input},
    {"locals", locals_builtin},
    {"memoryview", refuse_memoryview},
    {"open", refuse_open},
    {"vars", vars_builtin},
};

}  // namespace

std::span<const BuiltinFunction> scope_builtins() { return kFunctions; }

}  // namespace interloom::lang
