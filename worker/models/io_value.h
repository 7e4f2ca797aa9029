// What passes through a hook point: module inputs and outputs, shaped as transformers shapes them in Python.
//
// A tree of tensors, tuples and records. Copies share containers and tensors (as Python references do), so an in-place
// edit of a tensor reached through any copy is seen by the model. One thread at a time.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace interloom::models {

struct IoTuple;
struct IoRecord;

// Something that has a class but nothing to show: the KV cache appears as IoOpaque{"DynamicCache"}.
struct IoOpaque {
  std::string class_name;
};

class IoValue {
 public:
  using Kind = std::variant<std::monostate, bool, int64_t, double, std::string, at::Tensor, std::shared_ptr<IoTuple>,
                            std::shared_ptr<IoRecord>, IoOpaque>;  // monostate: None
  IoValue() = default;
  template <class T>
  requires std::is_constructible_v<Kind, T> IoValue(T&& value) : kind_(std::forward<T>(value)) {}  // NOLINT: implicit on purpose

  static IoValue tuple(std::vector<IoValue> items);
  static IoValue list(std::vector<IoValue> items);
  static IoValue record(std::string class_name, std::vector<std::pair<std::string, IoValue>> fields);

  const Kind& kind() const { return kind_; }
  Kind& kind() { return kind_; }
  bool is_tensor() const { return std::holds_alternative<at::Tensor>(kind_); }
  // REQUIRES: is_tensor().
  const at::Tensor& tensor() const { return std::get<at::Tensor>(kind_); }
  // The tensor, or the first tensor inside a tuple or record; undefined when there is none.
  at::Tensor first_tensor() const;
  // "Tensor[1, 9, 64]", "tuple of 2", "CausalLMOutputWithPast", "None": for messages.
  std::string describe() const;

 private:
  Kind kind_;
};

struct IoTuple {
  std::vector<IoValue> items;
  bool is_list = false;
};
// transformers' ModelOutput: fields in order, those that are None left out.
struct IoRecord {
  std::string class_name;
  std::vector<std::pair<std::string, IoValue>> fields;
};

// The arguments of a module's forward, as the parent passes them.
struct IoInputs {
  std::vector<IoValue> args;
  std::vector<std::pair<std::string, IoValue>> kwargs;
};

}  // namespace interloom::models
