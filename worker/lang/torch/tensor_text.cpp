// repr(tensor): torch/_tensor_str.py with its default print options.
#include <ATen/ATen.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/variable.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "worker/lang/torch/dtype_object.h"
#include "worker/lang/torch/tensor_internal.h"

namespace interloom::lang_torch {

using lang::Value;

namespace {

constexpr int64_t kThreshold = 1000, kEdgeItems = 3, kLineWidth = 80;

std::string printed(const char* format, double value) {
  char text[400];  // %.0f of the largest double has 309 digits
  const int length = std::snprintf(text, sizeof text, format, value);
  std::string out(text, static_cast<size_t>(length));
  if (out == "-nan") out = "nan";
  return out;
}

// How the elements of one tensor are written, all to one width.
class Formatter {
 public:
  // `flat` is 1-d on the CPU and real: bool, integers or floats.
  explicit Formatter(const at::Tensor& flat)
      : floating_(at::isFloatingType(flat.scalar_type())), is_bool_(flat.scalar_type() == at::kBool) {
    if (!floating_) {
      const at::Tensor wide = flat.to(at::kLong);
      for (int64_t i = 0; i < wide.numel(); ++i) widen(integer_text(wide[i].item<int64_t>()));
      return;
    }
    const at::Tensor wide = flat.to(at::kDouble).contiguous();
    const std::span<const double> all(wide.const_data_ptr<double>(), static_cast<size_t>(wide.numel()));
    std::vector<double> values;
    std::copy_if(all.begin(), all.end(), std::back_inserter(values), [](double v) { return std::isfinite(v) && v != 0; });
    if (values.empty()) return;
    double low = INFINITY, high = 0;
    for (const double v : values) {
      low = std::min(low, std::fabs(v));
      high = std::max(high, std::fabs(v));
      if (v != std::ceil(v)) int_mode_ = false;
    }
    scientific_ = high / low > 1000 || high > 1e8 || (!int_mode_ && low < 1e-4);
    for (const double v : values) widen(printed(scientific_ ? "%.4e" : int_mode_ ? "%.0f" : "%.4f", v));
    if (int_mode_ && !scientific_) ++width_;
    // PyTorch counts the nan and inf of an integral float tensor at their own width when they are printed.
  }

  int64_t width() const { return width_; }

  std::string format(const at::Tensor& element) const {
    std::string text;
    if (!floating_) {
      text = integer_text(element.item().toLong());
    } else {
      const double v = element.item().toDouble();
      text = printed(scientific_ ? "%.4e" : int_mode_ ? "%.0f" : "%.4f", v);
      if (!scientific_ && int_mode_ && std::isfinite(v)) text += '.';
    }
    if (static_cast<int64_t>(text.size()) < width_) text.insert(0, static_cast<size_t>(width_) - text.size(), ' ');
    return text;
  }

 private:
  void widen(const std::string& text) { width_ = std::max<int64_t>(width_, static_cast<int64_t>(text.size())); }
  std::string integer_text(int64_t value) const { return is_bool_ ? (value ? "True" : "False") : std::to_string(value); }

  bool floating_;
  bool is_bool_;
  bool int_mode_ = true;
  bool scientific_ = false;
  int64_t width_ = 1;
};

struct Printer {
  const Formatter& real;
  const Formatter* imaginary;  // null: not complex
  bool summarize;

  std::string element(const at::Tensor& value) const {
    if (!imaginary) return real.format(value);
    const std::string left = real.format(at::real(value));
    std::string right = imaginary->format(at::imag(value)) + "j";
    right.erase(0, right.find_first_not_of(' '));
    return left + (right[0] == '-' || right[0] == '+' ? "" : "+") + right;
  }

  std::string vector(const at::Tensor& row, int64_t indent) const {
    int64_t width = real.width() + 2;
    if (imaginary) width += imaginary->width() + 1;
    const int64_t per_line = std::max<int64_t>(1, (kLineWidth - indent) / width);
    std::vector<std::string> items;
    const int64_t n = row.size(0);
    const bool cut = summarize && n > 2 * kEdgeItems;
    for (int64_t i = 0; i < n; ++i) {
      if (cut && i == kEdgeItems) {
        items.emplace_back(" ...");
        i = n - kEdgeItems;
      }
      items.push_back(element(row[i]));
    }
    std::string text = "[";
    for (size_t i = 0; i < items.size(); ++i) {
      if (i != 0)
        text += i % static_cast<size_t>(per_line) == 0 ? ",\n" + std::string(static_cast<size_t>(indent) + 1, ' ') : ", ";
      text += items[i];
    }
    return text + "]";
  }

