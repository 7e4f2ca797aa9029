#include "worker/models/io_args.h"

#include <c10/util/Exception.h>

#include <algorithm>

namespace interloom::models {

ArgReader::ArgReader(const IoInputs& inputs, const std::string& path, std::initializer_list<std::string_view> names, bool extra)
    : path_(path) {
  TORCH_CHECK_TYPE(inputs.args.size() <= names.size(), path_, ": takes at most ", names.size(), " positional arguments, got ",
                   inputs.args.size());
  for (size_t i = 0; i < inputs.args.size(); ++i) bound_.emplace_back(names.begin()[i], &inputs.args[i]);
  for (const auto& [name, value] : inputs.kwargs) {
    TORCH_CHECK_TYPE(find(name) == nullptr, path_, ": got multiple values for argument '", name, "'");
    const bool known = std::find(names.begin(), names.end(), name) != names.end();
    TORCH_CHECK_TYPE(known || extra, path_, ": got an unexpected keyword argument '", name, "'");
    bound_.emplace_back(name, &value);
  }
}

const IoValue* ArgReader::find(std::string_view name) const {
  for (const auto& [bound, value] : bound_)
    if (bound == name) return value;
  return nullptr;
}

at::Tensor ArgReader::optional_tensor(std::string_view name) const {
  const IoValue* value = find(name);
  if (!value || std::holds_alternative<std::monostate>(value->kind())) return {};
  TORCH_CHECK_TYPE(value->is_tensor(), path_, ": argument '", name, "' must be Tensor, not ", value->describe());
  return value->tensor();
}

at::Tensor ArgReader::tensor(std::string_view name) const {
  at::Tensor found = optional_tensor(name);
  TORCH_CHECK_TYPE(found.defined(), path_, ": missing required argument '", name, "' (a Tensor)");
  return found;
}

std::optional<bool> ArgReader::flag(std::string_view name) const {
  const IoValue* value = find(name);
  if (!value || std::holds_alternative<std::monostate>(value->kind())) return std::nullopt;
  const bool* flag = std::get_if<bool>(&value->kind());
  TORCH_CHECK_TYPE(flag, path_, ": argument '", name, "' must be bool, not ", value->describe());
  return *flag;
}

int64_t ArgReader::integer(std::string_view name, int64_t fallback) const {
  const IoValue* value = find(name);
  if (!value || std::holds_alternative<std::monostate>(value->kind())) return fallback;
  const int64_t* number = std::get_if<int64_t>(&value->kind());
  TORCH_CHECK_TYPE(number, path_, ": argument '", name, "' must be int, not ", value->describe());
  return *number;
}

std::pair<at::Tensor, at::Tensor> ArgReader::tensor_pair(std::string_view name) const {
  const IoValue* value = find(name);
  TORCH_CHECK_TYPE(value, path_, ": missing required argument '", name, "' (a tuple of two Tensors)");
  const auto* tuple = std::get_if<std::shared_ptr<IoTuple>>(&value->kind());
  TORCH_CHECK_TYPE(tuple && (*tuple)->items.size() == 2 && (*tuple)->items[0].is_tensor() && (*tuple)->items[1].is_tensor(),
                   path_, ": argument '", name, "' must be a tuple of two Tensors, not ", value->describe());
  return {(*tuple)->items[0].tensor(), (*tuple)->items[1].tensor()};
}

at::Tensor output_tensor(const IoValue& value, const std::string& path) {
  TORCH_CHECK_TYPE(value.is_tensor() && value.tensor().defined(), path, ": its output must stay a Tensor, not ",
                   value.describe());
  return value.tensor();
}

const IoTuple& output_tuple(const IoValue& value, size_t size, const std::string& path) {
  const auto* tuple = std::get_if<std::shared_ptr<IoTuple>>(&value.kind());
  TORCH_CHECK_TYPE(tuple && (*tuple)->items.size() == size, path, ": its output must stay a tuple of ", size, ", not ",
                   value.describe());
  return **tuple;
}

at::Tensor output_field(const IoValue& value, std::string_view field, const std::string& path) {
  const auto* record = std::get_if<std::shared_ptr<IoRecord>>(&value.kind());
  TORCH_CHECK_TYPE(record, path, ": its output must keep its field '", field, "', not be ", value.describe());
  for (const auto& [name, item] : (*record)->fields)
    if (name == field) return output_tensor(item, path + "." + name);
  TORCH_CHECK_TYPE(false, path, ": its output has lost its field '", field, "'");
}

}  // namespace interloom::models
