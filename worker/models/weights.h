// The weights of a checkpoint directory: model.safetensors, or the shards of model.safetensors.index.json.
//
// take() hands out tensors in the wanted dtype on the wanted device; where both match they lie over the mapped file. A
// wrong or missing tensor makes the first error, kept in status(), so that families fetch without checking each. One
// thread.
#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/status.h"
#include "worker/models/safetensors.h"

namespace interloom::models {

class Weights {
 public:
  // kNotFound names the missing file, kInvalidArgument the broken one.
  static StatusOr<Weights> open(const std::string& directory);

  // The dtype of the first float tensor, as the checkpoint stores it.
  at::ScalarType stored_dtype() const;
  void set_target(at::ScalarType dtype, at::Device device) { dtype_ = dtype, device_ = device; }
  at::ScalarType dtype() const { return dtype_; }
  at::Device device() const { return device_; }

  // Names of the checkpoint may lack this prefix, as those saved from the base model do ("wte.weight" for GPT-2).
  void set_base_prefix(std::string prefix) { base_prefix_ = std::move(prefix); }

  bool has(const std::string& name) const { return find(name) != nullptr; }
  // An undefined tensor after an error.
  at::Tensor take(const std::string& name, at::IntArrayRef shape);
  // As take(), transposed once to [out, in]; `shape` is the stored one.
  at::Tensor take_transposed(const std::string& name, at::IntArrayRef shape);

  const Status& status() const { return status_; }
  void fail(Status status) {
    if (status_.ok()) status_ = std::move(status);
  }
  // kUnimplemented names a tensor that nobody took, unless `ignorable` knows it.
  Status check_all_taken(const std::function<bool(const std::string&)>& ignorable) const;

  uint64_t parameters() const { return parameters_; }
  uint64_t bytes() const { return bytes_; }

 private:
  struct Place {
    size_t file;
    const StoredTensor* tensor;
  };
  Status add_file(const std::string& path);
  Status open_sharded(const std::string& directory, const std::string& index_path);
  const std::pair<const std::string, Place>* find(const std::string& name) const;
  at::Tensor fetch(const std::string& name, at::IntArrayRef shape);
  at::Tensor count(at::Tensor tensor);

  std::vector<SafetensorsFile> files_;
  std::map<std::string, Place> places_;
  std::set<std::string> taken_;
  std::string base_prefix_;
  at::ScalarType dtype_ = at::kFloat;
  at::Device device_ = at::kCPU;
  Status status_;
  uint64_t parameters_ = 0, bytes_ = 0;
};

}  // namespace interloom::models
