// Interpreter: one job's Python. It owns the heap, the budget, the builtins and the pending exception.
//
// Errors. A native that fails calls raise() and returns the error sentinel it gets back; the VM unwinds to a handler or to
// run(). A *stop* (budget spent, cancel, deadline) is not an exception: from the first check on everything unwinds and no
// handler runs; the reason is last_error().
// Lifetime. Values, cells, executions and fibers of a job go before its Interpreter.
// Threads. Everything runs on one thread at a time, except request_stop(), which any thread may call.
// Metering. A step is about one instruction: a back-edge charges the length of its loop, a call kCallSteps, natives what
// they charge_steps(). A stop request or a passed deadline is seen within kCheckSteps steps.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/status.h"
#include "worker/lang/args.h"
#include "worker/lang/code.h"
#include "worker/lang/exception.h"
#include "worker/lang/function.h"
#include "worker/lang/heap.h"

namespace interloom::lang {

class Compiler;
class Execution;
class InternTable;
struct GeneratorObject;
struct ModuleTable;

struct Budget {
  uint64_t max_steps = 50'000'000;
  uint64_t max_bytes = uint64_t{1} << 30;
  uint64_t max_output_bytes = 1 << 20;
  int max_depth = 1000;  // Python calls
  std::optional<std::chrono::steady_clock::time_point> deadline;
};

struct InterpreterOptions {
  Budget budget;
  std::function<void(std::string_view)> output;  // print; null: dropped, still counted
  std::function<void(std::string_view)> errors;  // sys.stderr, warnings; null: goes to output
  uint64_t hash_seed = 0;                        // of str hashes; a server gives a random one
  SlabPool* slabs = nullptr;                     // shared by jobs; null: malloc
  const Compiler* compiler = nullptr;            // null: nothing that needs source works
  const ModuleTable* modules = nullptr;          // what import reaches; null: nothing
};

// Why a job ended. status: kInvalidArgument for an exception that nothing caught ("TypeError: ... (node 'x')"),
// kResourceExhausted, kDeadlineExceeded, kCancelled, ... for a stop.
struct JobError {
  Status status;
  std::string exception_type;  // "TypeError"; empty for a stop
  std::string message;
  std::vector<TracebackLine> traceback;  // outermost first
  std::string traceback_text;            // all that CPython prints, chained exceptions first; empty for a stop
};

struct Outcome {
  Status status;  // as JobError's
  Value value;    // what was returned; undefined on failure
};

class Interpreter {
 public:
  static constexpr uint64_t kCallSteps = 8;
  static constexpr int64_t kCheckSteps = 10'000;
  static constexpr size_t kMinNativeStack = 48 << 10;  // left on the C stack before anything recursive goes on

  explicit Interpreter(InterpreterOptions options);
  ~Interpreter();
  Interpreter(const Interpreter&) = delete;
  Interpreter& operator=(const Interpreter&) = delete;

  Heap& heap() { return heap_; }
  uint64_t hash_seed() const { return hash_seed_; }
  const Compiler* compiler() const { return compiler_; }
  const ModuleTable* modules() const { return modules_; }

  // Raising. All return the error sentinel.
  template <class... Pieces>
  Value raise(ExceptionKind kind, const Pieces&... pieces) {
    return raise_text(exception_type(kind), str_cat(pieces...));
  }
  Value raise(const Type& type, std::string_view message) { return raise_text(type, message); }
  Value raise_value(Value exception);  // an exception object; anything else is a TypeError
  // Goes on raising one that was taken: its context stays as it is.
  Value restore_exception(Value exception);
  // Ends the job with this reason; never OK. The first reason wins.
  Value stop(Status reason);
  // The same for memory: "the job's memory budget of N bytes is used up".
  Value stop_over_quota();

  bool has_error() const { return !exception_.is_undefined() || stopping(); }
  // The exception being raised, undefined when there is none (or a stop). Natives that handle an error take it.
  const Value& exception() const { return exception_; }
  Value take_exception() { return std::exchange(exception_, Value()); }
  bool stopping() const { return stopping_; }
  const Status& stop_reason() const { return stop_reason_; }  // OK while not stopping

  // Metering. False: the job is being stopped, return the error sentinel.
  bool charge_steps(uint64_t steps) {
    countdown_ -= static_cast<int64_t>(steps);
    return countdown_ > 0 ? true : check_budget();
  }
  // False: RecursionError raised, too little C stack (the thread's or the fiber's) is left. For natives that recurse over
  // user data.
  bool check_native_stack();
  // From any thread; the first reason wins. The job ends at its next check.
  void request_stop(Status reason);
  uint64_t steps_used() const;
  const Budget& budget() const { return budget_; }
  void set_deadline(std::optional<std::chrono::steady_clock::time_point> deadline);

