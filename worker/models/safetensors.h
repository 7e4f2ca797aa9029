// A safetensors file, mapped read-only.
//
// The header is checked whole before anything is used: sizes, offsets, dtypes, gaps and overlaps. The mapping lives as
// long as the file object or any tensor over it. Any thread. The file must not be cut while it is mapped.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "common/status.h"

namespace interloom::models {

struct StoredTensor {
  at::ScalarType dtype;
  std::vector<int64_t> shape;
  uint64_t begin, end;  // bytes, from the start of the data
};

class SafetensorsFile {
 public:
  // kNotFound (no such file) or kInvalidArgument (names the file and the tensor).
  static StatusOr<SafetensorsFile> open(const std::string& path);

  const std::string& path() const { return path_; }
  const std::map<std::string, StoredTensor>& tensors() const { return tensors_; }

  // A tensor over the mapping (a copy where its bytes are not aligned). Nobody may write to it.
  // REQUIRES: `stored` is one of tensors().
  at::Tensor view(const StoredTensor& stored) const;

 private:
  struct Mapping;
  Status read_header();
  Status add_tensor(const std::string& name, const void* json_value);
  Status check_layout() const;

  std::string path_;
  std::shared_ptr<Mapping> mapping_;
  uint64_t data_begin_ = 0;
  std::map<std::string, StoredTensor> tensors_;
};

}  // namespace interloom::models
