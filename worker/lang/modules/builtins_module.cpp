// builtins: the namespace that global names fall back to, itself.
#include "worker/lang/builtins.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/module.h"

namespace interloom::lang::modules {
namespace {

bool init(Interpreter& interp, ModuleObject& module) {
  module.dict = Ref<DictObject>::share(&all_builtins(interp));
  module.add(interp, "__name__", Value::object(module.name));
  return true;
}

}  // namespace

extern const NativeModule kBuiltinsModule;
const NativeModule kBuiltinsModule = {"builtins", init};

}  // namespace interloom::lang::modules
