#include "worker/graph/runtime.h"

#include <utility>

#include "worker/interleaver/io_convert.h"
#include "worker/lang/containers.h"
#include "worker/lang/torch/convert.h"
#include "worker/lang/torch/dtype_object.h"
#include "worker/lang/torch/op_call.h"
#include "worker/lang/torch/tensor_object.h"

namespace interloom::graph {

using interleaver::Interleaver;
using lang::Args;
using lang::ExceptionKind;
using lang::Interpreter;
using lang::Value;

namespace {

models::ModuleId module_of(const Args& args) { return static_cast<models::ModuleId>(args[0].as_int()); }
HookSide side_of(const Args& args) { return static_cast<HookSide>(args[1].as_int()); }
Value none_if(bool ok) { return ok ? Value::none() : Value::error(); }

// The exception of lang for a Status of the layers below.
Value raise_status(Interpreter& interp, const Status& status) {
  const bool users = status.code() == StatusCode::kInvalidArgument || status.code() == StatusCode::kNotFound;
  return users ? interp.raise(ExceptionKind::kValueError, message_of(status)) : interp.stop(status);
}

}  // namespace

GraphRuntime::GraphRuntime(const Program& program, const models::Model& model, lang_torch::TorchJob& job,
                           Interleaver& interleaver, std::vector<at::Tensor> tensors)
    : program_(program),
      model_(model),
      job_(job),
      interp_(job.interp()),
      interleaver_(interleaver),
      tensors_(std::move(tensors)) {}

GraphRuntime::~GraphRuntime() { interleaver_.abandon(); }

Status GraphRuntime::install(const std::vector<interleaver::Rows>& rows) {
  try {
    saves_ = lang::make_dict(interp_.heap());
    bind_hooks();
    bind_saves();
    for (const std::string& name : program_.ops) {
      ASSIGN_OR_RETURN(const lang_torch::OpHandle op, lang_torch::find_op(name));
      interp_.set_builtin(
          str_cat("op:", name),
          lang::native_closure(interp_.heap(), name, [op, this](Interpreter&, const Args& args) { return op.call(job_, args); }));
    }
    RETURN_IF_ERROR(bind_constants());
    for (size_t i = 0; i < program_.invokes.size(); ++i) {
      interleaver_.add_invoke(rows[i], [this, i] { return interp_.run(program_.invokes[i], scope_); });
    }
    for (const auto& [name, invoke] : program_.shared) interleaver_.set_producer(scope_.cell(interp_, name).get(), invoke);
  } catch (const lang::BudgetStop&) {
    return make_status(StatusCode::kResourceExhausted, "memory budget of ", interp_.heap().quota(),
                       " bytes is too small for the graph");
  }
  return OkStatus();
}

void GraphRuntime::bind(const char* name, Native native) {
  interp_.set_builtin(name, lang::native_closure(interp_.heap(), name, std::move(native)));
}

void GraphRuntime::bind_hooks() {
  bind(":read", [this](Interpreter&, const Args& args) { return interleaver_.read(module_of(args), side_of(args)); });
  bind(":write",
       [this](Interpreter&, const Args& args) { return none_if(interleaver_.write(module_of(args), side_of(args), args[2])); });
  bind(":skip", [this](Interpreter&, const Args& args) { return none_if(interleaver_.skip(module_of(args), args[1])); });
  bind(":stop", [this](Interpreter&, const Args&) { return interleaver_.stop(); });
  bind(":module", [this](Interpreter&, const Args& args) { return call_module(args); });
  bind(":begin_step", [this](Interpreter& interp, const Args& args) {
    const int began = interleaver_.begin_step(args[0].as_int());
    if (began < 0) return Value::error();
    const int64_t last = args[1].as_int();
    if (began == 0 && last >= 0 &&
        !interp.write_output(
            str_cat("warning: generation ended before step ", args[0].as_int(), ", steps up to ", last, " were asked for\n"))) {
      return Value::error();
    }
    return Value::boolean(began == 1);
  });
}

void GraphRuntime::bind_saves() {
  bind(":save", [this](Interpreter&, const Args& args) { return none_if(save(args[0], args[1], false)); });
  bind(":save_step", [this](Interpreter&, const Args& args) { return none_if(save(args[0], args[1], true)); });
  bind(":save_list", [this](Interpreter& interp, const Args& args) {
    return none_if(save(args[0], Value::object(lang::make_list(interp.heap())), false));
  });
}

bool GraphRuntime::save(const Value& key, const Value& value, bool append) {
  if (!append) return saves_->set(interp_, key, value);
  bool failed = false;
  Value* list = saves_->find(interp_, key, &failed);
  if (failed || !list || !list->is<lang::ListObject>()) return false;
  list->as<lang::ListObject>()->append(value);
  return true;
}

Value GraphRuntime::call_module(const Args& args) {
  models::IoInputs inputs;
  for (uint32_t i = 1; i < args.size(); ++i) {
    if (!interleaver::from_value(interp_, args[i], &inputs.args.emplace_back())) return Value::error();
  }
  for (uint32_t i = 0; i < args.keyword_count; ++i) {
    models::IoValue value;
    if (!interleaver::from_value(interp_, args.keyword_value(i), &value)) return Value::error();
    inputs.kwargs.emplace_back(std::string(args.keyword_name(i)), std::move(value));
  }
  return lang_torch::guarded(job_, [&] {
    StatusOr<models::IoValue> result = model_.call_module(module_of(args), inputs);
    return result.ok() ? interleaver::to_value(interp_, *result) : raise_status(interp_, result.status());
  });
}

Status GraphRuntime::bind_constants() {
  for (const auto& [global, arg] : program_.constants) {
    ASSIGN_OR_RETURN(Value value, constant(arg));
    interp_.set_builtin(global, std::move(value));
  }
  return OkStatus();
}

StatusOr<Value> GraphRuntime::constant(const GraphArg& arg) {
  lang::Heap& heap = interp_.heap();
  if (const auto* format = std::get_if<ArgMemoryFormat>(&arg.kind)) {
    return Value::object(heap.make<lang_torch::MemoryFormatObject>(*lang_torch::memory_format_from_name(format->name)));
  }
  if (const auto* layout = std::get_if<ArgLayout>(&arg.kind)) {
    return Value::object(heap.make<lang_torch::LayoutObject>(*lang_torch::layout_from_name(layout->name)));
  }
  const WireValue& wire = std::get<WireValue>(arg.kind);
  if (const auto* tensor = std::get_if<WireTensor>(&wire.kind)) return lang_torch::make_tensor(job_, tensors_[tensor->index]);
  if (const auto* dtype = std::get_if<WireDType>(&wire.kind)) return job_.dtype(lang_torch::to_scalar_type(dtype->dtype));
  if (const auto* device = std::get_if<WireDevice>(&wire.kind)) return job_.device(at::Device(device->name));
  return internal_error("a constant of a graph has no value");
}

Status GraphRuntime::describe(const interleaver::Failure& failure) {
  const lang::JobError& error = failure.error;
  // The innermost place that is a node.
  std::string where;
  for (auto line = error.traceback.rbegin(); line != error.traceback.rend(); ++line) {
    if (line->node.empty()) continue;
    const std::string_view name = line->node[0] == '#' ? std::string_view() : std::string_view(line->node);
    const int index = static_cast<int>(line->line) - 1;
    where = index >= 0 ? node_label(name, failure.invoke, index) : line->node;
    break;
  }
  if (where.empty()) return failure.invoke < 0 ? error.status : annotate(error.status, str_cat("invoke ", failure.invoke));
  if (error.exception_type.empty()) return annotate(error.status, where);
  return make_status(error.status.code(), where, ": ", error.exception_type, error.message.empty() ? "" : ": ", error.message);
}

}  // namespace interloom::graph