  std::string nested(const at::Tensor& tensor, int64_t indent) const {
    if (tensor.dim() == 0) return element(tensor);
    if (tensor.dim() == 1) return vector(tensor, indent);
    const int64_t n = tensor.size(0);
    const bool cut = summarize && n > 2 * kEdgeItems;
    const std::string separator =
        "," + std::string(static_cast<size_t>(tensor.dim() - 1), '\n') + std::string(static_cast<size_t>(indent) + 1, ' ');
    std::string text = "[";
    for (int64_t i = 0; i < n; ++i) {
      if (i != 0) text += separator;
      if (cut && i == kEdgeItems) {
        text += "..." + separator;
        i = n - kEdgeItems;
      }
      text += nested(tensor[i], indent + 1);
    }
    return text + "]";
  }
};

// The elements that are printed: three at either end of every long dimension.
at::Tensor summarized(const at::Tensor& tensor) {
  at::Tensor kept = tensor;
  for (int64_t d = 0; d < kept.dim(); ++d) {
    if (kept.size(d) > 2 * kEdgeItems)
      kept = at::cat({kept.narrow(d, 0, kEdgeItems), kept.narrow(d, kept.size(d) - kEdgeItems, kEdgeItems)}, d);
  }
  return kept;
}

std::string contents(const at::Tensor& tensor, int64_t indent) {
  at::Tensor values = tensor.detach().to(at::kCPU).resolve_conj().resolve_neg();
  if (values.scalar_type() != at::kBool && values.element_size() < 4 && !values.is_complex() &&
      at::isFloatingType(values.scalar_type()))
    values = values.to(at::kFloat);
  const bool summarize = values.numel() > kThreshold;
  const at::Tensor flat = (summarize ? summarized(values) : values).reshape({-1});
  if (!values.is_complex()) {
    const Formatter real(flat);
    return Printer{real, nullptr, summarize}.nested(values, indent);
  }
  const at::Tensor wide = flat.to(at::kComplexDouble);
  const Formatter real(at::real(wide)), imaginary(at::imag(wide));
  return Printer{real, &imaginary, summarize}.nested(values.to(at::kComplexDouble), indent);
}

std::string tensor_text(const at::Tensor& tensor) {
  constexpr int64_t kIndent = 7;
  std::vector<std::string> suffixes;
  std::string body;
  const at::ScalarType type = tensor.scalar_type();
  const bool is_default = type == at::typeMetaToScalarType(at::get_default_dtype()) || type == at::kComplexFloat;
  if (tensor.is_meta()) {
    body = "...";
    suffixes.push_back("device='meta'");
  }
  if (!tensor.device().is_cpu() && !tensor.is_meta()) suffixes.push_back("device='" + tensor.device().str() + "'");
  if (tensor.numel() == 0 || tensor.is_meta()) {
    if (tensor.dim() != 1 || tensor.is_meta()) {
      std::string size = "size=(";
      for (int64_t d = 0; d < tensor.dim(); ++d) size += (d ? ", " : "") + std::to_string(tensor.size(d));
      suffixes.push_back(size + (tensor.dim() == 1 ? ",)" : ")"));
    }
    if (!is_default || type == at::kComplexFloat) suffixes.push_back("dtype=torch." + scalar_type_name(type));
    if (body.empty()) body = "[]";
  } else {
    if (!is_default && type != at::kLong && type != at::kBool) suffixes.push_back("dtype=torch." + scalar_type_name(type));
    body = contents(tensor, kIndent);
  }
  if (const auto& fn = tensor.grad_fn())
    suffixes.push_back("grad_fn=<" + fn->name() + ">");
  else if (tensor.requires_grad())
    suffixes.push_back("requires_grad=True");
  std::string text = "tensor(" + body;
  size_t line = text.size() - (text.rfind('\n') == std::string::npos ? static_cast<size_t>(-1) : text.rfind('\n')) + 1;
  for (const std::string& suffix : suffixes) {
    if (line + suffix.size() + 2 > kLineWidth) {
      text += ",\n" + std::string(kIndent, ' ') + suffix;
      line = kIndent + suffix.size();
    } else {
      text += ", " + suffix;
      line += suffix.size() + 2;
    }
  }
  return text + ")";
}

}  // namespace

Value tensor_repr(lang::Interpreter& interp, lang::Object* self) {
  return guarded(*tensor_of(self).job, [&] { return lang::str_value(interp.heap(), tensor_text(tensor_of(self).tensor)); });
}

}  // namespace interloom::lang_torch
