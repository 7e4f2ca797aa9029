// _sys: what py/sys.py builds the module sys from. Nothing of the host: streams lead to the job's log.
#include <cfloat>

#include "worker/lang/args.h"
#include "worker/lang/execution.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/module.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang::modules {
namespace {

// sys.stdout and sys.stderr.
struct StreamObject : Object {
  explicit StreamObject(bool is_errors) : errors(is_errors) {}
  bool errors;
  static const Type kType;
};

Value stream_write(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "write", args, 1, 1)) return Value::error();
  const auto* text = args[0].as<StrObject>();
  if (!text) return interp.raise(ExceptionKind::kTypeError, "write() argument must be str, not ", args[0].type_name());
  const bool written =
      self.as<StreamObject>()->errors ? interp.write_errors(text->view()) : interp.write_output(text->view());
  return written ? Value::integer(static_cast<int64_t>(text->length)) : Value::error();
}

Value stream_writelines(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "writelines", args, 1, 1)) return Value::error();
  const bool done = for_each(interp, args[0], [&](const Value& line) {
    return !stream_write(interp, self, Args(std::span(&line, 1))).is_error();
  });
  return done ? Value::none() : Value::error();
}

const Method kStreamMethods[] = {
    {"write", stream_write},
    {"writelines", stream_writelines},
    {"flush", [](Interpreter&, const Value&, const Args&) { return Value::none(); }},
    {"isatty", [](Interpreter&, const Value&, const Args&) { return Value::boolean(false); }},
    {"writable", [](Interpreter&, const Value&, const Args&) { return Value::boolean(true); }},
    {"readable", [](Interpreter&, const Value&, const Args&) { return Value::boolean(false); }},
    {nullptr, nullptr},
};
const Property kStreamProperties[] = {
    {"encoding", [](Interpreter& interp, Object*) { return str_value(interp.heap(), "utf-8"); }, nullptr},
    {"name",
     [](Interpreter& interp, Object* self) {
       return str_value(interp.heap(), static_cast<StreamObject*>(self)->errors ? "<stderr>" : "<stdout>");
     },
     nullptr},
    {nullptr, nullptr, nullptr},
};

// The exception that is being handled, or None.
Value handled_exception(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "handled_exception", args, 0, 0)) return Value::error();
  for (const Frame* frame = interp.execution() ? interp.execution()->top() : nullptr; frame; frame = frame->previous) {
    if (as_exception(frame->handling)) return frame->handling;
  }
  return Value::none();
}

Value recursion_limit(Interpreter& interp, const Args& args) {
  return check_positional(interp, "getrecursionlimit", args, 0, 0) ? Value::integer(interp.budget().max_depth) : Value::error();
}

Value intern_text(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "intern", args, 1, 1)) return Value::error();
  const auto* text = args[0].as<StrObject>();
  if (!text) return interp.raise(ExceptionKind::kTypeError, "intern() argument must be str, not ", args[0].type_name());
  return Value::share(interp.intern(text->view()));
}

bool init(Interpreter& interp, ModuleObject& module) {
  Heap& heap = interp.heap();
  module.add(interp, "stdout", Value::object(heap.make<StreamObject>(false)));
  module.add(interp, "stderr", Value::object(heap.make<StreamObject>(true)));
  module.add(interp, "handled_exception", native_function(heap, "handled_exception", handled_exception));
  module.add(interp, "getrecursionlimit", native_function(heap, "getrecursionlimit", recursion_limit));
  module.add(interp, "intern", native_function(heap, "intern", intern_text));
  module.add(interp, "maxsize", Value::integer(INT64_MAX));
  module.add(interp, "float_max", Value::real(DBL_MAX));
  module.add(interp, "float_min", Value::real(DBL_MIN));
  module.add(interp, "float_epsilon", Value::real(DBL_EPSILON));
  module.add(interp, "max_str_digits", Value::integer(kMaxIntDigits));
  return true;
}

}  // namespace

const Type StreamObject::kType = {.name = "TextIOWrapper",
                                  .module = "_io",
                                  .repr =
                                      [](Interpreter& interp, Object* self) {
                                        return str_value(interp.heap(), static_cast<StreamObject*>(self)->errors
                                                                            ? "<_io.TextIOWrapper name='<stderr>' encoding='utf-8'>"
                                                                            : "<_io.TextIOWrapper name='<stdout>' encoding='utf-8'>");
                                      },
                                  .methods = kStreamMethods,
                                  .properties = kStreamProperties};

extern const NativeModule kSysModule;
const NativeModule kSysModule = {"_sys", init};

}  // namespace interloom::lang::modules