  // Print. False: output budget spent (a stop).
  bool write_output(std::string_view text);
  // The same for sys.stderr.
  bool write_errors(std::string_view text);

  // Names by which LoadGlobal finds functions. Natives add theirs: set_builtin("save", ...).
  DictObject& builtins() { return *builtins_; }
  void set_builtin(std::string_view name, Value value);
  // A str whose text is kept once: equal texts are the same object. Lives as long as the interpreter.
  StrObject* intern(std::string_view text);
  // The value of a type: int, list, a class of user code; one object for each type.
  Value type_object(const Type& type);
  // Internals of lang.
  InternTable& tables() { return *tables_; }

  // Called when code reads a cell that is not set, e.g. to switch to the fiber that will set it. True: it is set now, read
  // again; false: NameError, unless it has raised itself.
  void set_unset_cell_handler(std::function<bool(Interpreter&, CellObject&)> handler) { unset_cell_ = std::move(handler); }
  bool handle_unset_cell(CellObject& cell);

  // Constants become values; linked once per interpreter, kept until its end.
  const LinkedCode& link(const std::shared_ptr<const Code>& code);
  Ref<FunctionObject> make_function(const std::shared_ptr<const Code>& code, CellScope& scope, Ref<TupleObject> defaults = {});
  Ref<FunctionObject> make_function(const std::shared_ptr<const Code>& code, Ref<DictObject> globals);
  // Runs code to its end with its cells taken from `scope`, in an Execution of its own. Never throws, except what a
  // forced fiber unwind throws.
  Outcome run(const std::shared_ptr<const Code>& code, CellScope& scope, std::span<const Value> args = {});
  // A module's code with its globals, e.g. a script's.
  Outcome run(const std::shared_ptr<const Code>& code, Ref<DictObject> globals);
  // The same for any callable.
  Outcome run(const Value& callable, const Args& args);

  // Of the last run() that failed, or the stop reason.
  const JobError& last_error() const { return last_error_; }

  // Fibers: the state that belongs to the running fiber. A native that switches to another fiber of this job holds a
  // Suspend over the switch, and so does whoever resumes a fiber.
  class Suspend {
   public:
    explicit Suspend(Interpreter& interp);
    ~Suspend();
    Suspend(const Suspend&) = delete;

   private:
    Interpreter& interp_;
    Execution* execution_;
    Value exception_;
  };

  Execution* execution() const { return execution_; }

  // Runs C++ that makes values outside any run(): turns BudgetStop into a status. The body's own status passes.
  Status protect(const std::function<Status()>& body);

  // For protocol.cpp: calls code in the current Execution, or in one made for it.
  Value call_function(FunctionObject& function, const Args& args);
  // Generators that went while suspended inside try or with: the VM lets them run what is left before its next call. False: the
  // job is being stopped.
  void keep_for_finalizer(GeneratorObject& generator);
  bool finalizers_pending() const { return finalizers_ != nullptr; }
  bool run_finalizers();
  // A hash that shows nothing of the address.
  int64_t identity_hash(const Object* object) const;

 private:
  friend class Execution;
  Value raise_text(const Type& type, std::string_view message);
  JobError describe(const Value& exception);
  bool check_budget();
  void refill_countdown();
  Outcome finish_run(Value result);

  Budget budget_;
  uint64_t hash_seed_ = 0;
  const Compiler* const compiler_;
  const ModuleTable* const modules_;
  Heap heap_;
  bool write_to(const std::function<void(std::string_view)>& sink, std::string_view text);
  std::function<void(std::string_view)> output_, errors_;
  uint64_t output_bytes_ = 0;
  int64_t countdown_ = 0;
  int64_t granted_ = 0;        // steps given to the countdown last
  uint64_t steps_before_ = 0;  // used before that
  bool stopping_ = false;
  Status stop_reason_;
  std::atomic<bool> stop_requested_{false};
  std::mutex stop_mutex_;
  Status requested_reason_;
  Execution* execution_ = nullptr;
  Value exception_;
  GeneratorObject* finalizers_ = nullptr;  // linked, each with the one reference that this list is
  JobError last_error_;
  Ref<DictObject> builtins_;
  std::function<bool(Interpreter&, CellObject&)> unset_cell_;
  std::unique_ptr<InternTable> tables_;  // interned names, type objects, linked code
};

}  // namespace interloom::lang
