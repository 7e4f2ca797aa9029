// Builtin functions about running code and its names: what a job may not have is refused in words.
#include "worker/lang/builtins.h"
#include "worker/lang/class.h"

namespace interloom::lang {
namespace {

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
    {"breakpoint", refuse_breakpoint}, {"help", refuse_help}, {"input", refuse_input},
    {"memoryview", refuse_memoryview}, {"open", refuse_open},
};

}  // namespace

std::span<const BuiltinFunction> scope_builtins() { return kFunctions; }

}  // namespace interloom::lang
