#include "worker/models/io_value.h"

#include <type_traits>

#include "common/status.h"

namespace interloom::models {

IoValue IoValue::tuple(std::vector<IoValue> items) {
  return std::make_shared<IoTuple>(IoTuple{std::move(items), /*is_list=*/false});
}
IoValue IoValue::list(std::vector<IoValue> items) {
  return std::make_shared<IoTuple>(IoTuple{std::move(items), /*is_list=*/true});
}
IoValue IoValue::record(std::string class_name, std::vector<std::pair<std::string, IoValue>> fields) {
  return std::make_shared<IoRecord>(IoRecord{std::move(class_name), std::move(fields)});
}

at::Tensor IoValue::first_tensor() const {
  if (is_tensor()) return tensor();
  if (const auto* tuple = std::get_if<std::shared_ptr<IoTuple>>(&kind_)) {
    for (const IoValue& item : (*tuple)->items)
      if (at::Tensor found = item.first_tensor(); found.defined()) return found;
  }
  if (const auto* record = std::get_if<std::shared_ptr<IoRecord>>(&kind_)) {
    for (const auto& [name, value] : (*record)->fields)
      if (at::Tensor found = value.first_tensor(); found.defined()) return found;
  }
  return {};
}

namespace {

std::string describe_tensor(const at::Tensor& tensor) {
  if (!tensor.defined()) return "None";
  std::string out = "Tensor[";
  for (int64_t i = 0; i < tensor.dim(); ++i) out += str_cat(i ? ", " : "", tensor.size(i));
  return out + "]";
}

}  // namespace

std::string IoValue::describe() const {
  return std::visit(
      [](const auto& value) -> std::string {
        using T = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<T, std::monostate>)
          return "None";
        else if constexpr (std::is_same_v<T, bool>)
          return value ? "True" : "False";
        else if constexpr (std::is_same_v<T, int64_t> || std::is_same_v<T, double>)
          return str_cat(value);
        else if constexpr (std::is_same_v<T, std::string>)
          return "'" + value + "'";
        else if constexpr (std::is_same_v<T, at::Tensor>)
          return describe_tensor(value);
        else if constexpr (std::is_same_v<T, std::shared_ptr<IoTuple>>)
          return str_cat(value->is_list ? "list of " : "tuple of ", value->items.size());
        else if constexpr (std::is_same_v<T, std::shared_ptr<IoRecord>>)
          return value->class_name;
        else
          return value.class_name;
      },
      kind_);
}

}  // namespace interloom::models
