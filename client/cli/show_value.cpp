#include "client/cli/show_value.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <span>

#include "client/cpp/tensor_access.h"

namespace interloom::cli {

namespace {

using nlohmann::json;

struct Summary {
  double min = 0, max = 0, mean = 0;
  size_t not_finite = 0;
};

Summary summarize(std::span<const double> elements) {
  Summary summary{INFINITY, -INFINITY, 0, 0};
  size_t finite = 0;
  for (const double element : elements) {
    if (!std::isfinite(element)) {
      ++summary.not_finite;
      continue;
    }
    summary.min = std::min(summary.min, element);
    summary.max = std::max(summary.max, element);
    summary.mean += (element - summary.mean) / static_cast<double>(++finite);
  }
  if (finite == 0) summary.min = summary.max = summary.mean = NAN;
  return summary;
}

bool is_integral(DType dtype) {
  return dtype != DType::kFloat16 && dtype != DType::kBFloat16 && dtype != DType::kFloat32 && dtype != DType::kFloat64;
}

std::string element_text(double element, DType dtype) {
  if (dtype == DType::kBool) return element != 0 ? "True" : "False";
  char buffer[40];
  std::snprintf(buffer, sizeof(buffer), is_integral(dtype) ? "%.0f" : "%.5g", element);
  return buffer;
}

// Nested brackets as PyTorch's, one line a row of the last dimension.
std::string nested(std::span<const double> elements, std::span<const int64_t> shape, DType dtype, const std::string& indent) {
  if (shape.empty()) return element_text(elements[0], dtype);
  std::string out = "[";
  const size_t stride = shape[0] == 0 ? 0 : elements.size() / static_cast<size_t>(shape[0]);
  const std::string separator = shape.size() == 1 ? ", " : ",\n" + indent + " ";
  for (int64_t i = 0; i < shape[0]; ++i)
    out += (i == 0 ? "" : separator) + nested(elements.subspan(i * stride, stride), shape.subspan(1), dtype, indent + " ");
  return out + "]";
}

class Shower {
 public:
  explicit Shower(const Console& console) : console_(console) {}

  // What comes after "name: ".
  std::string show(const client::SavedValue& value, const std::string& indent) {
    const auto& kind = value.value().kind;
    if (const auto* text = std::get_if<std::string>(&kind)) return show_text(*text, indent);
    if (std::holds_alternative<WireTensor>(kind)) return show_tensor(*value.tensor(), indent);
    if (std::holds_alternative<WireDict>(kind) || std::holds_alternative<WireRecord>(kind)) return show_entries(value, indent);
    if (std::holds_alternative<WireList>(kind) || std::holds_alternative<WireTuple>(kind)) return show_items(value, indent);
    return client::leaf_text(value.value()) + "\n";
  }

 private:
  static constexpr size_t kWholeElements = 48;
  static constexpr size_t kFirstElements = 6;
  static constexpr size_t kMaxItems = 40;

  static std::string show_text(const std::string& text, const std::string& indent) {
    if (text.find('\n') == text.npos) return text + "\n";
    std::string out = "\n";
    for (size_t at = 0; at <= text.size();) {
      const size_t end = std::min(text.find('\n', at), text.size());
      out += indent + "  " + text.substr(at, end - at) + "\n";
      at = end + 1;
    }
    return out;
  }

  std::string show_tensor(const HostTensor& tensor, const std::string& indent) const {
    std::string head = console_.out(Style::kCyan, client::describe(tensor.meta));
    const auto elements = client::to_doubles(tensor);
    if (!elements.ok() || elements->empty()) return head + "\n";
    const DType dtype = tensor.meta.dtype;
    const std::string inner = indent + "  ";
    if (elements->size() == 1) return head + " " + nested(*elements, tensor.meta.shape, dtype, inner) + "\n";
    if (dtype != DType::kBool) {
      const Summary summary = summarize(*elements);
      head += "  " + console_.out(Style::kDim,
                                  str_cat("min ", element_text(summary.min, dtype), "  max ", element_text(summary.max, dtype),
                                          "  mean ", element_text(summary.mean, DType::kFloat64)));
      if (summary.not_finite != 0) head += "  " + console_.out(Style::kYellow, str_cat(summary.not_finite, " not finite"));
    }
    if (elements->size() <= kWholeElements)
      return head + "\n" + inner + nested(*elements, tensor.meta.shape, dtype, inner) + "\n";
    head += "\n" + inner + "[";
    for (size_t i = 0; i < kFirstElements; ++i) head += element_text((*elements)[i], dtype) + ", ";
    return head + (console_.utf8 ? "…" : "...") + "]\n";
  }

  std::string show_entries(const client::SavedValue& value, const std::string& indent) {
    std::string out = value.type_text() + "\n";
    const auto keys = value.keys();
    for (size_t i = 0; i < keys.size(); ++i)
      out += indent + "  " + console_.out(Style::kBold, keys[i]) + ": " + show(value[i], indent + "  ");
    return out;
  }

