// Reading what a hook or a side call left in IoInputs and IoValue, by the names of the module's forward.
//
// Everything throws c10::Error with the module's path in the text: a sink's wrong replacement ends the pass, a side
// call's wrong argument becomes kInvalidArgument (Model::call_module).
#pragma once

#include <ATen/core/Tensor.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "worker/models/io_value.h"

namespace interloom::models {

class ArgReader {
 public:
  // Binds as Python does: positional in the order of `names`, then by keyword. Too many, doubled and, unless `extra` allows
  // them, unknown arguments are errors. The inputs must outlive the reader.
  ArgReader(const IoInputs& inputs, const std::string& path, std::initializer_list<std::string_view> names, bool extra = false);

  at::Tensor tensor(std::string_view name) const;           // REQUIRES it to be there
  at::Tensor optional_tensor(std::string_view name) const;  // undefined: absent or None
  std::optional<bool> flag(std::string_view name) const;    // absent or None: nothing
  int64_t integer(std::string_view name, int64_t fallback) const;
  std::pair<at::Tensor, at::Tensor> tensor_pair(std::string_view name) const;
  const IoValue* find(std::string_view name) const;  // null: absent

 private:
  const std::string& path_;
  std::vector<std::pair<std::string_view, const IoValue*>> bound_;
};

// A module's output where a tensor, or a tuple of at least `size` items, belongs.
at::Tensor output_tensor(const IoValue& value, const std::string& path);
const IoTuple& output_tuple(const IoValue& value, size_t size, const std::string& path);
at::Tensor output_field(const IoValue& value, std::string_view field, const std::string& path);

// A tensor for IoValue; undefined becomes None.
inline IoValue io(const at::Tensor& tensor) { return tensor.defined() ? IoValue(tensor) : IoValue(); }

}  // namespace interloom::models
