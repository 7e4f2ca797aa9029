#include "worker/interleaver/rows.h"

#include <ATen/ATen.h>
#include <c10/util/Exception.h>

#include <algorithm>

namespace interloom::interleaver {
namespace {

using models::IoRecord;
using models::IoTuple;
using models::IoValue;

template <class T>
const std::shared_ptr<T>* part(const IoValue& value) {
  return std::get_if<std::shared_ptr<T>>(&value.kind());
}

bool batched(const at::Tensor& tensor, int64_t total) { return tensor.defined() && tensor.dim() > 0 && tensor.size(0) == total; }

const IoValue* find_field(const IoRecord& record, const std::string& name) {
  for (const auto& [key, value] : record.fields) {
    if (key == name) return &value;
  }
  return nullptr;
}

IoValue splice_tensor(const at::Tensor& current, const at::Tensor& edited, Rows rows, int64_t total) {
  if (!batched(current, total)) return edited;
  // A copy and not an edit in place: values that were read before stay what they were, as with a single invoke.
  const int64_t end = rows.start + rows.count;
  at::Tensor middle = edited.scalar_type() == current.scalar_type() ? edited : edited.to(current.scalar_type());
  return at::cat({current.narrow(0, 0, rows.start), middle, current.narrow(0, end, total - end)}, 0);
}

template <class Compare>
bool compare_trees(const IoValue& a, const IoValue& b, const Compare& same_tensor) {
  if (a.kind().index() != b.kind().index()) return false;
  if (a.is_tensor()) return same_tensor(a.tensor(), b.tensor());
  if (const auto* left = part<IoTuple>(a)) {
    const auto& right = *part<IoTuple>(b);
    return std::equal((*left)->items.begin(), (*left)->items.end(), right->items.begin(), right->items.end(),
                      [&](const IoValue& x, const IoValue& y) { return compare_trees(x, y, same_tensor); });
  }
  if (const auto* left = part<IoRecord>(a)) {
    const auto& right = *part<IoRecord>(b);
    return std::equal(
        (*left)->fields.begin(), (*left)->fields.end(), right->fields.begin(), right->fields.end(),
        [&](const auto& x, const auto& y) { return x.first == y.first && compare_trees(x.second, y.second, same_tensor); });
  }
  return true;
}

}  // namespace

IoValue narrow_rows(const IoValue& value, Rows rows, int64_t total) {
  if (value.is_tensor()) {
    return batched(value.tensor(), total) ? IoValue(value.tensor().narrow(0, rows.start, rows.count)) : value;
  }
  if (const auto* tuple = part<IoTuple>(value)) {
    auto narrowed = std::make_shared<IoTuple>();
    narrowed->is_list = (*tuple)->is_list;
    for (const IoValue& item : (*tuple)->items) narrowed->items.push_back(narrow_rows(item, rows, total));
    return IoValue(std::move(narrowed));
  }
  if (const auto* record = part<IoRecord>(value)) {
    auto narrowed = std::make_shared<IoRecord>();
    narrowed->class_name = (*record)->class_name;
    for (const auto& [name, field] : (*record)->fields) narrowed->fields.emplace_back(name, narrow_rows(field, rows, total));
    return IoValue(std::move(narrowed));
  }
  return value;
}

IoValue splice_rows(const IoValue& current, const IoValue& edited, Rows rows, int64_t total) {
  if (current.kind().index() != edited.kind().index()) return edited;
  if (current.is_tensor()) return splice_tensor(current.tensor(), edited.tensor(), rows, total);
  if (const auto* tuple = part<IoTuple>(current)) {
    const auto& other = *part<IoTuple>(edited);
    if (other->items.size() != (*tuple)->items.size()) return edited;
    auto merged = std::make_shared<IoTuple>();
    merged->is_list = (*tuple)->is_list;
    for (size_t i = 0; i < other->items.size(); ++i) {
      merged->items.push_back(splice_rows((*tuple)->items[i], other->items[i], rows, total));
    }
    return IoValue(std::move(merged));
  }
  if (const auto* record = part<IoRecord>(current)) {
    const auto& other = *part<IoRecord>(edited);
    auto merged = std::make_shared<IoRecord>();
    merged->class_name = (*record)->class_name;
    for (const auto& [name, field] : other->fields) {
      const IoValue* old = find_field(**record, name);
      merged->fields.emplace_back(name, old ? splice_rows(*old, field, rows, total) : field);
    }
    return IoValue(std::move(merged));
  }
  return edited;
}

StatusOr<IoValue> concat_rows(const std::vector<IoValue>& parts) {
  const IoValue& first = parts.front();
  for (const IoValue& part : parts) {
    if (part.kind().index() != first.kind().index()) {
      return invalid_argument("is ", first.describe(), " in one invoke and ", part.describe(), " in another");
    }
  }
  if (first.is_tensor()) {
    std::vector<at::Tensor> tensors;
    for (const IoValue& part : parts) tensors.push_back(part.tensor());
    try {
      return IoValue(at::cat(tensors, 0));
    } catch (const c10::Error& error) {
      return invalid_argument("cannot be put together: ", error.what_without_backtrace());
    }
  }
  const auto* tuple = part<IoTuple>(first);
  if (!tuple) return first;
  auto whole = std::make_shared<IoTuple>();
  whole->is_list = (*tuple)->is_list;
  for (size_t i = 0; i < (*tuple)->items.size(); ++i) {
    std::vector<IoValue> items;
    for (const IoValue& value : parts) {
      const auto& other = *part<IoTuple>(value);
      if (other->items.size() != (*tuple)->items.size()) return invalid_argument("has tuples of different lengths");
      items.push_back(other->items[i]);
    }
    ASSIGN_OR_RETURN(IoValue item, concat_rows(items));
    whole->items.push_back(std::move(item));
  }
  return IoValue(std::move(whole));
}

bool same_form(const IoValue& a, const IoValue& b) {
  return compare_trees(a, b, [](const at::Tensor& x, const at::Tensor& y) {
    return x.defined() == y.defined() && (!x.defined() || (x.scalar_type() == y.scalar_type() && x.sizes() == y.sizes()));
  });
}

bool same_identity(const IoValue& a, const IoValue& b) {
  return compare_trees(a, b, [](const at::Tensor& x, const at::Tensor& y) { return x.is_same(y); });
}

}  // namespace interloom::interleaver
