// The module `time`: clocks that only go forward, from an arbitrary start. Sleeping and the time of day are refused: a job
// neither waits nor knows when it runs.
#include <chrono>

#include "worker/lang/function.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/module.h"

namespace interloom::lang::modules {
namespace {

int64_t nanoseconds() { return std::chrono::steady_clock::now().time_since_epoch() / std::chrono::nanoseconds(1); }

// Jobs see the clock of their own beginning, not of the machine's.
Value since_start(Interpreter& interp, int64_t start, const char* name, bool whole, const Args& args) {
  if (!check_positional(interp, name, args, 0, 0)) return Value::error();
  const int64_t passed = nanoseconds() - start;
  return whole ? Value::integer(passed) : Value::real(static_cast<double>(passed) * 1e-9);
}

Value refuse(Interpreter& interp, const char* name, const char* why) {
  return interp.raise(ExceptionKind::kRuntimeError, "time.", name, "() is not available here: ", why);
}

bool init(Interpreter& interp, ModuleObject& module) {
  const int64_t start = nanoseconds();
  auto add_clock = [&](const char* name, const char* shown, bool whole) {
    module.add(interp, name, native_closure(interp.heap(), name, [start, shown, whole](Interpreter& in, const Args& args) {
                 return since_start(in, start, shown, whole, args);
               }));
  };
  add_clock("monotonic", "time.monotonic", false);
  add_clock("monotonic_ns", "time.monotonic_ns", true);
  add_clock("perf_counter", "time.perf_counter", false);
  add_clock("perf_counter_ns", "time.perf_counter_ns", true);
  auto add_refused = [&](const char* name, const char* why) {
    module.add(interp, name, native_closure(interp.heap(), name, [name, why](Interpreter& in, const Args&) {
                 return refuse(in, name, why);
               }));
  };
  add_refused("sleep", "a job may not wait");
  for (const char* name : {"time", "time_ns", "localtime", "gmtime", "ctime", "asctime", "strftime", "process_time", "thread_time"})
    add_refused(name, "a job has no clock but time.monotonic() and time.perf_counter()");
  return true;
}

}  // namespace

extern const NativeModule kTimeModule;
const NativeModule kTimeModule = {"time", init};

}  // namespace interloom::lang::modules
