#include "worker/lang/interpreter.h"

#include <algorithm>
#include <unordered_map>

#include "worker/lang/builtins.h"
#include "worker/lang/class.h"
#include "worker/lang/execution.h"
#include "worker/lang/fiber.h"
#include "worker/lang/intern_table.h"
#include "worker/lang/protocol.h"
#include "worker/lang/traceback.h"

namespace interloom::lang {
namespace {

constexpr size_t kMaxMessageBytes = 16 << 10;  // of an exception, in a status
constexpr uint64_t kMaxTraceLines = 100;

Status status_of(const JobError& error) {
  std::string text = error.message.empty() ? error.exception_type : error.exception_type + ": " + error.message;
  if (!error.traceback.empty()) {
    const TracebackLine& line = error.traceback.back();
    if (!line.node.empty()) {
      text += " (node '" + line.node + "')";
    } else if (line.line) {
      text += str_cat(" (", line.file, ", line ", line.line, ")");
    }
  }
  return invalid_argument(text);
}

}  // namespace

Interpreter::Interpreter(InterpreterOptions options)
    : budget_(std::move(options.budget)),
      hash_seed_(options.hash_seed),
      compiler_(options.compiler),
      modules_(options.modules),
      heap_(budget_.max_bytes, options.slabs),
      output_(std::move(options.output)),
      errors_(std::move(options.errors)),
      tables_(std::make_unique<InternTable>()) {
  refill_countdown();
  // A quota too small for the builtins stops the job at its first check.
  const Status made = protect([&] {
    builtins_ = make_dict(heap_);
    return OkStatus();
  });
  if (!made.ok()) stop(made);
}

// Values go before the heap; members would do so in the wrong order.
Interpreter::~Interpreter() {
  exception_ = Value();
  builtins_ = {};
  unset_cell_ = nullptr;
  tables_.reset();
}

Value Interpreter::raise_text(const Type& type, std::string_view message) {
  if (stopping_) return Value::error();
  return raise_value(make_exception(heap_, type, message));
}

namespace {

// exception.__context__ = handled, with the chain kept free of cycles: where `exception` was in it already, it is cut.
void set_context(Interpreter& interp, ExceptionObject& exception, const Value& handled) {
  ExceptionObject* slow = as_exception(handled);
  bool odd = false;
  uint64_t walked = 0;
  for (ExceptionObject* each = slow;;) {
    if (++walked % 64 == 0 && !interp.charge_steps(16)) return;
    ExceptionObject* next = as_exception(each->context);
    if (!next) break;
    if (next == &exception) {
      each->context = Value();
      break;
    }
    each = next;
    if (odd) slow = as_exception(slow->context);
    if (slow == each) break;  // a cycle that user code has made
    odd = !odd;
  }
  exception.context = handled;
}

}  // namespace

Value Interpreter::raise_value(Value exception) {
  if (stopping_) return Value::error();
  ExceptionObject* object = as_exception(exception);
  if (!object) return raise(ExceptionKind::kTypeError, "exceptions must derive from BaseException");
  if (execution_) {
    const Value& handled = execution_->handled();
    if (as_exception(handled) && !handled.same(exception)) set_context(*this, *object, handled);
  }
  exception_ = std::move(exception);
  return Value::error();
}

Value Interpreter::restore_exception(Value exception) {
  if (!stopping_) exception_ = std::move(exception);
  return Value::error();
}

Value Interpreter::stop(Status reason) {
  if (!stopping_) {
    stopping_ = true;
    stop_reason_ = reason.ok() ? internal_error("stopped without a reason") : std::move(reason);
    last_error_ = {stop_reason_, "", std::string(message_of(stop_reason_)), {}, {}};
  }
  exception_ = Value();
  steps_before_ = steps_used();
  granted_ = countdown_ = 0;
  return Value::error();
}

Value Interpreter::stop_over_quota() {
  return stop(make_status(StatusCode::kResourceExhausted, "the job's memory budget of ", heap_.quota(), " bytes is used up"));
}

uint64_t Interpreter::steps_used() const { return steps_before_ + static_cast<uint64_t>(granted_ - countdown_); }

void Interpreter::refill_countdown() {
  steps_before_ = steps_used();
  const uint64_t left = budget_.max_steps - std::min(budget_.max_steps, steps_before_);
  granted_ = countdown_ = static_cast<int64_t>(std::min<uint64_t>(left + 1, kCheckSteps));
}

bool Interpreter::check_budget() {
  if (stopping_) return false;
  if (stop_requested_.load(std::memory_order_acquire)) {
    const std::lock_guard lock(stop_mutex_);
    stop(requested_reason_);
  } else if (steps_used() > budget_.max_steps) {
    stop(make_status(StatusCode::kResourceExhausted, "the job's budget of ", budget_.max_steps, " steps is used up"));
  } else if (budget_.deadline && std::chrono::steady_clock::now() >= *budget_.deadline) {
    stop(make_status(StatusCode::kDeadlineExceeded, "the job's time is used up"));
  } else {
    refill_countdown();
    return true;
  }
  return false;
}

void Interpreter::request_stop(Status reason) {
  const std::lock_guard lock(stop_mutex_);
  if (stop_requested_.load(std::memory_order_relaxed)) return;
  requested_reason_ = reason.ok() ? make_status(StatusCode::kCancelled, "the job was stopped") : std::move(reason);
  stop_requested_.store(true, std::memory_order_release);
}

void Interpreter::set_deadline(std::optional<std::chrono::steady_clock::time_point> deadline) { budget_.deadline = deadline; }

bool Interpreter::check_native_stack() {
  const uintptr_t here = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  if (here - Fiber::stack_lowest() > kMinNativeStack) return true;
  raise(ExceptionKind::kRecursionError, "maximum recursion depth exceeded");
  return false;
}

bool Interpreter::write_output(std::string_view text) { return write_to(output_, text); }
bool Interpreter::write_errors(std::string_view text) { return write_to(errors_ ? errors_ : output_, text); }

bool Interpreter::write_to(const std::function<void(std::string_view)>& sink, std::string_view text) {
  if (text.size() > budget_.max_output_bytes - output_bytes_) {
    stop(make_status(StatusCode::kResourceExhausted, "the job's output budget of ", budget_.max_output_bytes,
                     " bytes is used up"));
    return false;
  }
  output_bytes_ += text.size();
  if (sink) sink(text);
  return charge_steps(1 + text.size() / 64);
}

void Interpreter::set_builtin(std::string_view name, Value value) {
  builtins_->set(*this, Value::share(intern(name)), std::move(value));
}

StrObject* Interpreter::intern(std::string_view text) {
  if (const auto it = tables_->names.find(text); it != tables_->names.end()) return it->second.get();
  Ref<StrObject> made = make_str_lossy(heap_, text);
  StrObject* str = made.get();
  str->flags |= kInternedStr;
  tables_->names.emplace(str->view(), std::move(made));
  return str;
}

Value Interpreter::type_object(const Type& type) { return Value::share(&tables_->classes.of(*this, type)); }

int64_t Interpreter::identity_hash(const Object* object) const {
  const uintptr_t address = reinterpret_cast<uintptr_t>(object);
  return hash_bytes({reinterpret_cast<const char*>(&address), sizeof address}, hash_seed_ ^ reinterpret_cast<uintptr_t>(this));
}

bool Interpreter::handle_unset_cell(CellObject& cell) {
  if (unset_cell_ && unset_cell_(*this, cell)) return true;
  if (has_error()) return false;
  raise(ExceptionKind::kNameError, "cannot access free variable '", cell.name ? cell.name->view() : "?",
        "' where it is not associated with a value in enclosing scope");
  return false;
}

Ref<FunctionObject> Interpreter::make_function(const std::shared_ptr<const Code>& code, CellScope& scope,
                                               Ref<TupleObject> defaults) {
  auto closure = make_tuple(heap_, code->cells.size());
  for (size_t i = 0; i < code->cells.size(); ++i) closure->items()[i] = Value::object(scope.cell(*this, code->cells[i]));
  return heap_.make<FunctionObject>(&link(code), std::move(closure), std::move(defaults));
}

Ref<FunctionObject> Interpreter::make_function(const std::shared_ptr<const Code>& code, Ref<DictObject> globals) {
  auto function = heap_.make<FunctionObject>(&link(code), make_tuple(heap_, uint64_t{0}), Ref<TupleObject>());
  function->globals = std::move(globals);
  return function;
}

Value Interpreter::call_function(FunctionObject& function, const Args& args) {
  if (execution_) return execution_->call(function, args);
  Execution execution(*this);
  return execution.call(function, args);
}

Outcome Interpreter::run(const std::shared_ptr<const Code>& code, CellScope& scope, std::span<const Value> args) {
  Value function;
  const Status made = protect([&] {
    function = Value::object(make_function(code, scope));
    return OkStatus();
  });
  if (!made.ok()) return finish_run(stop(made));
  return run(function, Args(args));
}

Outcome Interpreter::run(const std::shared_ptr<const Code>& code, Ref<DictObject> globals) {
  Value function;
  const Status made = protect([&] {
    function = Value::object(make_function(code, std::move(globals)));
    return OkStatus();
  });
  if (!made.ok()) return finish_run(stop(made));
  return run(function, Args());
}

Outcome Interpreter::run(const Value& callable, const Args& args) {
  if (stopping_ || !charge_steps(1)) return finish_run(Value::error());
  Value result = Value::error();
  const Status done = protect([&] {
    Execution execution(*this);
    result = execution.run(callable, args);
    if (finalizers_ && !stopping_ && !execution.finalize()) result = Value::error();
    return OkStatus();
  });
  if (!done.ok()) result = stop(done);
  return finish_run(std::move(result));
}

Outcome Interpreter::finish_run(Value result) {
  if (!result.is_error() && !stopping_) return {OkStatus(), std::move(result)};
  if (stopping_) {
    last_error_ = {stop_reason_, "", std::string(message_of(stop_reason_)), {}, {}};
    return {stop_reason_, Value()};
  }
  const Value exception = take_exception();
  const Status described = protect([&] {
    last_error_ = describe(exception);
    return OkStatus();
  });
  if (!described.ok()) stop(described);
  if (stopping_) return finish_run(Value::error());
  return {last_error_.status, Value()};
}

JobError Interpreter::describe(const Value& exception) {
  JobError error;
  ExceptionObject* object = as_exception(exception);
  if (!object) {
    error.status = internal_error("an error was reported without an exception");
    error.message = std::string(message_of(error.status));
    return error;
  }
  error.exception_type = object->type->name;
  if (!str_text(*this, exception, &error.message)) {
    take_exception();
    error.message = "<exception str() failed>";
  }
  if (error.message.size() > kMaxMessageBytes) error.message.resize(kMaxMessageBytes);
  // Innermost lines are the ones that help.
  for (uint64_t i = std::min(object->trace_size, kMaxTraceLines); i-- > 0;) {
    const auto& [linked, offset] = object->trace[i];
    const Code& code = *linked->code;
    TracebackLine line{code.file, code.name, 0, ""};
    if (const auto* position = code.position_of(offset)) {
      line.line = position->line;
      if (position->node >= 0) line.node = code.nodes[position->node];
    }
    error.traceback.push_back(std::move(line));
  }
  error.status = status_of(error);
  error.traceback_text = format_exception(*this, exception, &error.message);
  return error;
}

Status Interpreter::protect(const std::function<Status()>& body) {
  try {
    return body();
  } catch (const BudgetStop&) {
    if (stopping_) return stop_reason_;
    return make_status(StatusCode::kResourceExhausted, "the job's memory budget of ", heap_.quota(), " bytes is used up");
  } catch (const std::bad_alloc&) {
    return make_status(StatusCode::kResourceExhausted, "the worker is out of memory");
  }
}

Interpreter::Suspend::Suspend(Interpreter& interp)
    : interp_(interp),
      execution_(std::exchange(interp.execution_, nullptr)),
      exception_(std::exchange(interp.exception_, Value())) {}

Interpreter::Suspend::~Suspend() {
  interp_.execution_ = execution_;
  interp_.exception_ = std::move(exception_);
}

}  // namespace interloom::lang
