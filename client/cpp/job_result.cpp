#include "client/cpp/job_result.h"

#include <charconv>
#include <cmath>

#include "client/cpp/tensor_access.h"

namespace interloom::client {

namespace {

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};

const std::vector<WireValue>* sequence_of(const WireValue& value) {
  if (const auto* list = std::get_if<WireList>(&value.kind)) return &list->items;
  if (const auto* tuple = std::get_if<WireTuple>(&value.kind)) return &tuple->items;
  return nullptr;
}

std::string key_text(const WireValue& key) {
  if (const auto* text = std::get_if<std::string>(&key.kind)) return *text;
  return leaf_text(key);
}

// As Python's repr: quotes, and escapes for what would break a line.
std::string quoted(std::string_view text) {
  const char quote = text.find('\'') != text.npos && text.find('"') == text.npos ? '"' : '\'';
  std::string out(1, quote);
  for (const char c : text) {
    if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += "\\t";
    else if (c == '\r')
      out += "\\r";
    else if (c == '\\' || c == quote)
      (out += '\\') += c;
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      constexpr std::string_view kHex = "0123456789abcdef";
      ((out += "\\x") += kHex[(c >> 4) & 15]) += kHex[c & 15];
    } else
      out += c;
  }
  return out += quote;
}

std::string float_text(double number) {
  if (std::isnan(number)) return "nan";
  if (std::isinf(number)) return number > 0 ? "inf" : "-inf";
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof(buffer), number);
  std::string out(buffer, end.ptr);
  return out.find_first_of(".e") == out.npos ? out + ".0" : out;
}

}  // namespace

std::string leaf_text(const WireValue& value) {
  return std::visit(Overloaded{
                        [](const WireNone&) { return std::string("None"); },
                        [](bool flag) { return std::string(flag ? "True" : "False"); },
                        [](int64_t number) { return str_cat(number); },
                        [](const WireBigInt& number) { return number.decimal; },
                        [](double number) { return float_text(number); },
                        [](const std::complex<double>& number) {
                          return str_cat("(", float_text(number.real()), std::signbit(number.imag()) ? "" : "+",
                                         float_text(number.imag()), "j)");
                        },
                        [](const std::string& text) { return quoted(text); },
                        [](const WireBytes& bytes) { return str_cat("bytes of ", bytes.bytes.size()); },
                        [](const WireList& list) { return str_cat("list of ", list.items.size()); },
                        [](const WireTuple& tuple) { return str_cat("tuple of ", tuple.items.size()); },
                        [](const WireDict& dict) { return str_cat("dict of ", dict.items.size()); },
                        [](const WireRecord& record) { return record.class_name; },
                        [](const WireTensor& tensor) { return str_cat("tensor ", tensor.index); },
                        [](const WireDType& dtype) { return str_cat("torch.", dtype_name(dtype.dtype)); },
                        [](const WireDevice& device) { return str_cat("device(type='", device.name, "')"); },
                        [](const WireOpaque& opaque) { return str_cat("<", opaque.class_name, ">"); },
                    },
                    value.kind);
}

std::string SavedValue::type_text() const {
  if (!ok()) return "nothing";
  return std::visit(
      Overloaded{
          [](const WireNone&) { return std::string("None"); },
          [](bool) { return std::string("bool"); },
          [](int64_t) { return std::string("int"); },
          [](const WireBigInt&) { return std::string("int"); },
          [](double) { return std::string("float"); },
          [](const std::complex<double>&) { return std::string("complex"); },
          [](const std::string&) { return std::string("str"); },
          [](const WireBytes&) { return std::string("bytes"); },
          [this](const WireTensor& tensor) { return str_cat("Tensor ", describe(payload_->tensors[tensor.index].meta)); },
          [](const WireDType&) { return std::string("torch.dtype"); },
          [](const WireDevice&) { return std::string("torch.device"); },
          [](const WireOpaque& opaque) { return opaque.class_name; },
          [this](const auto&) { return leaf_text(*value_); },
      },
      value_->kind);
}

Status SavedValue::mismatch(std::string_view wanted) const {
  if (!ok()) return error_;
  return invalid_argument(path_.empty() ? "the result" : path_, " is ", type_text(), ", not ", wanted);
}

StatusOr<HostTensor> SavedValue::tensor() const {
  if (ok())
    if (const auto* tensor = std::get_if<WireTensor>(&value_->kind)) return payload_->tensors[tensor->index];
  return mismatch("a tensor");
}

