#include "worker/interleaver/io_convert.h"

#include "worker/lang/containers.h"
#include "worker/lang/number.h"
#include "worker/lang/record.h"
#include "worker/lang/str.h"
#include "worker/lang/torch/tensor_object.h"

namespace interloom::interleaver {
namespace {

using lang::ExceptionKind;
using lang::Interpreter;
using lang::Value;
using models::IoInputs;
using models::IoOpaque;
using models::IoRecord;
using models::IoTuple;
using models::IoValue;

// How a dict passes through IoValue: the keyword arguments of a module.
constexpr std::string_view kDictName = "dict";

Value opaque_repr(Interpreter& interp, lang::Object* self) {
  const auto& opaque = std::get<IoOpaque>(static_cast<OpaqueObject*>(self)->value.kind());
  return lang::str_value(interp.heap(), str_cat("<", opaque.class_name, ">"));
}

void destroy_opaque(lang::Heap&, lang::Object* self) { static_cast<OpaqueObject*>(self)->~OpaqueObject(); }

// Fills `out` from IoValues; false: raised.
bool convert_items(Interpreter& interp, const std::vector<IoValue>& items, Value* out) {
  for (size_t i = 0; i < items.size(); ++i) {
    out[i] = to_value(interp, items[i]);
    if (out[i].is_error()) return false;
  }
  return true;
}

Value tuple_to_value(Interpreter& interp, const IoTuple& tuple) {
  lang::Ref<lang::TupleObject> result = lang::make_tuple(interp.heap(), tuple.items.size());
  if (!convert_items(interp, tuple.items, result->items())) return Value::error();
  if (tuple.is_list) return Value::object(lang::make_list(interp.heap(), result->span()));
  return Value::object(std::move(result));
}

Value record_to_value(Interpreter& interp, const IoRecord& record) {
  const bool is_dict = record.class_name == kDictName;
  lang::Ref<lang::RecordObject> result;
  lang::Ref<lang::DictObject> fields;
  if (is_dict) {
    fields = lang::make_dict(interp.heap());
  } else {
    result = lang::make_record(interp.heap(), record.class_name);
    fields = result->fields;
  }
  for (const auto& [name, field] : record.fields) {
    Value value = to_value(interp, field);
    if (value.is_error()) return value;
    if (!fields->set(interp, name, std::move(value))) return Value::error();
  }
  return is_dict ? Value::object(std::move(fields)) : Value::object(std::move(result));
}

bool items_from_value(Interpreter& interp, std::span<Value> items, bool is_list, IoValue* out) {
  auto tuple = std::make_shared<IoTuple>();
  tuple->is_list = is_list;
  tuple->items.resize(items.size());
  for (size_t i = 0; i < items.size(); ++i) {
    if (!from_value(interp, items[i], &tuple->items[i])) return false;
  }
  *out = IoValue(std::move(tuple));
  return true;
}

bool fields_from_value(Interpreter& interp, std::string_view class_name, lang::DictObject& fields, IoValue* out) {
  auto record = std::make_shared<IoRecord>();
  record->class_name = std::string(class_name);
  uint64_t position = 0;
  while (lang::DictObject::Entry* entry = fields.next(&position)) {
    auto* key = entry->key.as<lang::StrObject>();
    if (!key) {
      interp.raise(ExceptionKind::kTypeError, "keywords must be strings");
      return false;
    }
    IoValue value;
    if (!from_value(interp, entry->value, &value)) return false;
    record->fields.emplace_back(std::string(key->view()), std::move(value));
  }
  *out = IoValue(std::move(record));
  return true;
}

bool object_from_value(Interpreter& interp, const Value& value, IoValue* out) {
  if (auto* tensor = lang_torch::as_tensor(value)) {
    *out = IoValue(tensor->tensor);
    return true;
  }
  if (auto* tuple = value.as<lang::TupleObject>()) return items_from_value(interp, tuple->span(), false, out);
  if (auto* list = value.as<lang::ListObject>()) return items_from_value(interp, list->span(), true, out);
  if (auto* record = value.as<lang::RecordObject>()) {
    return fields_from_value(interp, record->class_name->view(), *record->fields, out);
  }
  if (auto* dict = value.as<lang::DictObject>()) return fields_from_value(interp, kDictName, *dict, out);
  if (auto* text = value.as<lang::StrObject>()) {
    *out = IoValue(std::string(text->view()));
    return true;
  }
  if (auto* opaque = value.as<OpaqueObject>()) {
    *out = opaque->value;
    return true;
  }
  interp.raise(ExceptionKind::kTypeError, "a '", value.type_name(), "' cannot pass through the model");
  return false;
}

}  // namespace

const lang::Type OpaqueObject::kType = {.name = "opaque", .destroy = destroy_opaque, .owns_external = true, .repr = opaque_repr};

Value to_value(Interpreter& interp, const IoValue& value) {
  struct Visitor {
    Interpreter& interp;
    const IoValue& whole;
    Value operator()(std::monostate) const { return Value::none(); }
    Value operator()(bool b) const { return Value::boolean(b); }
    Value operator()(int64_t i) const { return Value::integer(i); }
    Value operator()(double d) const { return Value::real(d); }
    Value operator()(const std::string& text) const { return Value::object(lang::make_str_lossy(interp.heap(), text)); }
    Value operator()(const at::Tensor& tensor) const {
      return lang_torch::make_optional_tensor(lang_torch::TorchJob::of(interp), tensor);
    }
    Value operator()(const std::shared_ptr<IoTuple>& tuple) const { return tuple_to_value(interp, *tuple); }
    Value operator()(const std::shared_ptr<IoRecord>& record) const { return record_to_value(interp, *record); }
    Value operator()(const IoOpaque&) const { return Value::object(interp.heap().make<OpaqueObject>(whole)); }
  };
  return std::visit(Visitor{interp, value}, value.kind());
}

bool from_value(Interpreter& interp, const Value& value, IoValue* out) {
  if (value.is_object()) {
    return interp.check_native_stack() && object_from_value(interp, value, out);
  }
  switch (value.tag()) {
    case lang::Tag::kNone:
      *out = IoValue();
      return true;
    case lang::Tag::kBool:
      *out = IoValue(value.as_bool());
      return true;
    case lang::Tag::kInt:
      *out = IoValue(value.as_int());
      return true;
    case lang::Tag::kFloat:
      *out = IoValue(value.as_float());
      return true;
    default:
      interp.raise(ExceptionKind::kTypeError, "a '", value.type_name(), "' cannot pass through the model");
      return false;
  }
}

IoValue pack_inputs(const IoInputs& inputs) {
  return IoValue::tuple({IoValue::tuple(inputs.args), IoValue::record(std::string(kDictName), inputs.kwargs)});
}

bool unpack_inputs(const IoValue& value, IoInputs* out) {
  const auto* pair = std::get_if<std::shared_ptr<IoTuple>>(&value.kind());
  if (!pair || (*pair)->items.size() != 2) return false;
  const auto* args = std::get_if<std::shared_ptr<IoTuple>>(&(*pair)->items[0].kind());
  const auto* kwargs = std::get_if<std::shared_ptr<IoRecord>>(&(*pair)->items[1].kind());
  if (!args || !kwargs) return false;
  out->args = (*args)->items;
  out->kwargs = (*kwargs)->fields;
  return true;
}

}  // namespace interloom::interleaver
