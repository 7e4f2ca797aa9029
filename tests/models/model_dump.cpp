// Runs a model on given ids and writes what passes every hook point: the C++ half of test_against_transformers.py.
//
// usage: model-dump MODEL_DIR REQUEST.json OUT_DIR
// Request: {"dtype": "", "threads": 2, "hooks": true, "grad": false, "cache": false,
//           "passes": [{"input_ids": [[…]], "attention_mask": [[…]], "position_ids": [[…]], "logits_to_keep": 0}],
//           "time": {"lengths": [8, 64], "decode": 32, "repeat": 5}}
// Writes OUT_DIR/dump.json (structure; a tensor is {"dtype", "shape", "offset"}) and OUT_DIR/tensors.bin (their bytes).
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "common/model_info.h"
#include "worker/models/model.h"

namespace interloom::models {
namespace {

using Json = nlohmann::json;

class Dump {
 public:
  explicit Dump(const std::string& directory) : directory_(directory), bytes_(directory + "/tensors.bin", std::ios::binary) {}

  Json tensor(const at::Tensor& t) {
    const at::Tensor dense = t.detach().contiguous().to(at::kCPU);
    Json out = {{"dtype", c10::toString(dense.scalar_type())}, {"shape", dense.sizes().vec()}, {"offset", offset_}};
    bytes_.write(static_cast<const char*>(dense.const_data_ptr()), static_cast<std::streamsize>(dense.nbytes()));
    offset_ += dense.nbytes();
    return {{"tensor", std::move(out)}};
  }
  Json value(const IoValue& v) {
    if (v.is_tensor()) return tensor(v.tensor());
    if (const auto* tuple = std::get_if<std::shared_ptr<IoTuple>>(&v.kind())) {
      Json items = Json::array();
      for (const IoValue& item : (*tuple)->items) items.push_back(value(item));
      return {{(*tuple)->is_list ? "list" : "tuple", std::move(items)}};
    }
    if (const auto* record = std::get_if<std::shared_ptr<IoRecord>>(&v.kind()))
      return {{"class", (*record)->class_name}, {"fields", named((*record)->fields)}};
    if (const auto* opaque = std::get_if<IoOpaque>(&v.kind())) return {{"opaque", opaque->class_name}};
    if (const auto* flag = std::get_if<bool>(&v.kind())) return {{"value", *flag}};
    if (const auto* number = std::get_if<int64_t>(&v.kind())) return {{"value", *number}};
    return {{"value", nullptr}};
  }
  Json named(const std::vector<std::pair<std::string, IoValue>>& fields) {
    Json out = Json::array();
    for (const auto& [name, field] : fields) out.push_back(Json::array({name, value(field)}));
    return out;
  }
  void finish(const Json& json) { std::ofstream(directory_ + "/dump.json") << json; }

 private:
  std::string directory_;
  std::ofstream bytes_;
  uint64_t offset_ = 0;
};

class DumpingSink final : public HookSink {
 public:
  DumpingSink(const Model& model, Dump& dump)
      : model_(model), dump_(dump), armed_(model.info().modules.size(), kArmedInput | kArmedOutput), inputs_(armed_.size()) {}
  const uint8_t* armed() const override { return armed_.data(); }
  std::optional<IoValue> before(ModuleId module, IoInputs& inputs) override {
    Json args = Json::array();
    for (const IoValue& arg : inputs.args) args.push_back(dump_.value(arg));
    inputs_[static_cast<size_t>(module)] = {{"args", std::move(args)}, {"kwargs", dump_.named(inputs.kwargs)}};
    return std::nullopt;
  }
  void after(ModuleId module, IoValue& output) override {
    const size_t i = static_cast<size_t>(module);
    events.push_back(
        {{"module", model_.info().modules[i].path}, {"inputs", std::move(inputs_[i])}, {"output", dump_.value(output)}});
  }
  Json events = Json::array();

 private:
  const Model& model_;
  Dump& dump_;
  std::vector<uint8_t> armed_;
  std::vector<Json> inputs_;
};

at::Tensor matrix(const Json& pass, const char* key) {
  if (!pass.contains(key) || pass[key].is_null()) return {};
  const auto rows = pass[key].get<std::vector<std::vector<int64_t>>>();
  std::vector<int64_t> flat;
  for (const auto& row : rows) flat.insert(flat.end(), row.begin(), row.end());
  return at::tensor(flat, at::kLong).view({static_cast<int64_t>(rows.size()), -1});
}

template <class Body>
double median_ms(int repeat, Body&& body) {
  std::vector<double> times;
  for (int i = 0; i <= repeat; ++i) {
    const auto start = std::chrono::steady_clock::now();
    body();
    if (i > 0) times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

Json time_model(const Model& model, const Json& request) {
  const int repeat = request.value("repeat", 5);
  Json out = Json::object();
  for (const int64_t length : request.value("lengths", std::vector<int64_t>{})) {
    ForwardArgs args;
    args.input_ids = at::arange(length).remainder(model.vocab_size()).view({1, length});
    out[std::to_string(length)] = median_ms(repeat, [&] { (void)model.forward(args); });
  }
  if (const int64_t steps = request.value("decode", int64_t{0}); steps > 0) {
    const auto cache = model.make_cache();
    ForwardArgs args;
    args.cache = cache.get();
    args.logits_to_keep = 1;
    args.input_ids = at::arange(16).view({1, 16});
    (void)model.forward(args);
    args.input_ids = at::ones({1, 1}, at::kLong);
    out["decode"] = median_ms(static_cast<int>(steps), [&] { (void)model.forward(args); });
  }
  return out;
}

int run(const std::string& directory, const std::string& request_path, const std::string& out_directory) {
  Json request;
  std::ifstream(request_path) >> request;
  at::set_num_threads(request.value("threads", 2));
  LoadOptions options{"dumped", dtype_from_name(request.value("dtype", std::string())), "cpu"};
  const auto model = load_model(directory, options);
  if (!model.ok()) {
    std::cerr << message_of(model.status()) << '\n';
    return 1;
  }
  Dump dump(out_directory);
  const c10::InferenceMode inference(!request.value("grad", false));
  std::unique_ptr<KvCache> cache = request.value("cache", false) ? (*model)->make_cache() : nullptr;
  Json passes = Json::array();
  for (const Json& pass : request.value("passes", Json::array())) {
    ForwardArgs args{matrix(pass, "input_ids"), matrix(pass, "attention_mask"), matrix(pass, "position_ids"), cache.get(),
                     pass.value("logits_to_keep", int64_t{0})};
    DumpingSink sink(**model, dump);
    if (request.value("hooks", true)) args.hooks = &sink;
    const IoValue result = (*model)->forward(args);
    passes.push_back({{"events", std::move(sink.events)}, {"result", dump.value(result)}});
  }
  const ModelInfo& info = (*model)->info();
  Json modules = Json::array();
  for (const ModuleNode& node : info.modules) modules.push_back({{"path", node.path}, {"called", node.called}});
  dump.finish({{"tree", format_module_tree(info.modules)},
               {"modules", std::move(modules)},
               {"parameters", info.parameters},
               {"dtype", info.dtype},
               {"passes", std::move(passes)},
               {"times_ms", time_model(**model, request.value("time", Json::object()))}});
  return 0;
}

}  // namespace
}  // namespace interloom::models

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: model-dump MODEL_DIR REQUEST.json OUT_DIR\n";
    return 2;
  }
  return interloom::models::run(argv[1], argv[2], argv[3]);
}
