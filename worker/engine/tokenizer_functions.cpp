#include "worker/engine/tokenizer_functions.h"

#include <ATen/ATen.h>

#include <optional>
#include <string>
#include <vector>

#include "worker/lang/containers.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/str.h"
#include "worker/lang/torch/dtype_object.h"
#include "worker/lang/torch/tensor_object.h"

namespace interloom::engine {
namespace {

using lang::Args;
using lang::ExceptionKind;
using lang::Interpreter;
using lang::Value;
using tokenizer::Tokenizer;

Value raise_status(Interpreter& interp, const Status& status) {
  return interp.raise(ExceptionKind::kValueError, message_of(status));
}

bool tensor_ids(Interpreter& interp, const at::Tensor& tensor, std::vector<int64_t>* ids) {
  if (!at::isIntegralType(tensor.scalar_type(), false)) {
    interp.raise(ExceptionKind::kTypeError, "token ids must be integers, not ",
                 lang_torch::scalar_type_name(tensor.scalar_type()));
    return false;
  }
  const at::Tensor flat = tensor.to(at::kCPU, at::kLong).contiguous();
  ids->assign(flat.data_ptr<int64_t>(), flat.data_ptr<int64_t>() + flat.numel());
  return true;
}

// False: raised.
bool to_ids(Interpreter& interp, const Value& value, std::vector<int64_t>* ids) {
  if (const auto* tensor = lang_torch::as_tensor(value)) {
    return !lang_torch::guarded(lang_torch::TorchJob::of(interp), [&] {
              return tensor_ids(interp, tensor->tensor, ids) ? Value::none() : Value::error();
            }).is_error();
  }
  if (value.is_int_or_bool()) {
    ids->push_back(value.as_int());
    return true;
  }
  const auto items = lang_torch::sequence_items(value);
  if (!items) {
    interp.raise(ExceptionKind::kTypeError, "token ids must be an int, a list or a tensor, not '", value.type_name(), "'");
    return false;
  }
  for (const Value& item : *items) {
    const auto* tensor = lang_torch::as_tensor(item);
    if (tensor && tensor->tensor.numel() == 1) {
      if (!to_ids(interp, item, ids)) return false;
      continue;
    }
    int64_t id = 0;
    if (!lang::to_int64(interp, item, &id)) return false;
    ids->push_back(id);
  }
  return interp.charge_steps(items->size());
}

// The flag of a call: second positional or keyword. -1: raised.
int flag(Interpreter& interp, const lang::Signature& signature, const Args& args, bool standard, const Value** first) {
  const Value* bound[2] = {nullptr, nullptr};
  if (!lang::bind_args(interp, signature, args, bound)) return -1;
  *first = bound[0];
  return bound[1] ? lang::truth(interp, *bound[1]) : standard;
}

Value encode(Interpreter& interp, const Tokenizer& tokenizer, const Args& args) {
  static constexpr const char* kNames[] = {"text", "add_special_tokens"};
  const Value* text = nullptr;
  const int special = flag(interp, {"tokenizer.encode", kNames, 1}, args, true, &text);
  if (special < 0) return Value::error();
  const auto* str = text->as<lang::StrObject>();
  if (!str) return interp.raise(ExceptionKind::kTypeError, "tokenizer.encode() takes a str, not '", text->type_name(), "'");
  if (!interp.charge_steps(str->size)) return Value::error();
  StatusOr<std::vector<int64_t>> ids = tokenizer.encode(str->view(), special == 1);
  if (!ids.ok()) return raise_status(interp, ids.status());
  lang::Ref<lang::ListObject> list = lang::make_list(interp.heap());
  for (int64_t id : *ids) list->append(Value::integer(id));
  return Value::object(std::move(list));
}

Value decode(Interpreter& interp, const Tokenizer& tokenizer, const Args& args) {
  static constexpr const char* kNames[] = {"token_ids", "skip_special_tokens"};
  const Value* value = nullptr;
  const int skip = flag(interp, {"tokenizer.decode", kNames, 1}, args, false, &value);
  std::vector<int64_t> ids;
  if (skip < 0 || !to_ids(interp, *value, &ids)) return Value::error();
  if (!interp.charge_steps(ids.size())) return Value::error();
  StatusOr<std::string> text = tokenizer.decode(ids, skip == 1);
  if (!text.ok()) return raise_status(interp, text.status());
  return Value::object(lang::make_str_lossy(interp.heap(), *text));
}

Value token(Interpreter& interp, const Tokenizer& tokenizer, const Args& args) {
  static constexpr const char* kNames[] = {"token_id"};
  const Value* value = nullptr;
  std::vector<int64_t> ids;
  if (!lang::bind_args(interp, {"tokenizer.token", kNames, 1}, args, std::span(&value, 1)) || !to_ids(interp, *value, &ids))
    return Value::error();
  if (ids.size() != 1) return interp.raise(ExceptionKind::kValueError, "tokenizer.token() takes one id, not ", ids.size());
  const std::optional<std::string> spelled = tokenizer.id_to_token(ids[0]);
  return spelled ? Value::object(lang::make_str_lossy(interp.heap(), *spelled)) : Value::none();
}

using Function = Value (*)(Interpreter&, const Tokenizer&, const Args&);

}  // namespace

void install_tokenizer_functions(Interpreter& interp, const std::shared_ptr<const Tokenizer>& tokenizer) {
  if (!tokenizer) return;
  auto add = [&](const char* name, Function function) {
    interp.set_builtin(name, lang::native_closure(interp.heap(), name, [tokenizer, function](Interpreter& i, const Args& args) {
                         return function(i, *tokenizer, args);
                       }));
  };
  add("tokenizer.encode", encode);
  add("tokenizer.decode", decode);
  add("tokenizer.token", token);
}

}  // namespace interloom::engine