  std::string show_items(const client::SavedValue& value, const std::string& indent) {
    if (std::string flat; fits_one_line(value, &flat)) return flat + "\n";
    std::string out = value.type_text() + "\n";
    for (size_t i = 0; i < std::min(value.size(), kMaxItems); ++i)
      out += indent + "  " + console_.out(Style::kBold, str_cat("[", i, "]")) + " " + show(value[i], indent + "  ");
    if (value.size() > kMaxItems) out += str_cat(indent, "  … ", value.size() - kMaxItems, " more\n");
    return out;
  }

  // "[1, 2, 'x']" when it holds leaves only and is short.
  static bool fits_one_line(const client::SavedValue& value, std::string* out) {
    constexpr size_t kMaxLine = 100;
    *out = "[";
    for (size_t i = 0; i < value.size(); ++i) {
      const client::SavedValue item = value[i];
      if (item.size() != 0 || std::holds_alternative<WireTensor>(item.value().kind)) return false;
      *out += (i == 0 ? "" : ", ") + client::leaf_text(item.value());
      if (out->size() > kMaxLine) return false;
    }
    *out += "]";
    return true;
  }

  const Console& console_;
};

json number_json(double number, DType dtype) {
  if (dtype == DType::kBool) return number != 0;
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
  return number;
}

template <class Number>
json nested_json(std::span<const Number> elements, std::span<const int64_t> shape, DType dtype) {
  if (shape.empty()) {
    if constexpr (std::is_integral_v<Number>)
      if (dtype != DType::kBool) return elements[0];
    return number_json(static_cast<double>(elements[0]), dtype);
  }
  json out = json::array();
  const size_t stride = shape[0] == 0 ? 0 : elements.size() / static_cast<size_t>(shape[0]);
  for (int64_t i = 0; i < shape[0]; ++i)
    out.push_back(nested_json(elements.subspan(i * stride, stride), shape.subspan(1), dtype));
  return out;
}

json tensor_json(const HostTensor& tensor) {
  const TensorMeta& meta = tensor.meta;
  json out = {{"type", "tensor"}, {"dtype", std::string(dtype_name(meta.dtype))}, {"shape", meta.shape}};
  if (tensor.nbytes / std::max<size_t>(dtype_size(meta.dtype), 1) <= kMaxJsonElements) {
    if (const auto ints = client::to_ints(tensor); ints.ok())
      out["data"] = nested_json(std::span<const int64_t>(*ints), meta.shape, meta.dtype);
    else if (const auto numbers = client::to_doubles(tensor); numbers.ok())
      out["data"] = nested_json(std::span<const double>(*numbers), meta.shape, meta.dtype);
    else
      out["data"] = nullptr;
    return out;
  }
  out["data"] = nullptr;
  if (const auto elements = client::to_doubles(tensor); elements.ok()) {
    const Summary summary = summarize(*elements);
    out["min"] = number_json(summary.min, DType::kFloat64);
    out["max"] = number_json(summary.max, DType::kFloat64);
    out["mean"] = number_json(summary.mean, DType::kFloat64);
  }
  return out;
}

json value_json(const client::SavedValue& value);

json items_json(const client::SavedValue& value) {
  json out = json::array();
  for (size_t i = 0; i < value.size(); ++i) out.push_back(value_json(value[i]));
  return out;
}

json dict_json(const client::SavedValue& value, const WireDict& dict) {
  const bool text_keys = std::all_of(dict.items.begin(), dict.items.end(),
                                     [](const auto& entry) { return std::holds_alternative<std::string>(entry.first.kind); });
  json out = text_keys ? json::object() : json{{"type", "dict"}, {"items", json::array()}};
  for (size_t i = 0; i < dict.items.size(); ++i) {
    if (text_keys)
      out[std::get<std::string>(dict.items[i].first.kind)] = value_json(value[i]);
    else
      out["items"].push_back({client::leaf_text(dict.items[i].first), value_json(value[i])});
  }
  return out;
}

json value_json(const client::SavedValue& value) {
  const auto& kind = value.value().kind;
  if (value.is_none()) return nullptr;
  if (const auto* flag = std::get_if<bool>(&kind)) return *flag;
  if (const auto* number = std::get_if<int64_t>(&kind)) return *number;
  if (const auto* number = std::get_if<double>(&kind)) return number_json(*number, DType::kFloat64);
  if (const auto* text = std::get_if<std::string>(&kind)) return *text;
  if (std::holds_alternative<WireTensor>(kind)) return tensor_json(*value.tensor());
  if (std::holds_alternative<WireList>(kind) || std::holds_alternative<WireTuple>(kind)) return items_json(value);
  if (const auto* dict = std::get_if<WireDict>(&kind)) return dict_json(value, *dict);
  if (const auto* record = std::get_if<WireRecord>(&kind)) {
    json fields = json::object();
    for (size_t i = 0; i < record->fields.size(); ++i) fields[record->fields[i].first] = value_json(value[i]);
    return {{"type", record->class_name}, {"fields", std::move(fields)}};
  }
  return {{"type", value.type_text()}, {"text", client::leaf_text(value.value())}};
}

}  // namespace

std::string show_saved(const Console& console, const JobResult& result) {
  std::string out;
  Shower shower(console);
  for (const std::string& name : result.names()) out += console.out(Style::kBold, name) + ": " + shower.show(result[name], "");
  return out;
}

json saved_json(const JobResult& result) { return value_json(result.root()); }

}  // namespace interloom::cli