StatusOr<std::vector<float>> SavedValue::floats() const {
  if (ok()) {
    if (std::holds_alternative<WireTensor>(value_->kind)) return to_floats(*tensor());
    if (const auto* items = sequence_of(*value_)) {
      std::vector<float> out;
      for (size_t i = 0; i < items->size(); ++i) {
        ASSIGN_OR_RETURN(const double number, (*this)[i].number());
        out.push_back(static_cast<float>(number));
      }
      return out;
    }
  }
  ASSIGN_OR_RETURN(const double number, this->number());
  return std::vector<float>{static_cast<float>(number)};
}

StatusOr<std::vector<int64_t>> SavedValue::ints() const {
  if (ok()) {
    if (std::holds_alternative<WireTensor>(value_->kind)) return to_ints(*tensor());
    if (const auto* items = sequence_of(*value_)) {
      std::vector<int64_t> out;
      for (size_t i = 0; i < items->size(); ++i) {
        ASSIGN_OR_RETURN(const int64_t number, (*this)[i].integer());
        out.push_back(number);
      }
      return out;
    }
  }
  ASSIGN_OR_RETURN(const int64_t number, integer());
  return std::vector<int64_t>{number};
}

StatusOr<std::string> SavedValue::text() const {
  if (ok())
    if (const auto* text = std::get_if<std::string>(&value_->kind)) return *text;
  return mismatch("text");
}

StatusOr<int64_t> SavedValue::integer() const {
  if (ok()) {
    if (const auto* number = std::get_if<int64_t>(&value_->kind)) return *number;
    if (const auto* flag = std::get_if<bool>(&value_->kind)) return *flag ? 1 : 0;
    if (std::holds_alternative<WireTensor>(value_->kind)) {
      ASSIGN_OR_RETURN(const std::vector<int64_t> elements, to_ints(*tensor()));
      if (elements.size() == 1) return elements[0];
    }
  }
  return mismatch("an integer");
}

StatusOr<double> SavedValue::number() const {
  if (ok()) {
    if (const auto* number = std::get_if<double>(&value_->kind)) return *number;
    if (const auto* number = std::get_if<int64_t>(&value_->kind)) return static_cast<double>(*number);
    if (const auto* flag = std::get_if<bool>(&value_->kind)) return *flag ? 1.0 : 0.0;
    if (std::holds_alternative<WireTensor>(value_->kind)) {
      ASSIGN_OR_RETURN(const std::vector<double> elements, to_doubles(*tensor()));
      if (elements.size() == 1) return elements[0];
    }
  }
  return mismatch("a number");
}

bool SavedValue::is_none() const { return ok() && std::holds_alternative<WireNone>(value_->kind); }

size_t SavedValue::size() const {
  if (!ok()) return 0;
  if (const auto* items = sequence_of(*value_)) return items->size();
  if (const auto* dict = std::get_if<WireDict>(&value_->kind)) return dict->items.size();
  if (const auto* record = std::get_if<WireRecord>(&value_->kind)) return record->fields.size();
  return 0;
}

SavedValue SavedValue::operator[](size_t index) const {
  if (!ok()) return *this;
  const std::string path = str_cat(path_, "[", index, "]");
  if (index >= size())
    return {size() == 0 ? mismatch("a container") : make_status(StatusCode::kOutOfRange, path, ": it has ", size(), " entries"),
            path};
  if (const auto* items = sequence_of(*value_)) return child((*items)[index], path);
  if (const auto* dict = std::get_if<WireDict>(&value_->kind)) return child(dict->items[index].second, path);
  return child(std::get<WireRecord>(value_->kind).fields[index].second, path);
}

SavedValue SavedValue::operator[](std::string_view key) const {
  if (!ok()) return *this;
  const std::string path = path_.empty() ? str_cat("'", key, "'") : str_cat(path_, "['", key, "']");
  if (const auto* dict = std::get_if<WireDict>(&value_->kind)) {
    for (const auto& [entry_key, value] : dict->items)
      if (key_text(entry_key) == key) return child(value, path);
  } else if (const auto* record = std::get_if<WireRecord>(&value_->kind)) {
    for (const auto& [name, value] : record->fields)
      if (name == key) return child(value, path);
  } else {
    return {mismatch("a dict"), path};
  }
  return {make_status(StatusCode::kNotFound, path, path_.empty() ? " was not saved" : ": no such key", did_you_mean(key, keys())),
          path};
}

std::vector<std::string> SavedValue::keys() const {
  std::vector<std::string> out;
  if (!ok()) return out;
  if (const auto* dict = std::get_if<WireDict>(&value_->kind))
    for (const auto& [key, value] : dict->items) out.push_back(key_text(key));
  if (const auto* record = std::get_if<WireRecord>(&value_->kind))
    for (const auto& [name, value] : record->fields) out.push_back(name);
  return out;
}

}  // namespace interloom::client
