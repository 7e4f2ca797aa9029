#include "worker/lang/torch/op_call.h"

#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <limits>
#include <mutex>
#include <optional>

#include "worker/lang/torch/dtype_object.h"
#include "worker/lang/torch/op_entry.h"
#include "worker/lang/torch/tensor_object.h"

namespace interloom::lang_torch {

using lang::Args;
using lang::ExceptionKind;
using lang::Value;

namespace {

// Gives the process's default generator this job's state for ops that can be handed no generator, and takes both back.
class BorrowDefaultGenerator {
 public:
  explicit BorrowDefaultGenerator(TorchJob& job)
      : lock_(mutex()),
        mine_(*at::check_generator<at::CPUGeneratorImpl>(job.generator())),
        process_(*at::check_generator<at::CPUGeneratorImpl>(at::detail::getDefaultCPUGenerator())),
        saved_(process_.clone()) {
    copy(mine_, process_);
  }
  ~BorrowDefaultGenerator() {
    copy(process_, mine_);
    copy(*saved_, process_);
  }

 private:
  static std::mutex& mutex() {
    static std::mutex instance;
    return instance;
  }
  static void copy(at::CPUGeneratorImpl& from, at::CPUGeneratorImpl& to) {
    to.set_engine(from.engine());
    to.set_next_float_normal_sample(from.next_float_normal_sample());
    to.set_next_double_normal_sample(from.next_double_normal_sample());
  }
  std::lock_guard<std::mutex> lock_;
  at::CPUGeneratorImpl& mine_;
  at::CPUGeneratorImpl& process_;
  std::shared_ptr<at::CPUGeneratorImpl> saved_;
};

std::string position_text(const OpEntry& entry, size_t index, const Args& args) {
  return index < args.size() && !entry.params[index].keyword_only ? str_cat(" (position ", index + 1, ")") : "";
}

std::string type_error_text(const OpEntry& entry, size_t index, const Args& args, const Value& value) {
  const Param& param = entry.params[index];
  const std::string_view name = param.name == "self" ? "input" : std::string_view(param.name);
  std::string actual(value.type_name());
  if (const auto items = sequence_items(value); items && match_cost(param, value) < 0) {
    for (size_t i = 0; i < items->size(); ++i) {
      const bool number_wanted = param.kind == ParamKind::kIntList || param.kind == ParamKind::kFloatList;
      const Value& item = (*items)[i];
      const bool fits = number_wanted ? item.is_int() : item.is<TensorObject>();
      if (!fits)
        return str_cat(entry.bare_name, "(): argument '", name, "'", position_text(entry, index, args), " must be ",
                       param_type_name(param), ", but found element of type ", item.type_name(), " at pos ", i);
    }
  }
  return str_cat(entry.bare_name, "(): argument '", name, "'", position_text(entry, index, args), " must be ",
                 param_type_name(param), ", not ", actual);
}

// The sum of the arguments' costs; negative when one does not fit.
int total_cost(const OpEntry& entry, const Bound& bound, size_t* wrong) {
  int total = 0;
  for (size_t i = 0; i < entry.params.size(); ++i) {
    if (!bound.values[i]) continue;
    const int cost = match_cost(entry.params[i], *bound.values[i]);
    if (cost < 0) {
      *wrong = i;
      return -1;
    }
    total += cost;
  }
  return total;
}

std::string described_arguments(const Args& args) {
  std::string text;
  for (uint32_t i = 0; i < args.size(); ++i) text += str_cat(i ? ", " : "", args[i].type_name());
  for (uint32_t k = 0; k < args.keyword_count; ++k)
    text += str_cat(text.empty() ? "" : ", ", args.keyword_name(k), "=", args.keyword_value(k).type_name());
  return text;
}

std::string signature_text(const OpEntry& entry) {
  std::string text = "(";
  bool starred = false;
  for (const Param& param : entry.params) {
    if (text.size() > 1) text += ", ";
    if (param.keyword_only && !starred) {
      text += "*, ";
      starred = true;
    }
    text += str_cat(param_type_name(param), " ", param.name == "self" ? "input" : std::string_view(param.name),
                    param.has_default ? " = ..." : "");
  }
  return text + ")";
}

Value no_overload(TorchJob& job, const OpFamily& family, const Args& args) {
  std::string text = str_cat(family.bare_name, "() received an invalid combination of arguments - got (",
                             described_arguments(args), "), but expected one of:");
  for (const OpEntry* entry : family.overloads) {
    if (!entry->has_out) text += "\n * " + signature_text(*entry);
  }
  return job.interp().raise(ExceptionKind::kTypeError, text);
}

// The overload that takes the arguments with least conversion; the first of equals. Null: raised. `bound` is scratch.
const OpEntry* choose_overload(TorchJob& job, const OpFamily& family, const Args& args, Bound* bound) {
  const OpEntry* best = nullptr;
  const OpEntry* only = nullptr;
  int best_cost = std::numeric_limits<int>::max();
  size_t wrong = 0, candidates = 0;
  for (const OpEntry* entry : family.overloads) {
    if (entry->has_out && args.keyword_count == 0 && args.size() <= entry->positional) continue;
    ++candidates;
    only = entry;
    if (!bind_arguments(*entry, job.heap(), args, bound).empty()) continue;
    const int cost = total_cost(*entry, *bound, &wrong);
    if (cost < 0 || cost >= best_cost) continue;
    best = entry;
    best_cost = cost;
    if (cost == 0) return best;
  }
  if (best) return best;
  if (candidates == 1) return only;  // its own messages are better
  no_overload(job, family, args);
  return nullptr;
}

// Refuses writes to read-only tensors, and `out=` to memory that is not the job's: out may be resized over its storage.
bool check_one_write(TorchJob& job, const Param& param, const Value& value) {
  if (TensorObject* object = as_tensor(value)) {
    if (!check_writable(*object)) return false;
    if (!param.out || is_charged_to(*job.account(), object->tensor)) return true;
    job.interp().raise(ExceptionKind::kRuntimeError, "out= must be a tensor that this job has made, not a view of the model's");
    return false;
  }
  if (const auto items = sequence_items(value)) {
    for (const Value& item : *items) {
      if (!check_one_write(job, param, item)) return false;
    }
  }
  return true;
}

bool check_writes(TorchJob& job, const OpEntry& entry, const Bound& bound) {
  if (entry.writes) {
    for (size_t i = 0; i < entry.params.size(); ++i) {
      if (entry.params[i].writes && bound.values[i] && !check_one_write(job, entry.params[i], *bound.values[i])) return false;
    }
  }
  for (const uint8_t i : entry.traits.hidden_writes) {
    if (bound.values[i] && !check_one_write(job, entry.params[i], *bound.values[i])) return false;
  }
  return true;
}

Value run(TorchJob& job, const OpEntry& entry, const Args& args, const Bound& bound) {
  torch::jit::Stack stack;
  stack.reserve(entry.params.size());
  for (size_t i = 0; i < entry.params.size(); ++i) {
    const Param& param = entry.params[i];
    if (!bound.values[i]) {
      stack.push_back(param.kind == ParamKind::kGenerator ? c10::IValue(job.generator()) : param.default_value);
      continue;
    }
    if (match_cost(param, *bound.values[i]) < 0)
      return job.interp().raise(ExceptionKind::kTypeError, type_error_text(entry, i, args, *bound.values[i]));
    stack.emplace_back();
    if (!convert_argument(job, param, *bound.values[i], &stack.back())) return Value::error();
  }
  if ((entry.writes || !entry.traits.hidden_writes.empty()) && !check_writes(job, entry, bound)) return Value::error();
  if (entry.checked) {
    const std::string problem = check_arguments(*entry.schema, entry.traits, stack);
    if (!problem.empty()) return job.interp().raise(ExceptionKind::kRuntimeError, problem);
  }
  if (entry.traits.default_generator) {
    const BorrowDefaultGenerator borrow(job);
    entry.handle.callBoxed(stack);
  } else {
    entry.handle.callBoxed(stack);
  }
  return results_to_value(job, entry, bound, stack);
}

}  // namespace

std::string OpHandle::name() const { return entry_ ? entry_->name : family_ ? "aten::" + family_->bare_name : ""; }

std::string OpHandle::schema_text() const {
  if (entry_) return c10::toString(*entry_->schema);
  std::string text;
  for (const OpEntry* entry : family_->overloads) text += (text.empty() ? "" : "\n") + c10::toString(*entry->schema);
  return text;
}

bool OpHandle::is_method() const {
  const auto takes_self = [](const OpEntry* entry) {
    return !entry->params.empty() && entry->params[0].name == "self" && entry->params[0].kind == ParamKind::kTensor;
  };
  return entry_ ? takes_self(entry_) : std::any_of(family_->overloads.begin(), family_->overloads.end(), takes_self);
}

Value OpHandle::call(TorchJob& job, const Args& args) const {
  return guarded(job, [&]() -> Value {
    Bound bound;
    const OpEntry* entry = entry_;
    if (!entry) {
      entry = choose_overload(job, *family_, args, &bound);
      if (!entry) return Value::error();
    }
    const std::string problem = bind_arguments(*entry, job.heap(), args, &bound);
    if (!problem.empty()) return job.interp().raise(ExceptionKind::kTypeError, problem);
    return run(job, *entry, args, bound);
  });
}

}  // namespace interloom::lang_torch
