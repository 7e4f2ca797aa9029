#include "worker/models/model.h"

#include <ATen/ATen.h>
#include <torch/headeronly/version.h>

#include <filesystem>

#include "worker/models/dtype.h"
#include "worker/models/family.h"

namespace interloom::models {

StatusOr<ModuleId> Model::find_module(std::string_view path) const {
  for (size_t i = 0; i < info_.modules.size(); ++i)
    if (info_.modules[i].path == path) return static_cast<ModuleId>(i);
  std::vector<std::string> paths;
  for (const ModuleNode& node : info_.modules)
    if (!node.path.empty()) paths.push_back(node.path);
  return make_status(StatusCode::kNotFound, "model '", info_.name, "' has no module '", path, "'", did_you_mean(path, paths));
}

namespace {

// The release whose modules, names, inputs and outputs the families follow (scripts/lock/tests.txt has the same).
constexpr char kTransformersVersion[] = "5.24.0";

StatusOr<const Family*> find_family(Config& config) {
  const std::string type = config.text("model_type", "");
  RETURN_IF_ERROR(config.status());
  const Family* found = nullptr;
  std::string known;
  for (const Family* family : families()) {
    if (family->model_type == type) found = family;
    known += str_cat(known.empty() ? "" : ", ", family->model_type);
  }
  if (!found)
    return make_status(StatusCode::kUnimplemented, "config.json: model_type '", type, "' is not handled; these are: ", known);
  if (!config.has("architectures")) return found;
  const Json& names = config.json()["architectures"];
  for (const Json& name : names)
    if (name.is_string() && name.get_ref<const std::string&>() == found->architecture) return found;
  return make_status(StatusCode::kUnimplemented, "config.json: architectures is ", names.dump(), ", only ", found->architecture,
                     " is handled for model_type '", type, "'");
}

StatusOr<at::Device> parse_device(const std::string& name) {
  try {
    const at::Device device(name);
    if (device.is_cpu() || device.is_cuda()) return device;
  } catch (const c10::Error&) {
  }
  return invalid_argument("device '", name, "' is neither cpu nor cuda[:N]");
}

// What was asked for, else what config.json says, else what the weights are.
StatusOr<at::ScalarType> choose_dtype(const LoadOptions& options, Config& config, const Weights& weights) {
  if (options.dtype != DType::kInvalid) {
    if (const auto dtype = weight_dtype(options.dtype)) return *dtype;
    return invalid_argument("a model's dtype is float32, bfloat16 or float16");
  }
  const std::optional<at::ScalarType> named = config_dtype(config);
  RETURN_IF_ERROR(config.status());
  const at::ScalarType stored = weights.stored_dtype();
  return named.value_or(stored == at::kDouble ? at::kFloat : stored);
}

StatusOr<std::shared_ptr<const Model>> load(const std::string& directory, const LoadOptions& options) {
  std::error_code error;
  if (!std::filesystem::is_directory(directory, error))
    return make_status(StatusCode::kNotFound, "'", directory, "' is not a directory");
  ASSIGN_OR_RETURN(Config config, Config::load(directory));
  ASSIGN_OR_RETURN(const Family* family, find_family(config));
  RETURN_IF_ERROR(config.check_keys(family->keys));
  ASSIGN_OR_RETURN(GenerationConfig generation, load_generation_config(directory, config));
  ASSIGN_OR_RETURN(const at::Device device, parse_device(options.device));
  ASSIGN_OR_RETURN(Weights weights, Weights::open(directory));
  ASSIGN_OR_RETURN(const at::ScalarType dtype, choose_dtype(options, config, weights));
  weights.set_target(dtype, device);
  ASSIGN_OR_RETURN(std::unique_ptr<HostedModel> model, family->build(config, weights));
  RETURN_IF_ERROR(weights.status());
  RETURN_IF_ERROR(weights.check_all_taken(family->ignorable));

  ModelInfo info;
  info.name = options.name;
  info.class_name = std::string(family->architecture);
  info.dtype = std::string(weight_dtype_name(dtype));
  info.device = options.device;
  info.parameters = weights.parameters();
  info.bytes = weights.bytes();
  info.versions = {{"transformers", kTransformersVersion}, {"torch", TORCH_VERSION}};
  model->finish(std::move(info), std::move(generation), at::TensorOptions().dtype(dtype).device(device));
  return std::shared_ptr<const Model>(std::move(model));
}

}  // namespace

StatusOr<std::shared_ptr<const Model>> load_model(const std::string& directory, const LoadOptions& options) {
  try {
    return load(directory, options);
  } catch (const c10::Error& error) {
    return internal_error("loading '", directory, "': ", error.what_without_backtrace());
  }
}

}  // namespace interloom::models
