#include "worker/models/rope.h"

#include <ATen/ATen.h>

#include <cmath>
#include <numbers>

namespace interloom::models {

namespace {

constexpr KeyRule kPlainKeys[] = {{"rope_type", "*"}, {"type", "*"}, {"rope_theta", "*"}, {"partial_rotary_factor", "1"}};
constexpr KeyRule kLinearKeys[] = {{"factor", "*"}};
constexpr KeyRule kLlama3Keys[] = {
    {"factor", "*"}, {"low_freq_factor", "*"}, {"high_freq_factor", "*"}, {"original_max_position_embeddings", "*"}};

Status check_rope_keys(const Json& rope, const std::string& type) {
  for (const auto& [key, value] : rope.items()) {
    const auto in = [&key = key](std::span<const KeyRule> rules) {
      for (const KeyRule& rule : rules)
        if (rule.key == key) return true;
      return false;
    };
    const bool known = in(kPlainKeys) || (type == "linear" && in(kLinearKeys)) || (type == "llama3" && in(kLlama3Keys));
    // A default type ignores what the scalings would read.
    if (!known && !value.is_null() && !(type == "default" && in(kLlama3Keys)))
      return make_status(StatusCode::kUnimplemented, "config.json: rope key '", key, "' is not handled for type '", type, "'");
  }
  if (rope.contains("partial_rotary_factor") && rope["partial_rotary_factor"] != 1.0)
    return make_status(StatusCode::kUnimplemented, "config.json: rope 'partial_rotary_factor' is not handled");
  return OkStatus();
}

double positive(Config& rope, const char* key, double fallback) {
  const double value = rope.number(key, fallback);
  if (!(value > 0)) rope.fail(invalid_argument("config.json: rope '", key, "' must be a number above 0"));
  return value > 0 ? value : 1.0;
}

// Llama 3.1: low frequencies are divided, high ones kept, those between blended.
at::Tensor llama3(const at::Tensor& frequencies, Config& rope, int64_t max_positions) {
  const double factor = positive(rope, "factor", 0), low = positive(rope, "low_freq_factor", 0),
               high = positive(rope, "high_freq_factor", 0);
  const double context = positive(rope, "original_max_position_embeddings", static_cast<double>(max_positions));
  if (low == high) rope.fail(invalid_argument("config.json: rope 'low_freq_factor' equals 'high_freq_factor'"));
  const at::Tensor wavelength = 2 * std::numbers::pi / frequencies;
  const double low_wavelength = context / low, high_wavelength = context / high;
  const at::Tensor scaled = at::where(wavelength > low_wavelength, frequencies / factor, frequencies);
  const at::Tensor smooth = (context / wavelength - low) / (high - low);
  const at::Tensor blended = (1 - smooth) * scaled / factor + smooth * scaled;
  const at::Tensor medium = (wavelength < high_wavelength).logical_not() * (wavelength > low_wavelength).logical_not();
  return at::where(medium, blended, scaled);
}

}  // namespace

at::Tensor rope_frequencies(Config& config, int64_t head_dim) {
  Json object = Json::object();
  for (const char* key : {"rope_parameters", "rope_scaling"})  // rope_scaling wins, as in transformers
    if (config.has(key) && config.json()[key].is_object() && !config.json()[key].empty())
      object = config.json()[key];
    else if (config.has(key) && !config.json()[key].is_object())
      config.fail(invalid_argument("config.json: '", key, "' is not an object"));
  Config rope(object);
  const std::string type = rope.text("rope_type", rope.text("type", "default"));
  if (type != "default" && type != "linear" && type != "llama3")
    config.fail(make_status(StatusCode::kUnimplemented, "config.json: rope_type '", type,
                            "' is not handled; default, linear and llama3 are"));
  if (const Status keys = check_rope_keys(object, type); !keys.ok()) config.fail(keys);
  constexpr double kDefaultTheta = 10000.0;
  const double theta =
      rope.has("rope_theta") ? positive(rope, "rope_theta", kDefaultTheta) : positive(config, "rope_theta", kDefaultTheta);

  const at::Tensor exponent = at::arange(0, head_dim, 2, at::kLong).to(at::kFloat) / static_cast<double>(head_dim);
  at::Tensor frequencies = 1.0 / at::pow(theta, exponent);
  if (type == "linear") frequencies = frequencies / positive(rope, "factor", 0);
  if (type == "llama3")
    frequencies = llama3(frequencies, rope, config.integer("max_position_embeddings", 2048, 1, INT64_MAX / 2));
  if (!rope.status().ok()) config.fail(rope.status());
  return frequencies;
}

void RotaryEmbedding::build(const Builder& parent, const std::string& name, const std::string& class_name,
                            at::Tensor frequencies) {
  parent.child(name, *this, class_name);
  frequencies_ = frequencies.to(parent.weights().device());
}

RotaryAngles RotaryEmbedding::forward(Pass&, const RotaryArgs& args) const {
  const at::Tensor angles = args.position_ids.unsqueeze(-1).to(at::kFloat) * frequencies_;
  const at::Tensor both = at::cat({angles, angles}, -1);
  return {both.cos().to(args.x.scalar_type()), both.sin().to(args.x.scalar_type())};
}

IoInputs RotaryEmbedding::pack_args(const RotaryArgs& args) const { return {{args.x}, {{"position_ids", args.position_ids}}}; }

RotaryArgs RotaryEmbedding::unpack_args(const IoInputs& inputs) const {
  const ArgReader reader(inputs, path, {"x", "position_ids"});
  return {reader.tensor("x"), reader.tensor("position_ids")};
}

RotaryAngles RotaryEmbedding::unpack(const IoValue& value) const {
  const IoTuple& tuple = output_tuple(value, 2, path);
  return {output_tensor(tuple.items[0], path), output_tensor(tuple.items[1], path)};
}

}  // namespace interloom::models
