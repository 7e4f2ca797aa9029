#include "worker/models/weights.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

#include <filesystem>

#include "worker/models/json.h"

namespace interloom::models {

namespace {

constexpr size_t kMaxShards = 4096;

std::string shape_text(at::IntArrayRef shape) {
  std::string out = "[";
  for (size_t i = 0; i < shape.size(); ++i) out += str_cat(i ? ", " : "", shape[i]);
  return out + "]";
}

bool loadable(at::ScalarType type) {
  return type == at::kFloat || type == at::kBFloat16 || type == at::kHalf || type == at::kDouble;
}

// A shard lies in the directory itself: a name with a path could reach any file of the machine.
bool plain_name(const std::string& name) {
  return !name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos &&
         name.find('\0') == std::string::npos;
}

}  // namespace

StatusOr<Weights> Weights::open(const std::string& directory) {
  Weights weights;
  const std::string single = directory + "/model.safetensors", index = single + ".index.json";
  std::error_code error;
  if (std::filesystem::exists(single, error))
    RETURN_IF_ERROR(weights.add_file(single));
  else if (std::filesystem::exists(index, error))
    RETURN_IF_ERROR(weights.open_sharded(directory, index));
  else
    return make_status(StatusCode::kNotFound, directory, ": neither model.safetensors nor model.safetensors.index.json");
  return weights;
}

Status Weights::add_file(const std::string& path) {
  ASSIGN_OR_RETURN(SafetensorsFile file, SafetensorsFile::open(path));
  files_.push_back(std::move(file));
  for (const auto& [name, tensor] : files_.back().tensors()) {
    const auto [place, fresh] = places_.emplace(name, Place{files_.size() - 1, &tensor});
    if (!fresh) return invalid_argument("tensor '", name, "' is in both ", files_[place->second.file].path(), " and ", path);
  }
  return OkStatus();
}

Status Weights::open_sharded(const std::string& directory, const std::string& index_path) {
  ASSIGN_OR_RETURN(const Json index, read_json_file(index_path));
  if (!index.contains("weight_map") || !index["weight_map"].is_object()) return invalid_argument(index_path, ": no weight_map");
  const Json& map = index["weight_map"];
  std::set<std::string> shards;
  for (const auto& [name, shard] : map.items()) {
    if (!shard.is_string() || !plain_name(shard.get_ref<const std::string&>()))
      return invalid_argument(index_path, ": the shard of '", name, "' is not a file name");
    shards.insert(shard.get<std::string>());
  }
  if (shards.size() > kMaxShards) return invalid_argument(index_path, ": more than ", kMaxShards, " shards");
  for (const std::string& shard : shards) RETURN_IF_ERROR(add_file(directory + "/" + shard));
  for (const auto& [name, shard] : map.items()) {
    const auto place = places_.find(name);
    if (place == places_.end() || files_[place->second.file].path() != directory + "/" + shard.get<std::string>())
      return invalid_argument(index_path, ": tensor '", name, "' is not in ", shard.get<std::string>());
  }
  return OkStatus();
}

at::ScalarType Weights::stored_dtype() const {
  for (const auto& [name, place] : places_)
    if (loadable(place.tensor->dtype)) return place.tensor->dtype;
  return at::kFloat;
}

const std::pair<const std::string, Weights::Place>* Weights::find(const std::string& name) const {
  auto place = places_.find(name);
  if (place == places_.end() && !base_prefix_.empty() && name.starts_with(base_prefix_))
    place = places_.find(name.substr(base_prefix_.size()));
  return place == places_.end() ? nullptr : &*place;
}

at::Tensor Weights::fetch(const std::string& name, at::IntArrayRef shape) {
  if (!status_.ok()) return {};
  const auto* found = find(name);
  if (!found) return fail(invalid_argument("the checkpoint has no tensor '", name, "'")), at::Tensor();
  const StoredTensor& stored = *found->second.tensor;
  const std::string& path = files_[found->second.file].path();
  if (at::IntArrayRef(stored.shape) != shape) {
    fail(invalid_argument(path, ": tensor '", name, "' is ", shape_text(stored.shape), ", the configuration asks for ",
                          shape_text(shape)));
    return {};
  }
  if (!loadable(stored.dtype)) {
    fail(make_status(StatusCode::kUnimplemented, path, ": tensor '", name, "' has dtype ", c10::toString(stored.dtype)));
    return {};
  }
  taken_.insert(found->first);
  return files_[found->second.file].view(stored);
}

at::Tensor Weights::count(at::Tensor tensor) {
  parameters_ += static_cast<uint64_t>(tensor.numel());
  bytes_ += tensor.nbytes();
  return tensor;
}

at::Tensor Weights::take(const std::string& name, at::IntArrayRef shape) {
  const at::Tensor tensor = fetch(name, shape);
  const c10::InferenceMode normal(false);
  return tensor.defined() ? count(tensor.to(device_, dtype_)) : tensor;
}

at::Tensor Weights::take_transposed(const std::string& name, at::IntArrayRef shape) {
  const at::Tensor tensor = fetch(name, shape);
  const c10::InferenceMode normal(false);
  return tensor.defined() ? count(tensor.t().to(device_, dtype_, /*non_blocking=*/false, /*copy=*/false).contiguous()) : tensor;
}

Status Weights::check_all_taken(const std::function<bool(const std::string&)>& ignorable) const {
  for (const auto& [name, place] : places_)
    if (!taken_.contains(name) && !ignorable(name))
      return make_status(StatusCode::kUnimplemented, files_[place.file].path(), ": the model has no place for tensor '", name,
                         "'");
  return OkStatus();
}

}  // namespace interloom::models
