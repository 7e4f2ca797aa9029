#include <complex>
#include <utility>

#include "common/utf8.h"
#include "proto/path.h"
#include "proto/read.h"

namespace interloom::proto {

namespace {

void write_value(const WireValue& value, pb::Value* out);

struct ValueWriter {
  pb::Value* out;

  void operator()(const WireNone&) const { out->mutable_none(); }
  void operator()(bool value) const { out->set_bool_value(value); }
  void operator()(int64_t value) const { out->set_int_value(value); }
  void operator()(const WireBigInt& value) const { out->set_big_int(value.decimal); }
  void operator()(double value) const { out->set_float_value(value); }
  void operator()(const std::complex<double>& value) const {
    out->mutable_complex_value()->set_real(value.real());
    out->mutable_complex_value()->set_imag(value.imag());
  }
  void operator()(const std::string& value) const { out->set_str_value(to_valid_utf8(value)); }
  void operator()(const WireBytes& value) const { out->set_bytes_value(value.bytes); }
  void operator()(const WireList& value) const {
    pb::ValueList* list = out->mutable_list();
    for (const WireValue& item : value.items) write_value(item, list->add_items());
  }
  void operator()(const WireTuple& value) const {
    pb::ValueList* list = out->mutable_tuple();
    for (const WireValue& item : value.items) write_value(item, list->add_items());
  }
  void operator()(const WireDict& value) const {
    pb::ValueDict* dict = out->mutable_dict();
    for (const auto& [key, item] : value.items) {
      pb::ValueDict::Entry* entry = dict->add_entries();
      write_value(key, entry->mutable_key());
      write_value(item, entry->mutable_value());
    }
  }
  void operator()(const WireRecord& value) const {
    pb::Record* record = out->mutable_record();
    record->set_class_name(to_valid_utf8(value.class_name));
    for (const auto& [name, item] : value.fields) {
      pb::Record::Field* field = record->add_fields();
      field->set_name(to_valid_utf8(name));
      write_value(item, field->mutable_value());
    }
  }
  void operator()(const WireTensor& value) const { out->set_tensor(value.index); }
  void operator()(const WireDType& value) const { out->set_dtype(to_proto(value.dtype)); }
  void operator()(const WireDevice& value) const { out->set_device(to_valid_utf8(value.name)); }
  void operator()(const WireOpaque& value) const { out->set_opaque(to_valid_utf8(value.class_name)); }
};

void write_value(const WireValue& value, pb::Value* out) { std::visit(ValueWriter{out}, value.kind); }

StatusOr<std::vector<WireValue>> read_items(const pb::ValueList& list, ReadContext context) {
  RETURN_IF_ERROR(check_depth(context));
  std::vector<WireValue> items;
  items.reserve(list.items_size());
  for (int i = 0; i < list.items_size(); ++i) {
    READ_WITHIN(items.emplace_back(), read_value(list.items(i), context.deeper()), "item[", i, "]");
  }
  return items;
}

StatusOr<WireValue> read_dict(const pb::ValueDict& dict, ReadContext context) {
  RETURN_IF_ERROR(check_depth(context));
  WireDict out;
  out.items.reserve(dict.entries_size());
  for (int i = 0; i < dict.entries_size(); ++i) {
    READ_WITHIN(WireValue key, read_value(dict.entries(i).key(), context.deeper()), "entry[", i, "].key");
    READ_WITHIN(WireValue value, read_value(dict.entries(i).value(), context.deeper()), "entry[", i, "].value");
    out.items.emplace_back(std::move(key), std::move(value));
  }
  return WireValue{std::move(out)};
}

StatusOr<WireValue> read_record(const pb::Record& record, ReadContext context) {
  RETURN_IF_ERROR(check_depth(context));
  WireRecord out{record.class_name(), {}};
  out.fields.reserve(record.fields_size());
  for (const pb::Record::Field& field : record.fields()) {
    READ_WITHIN(WireValue value, read_value(field.value(), context.deeper()), "field '", field.name(), "'");
    out.fields.emplace_back(field.name(), std::move(value));
  }
  return WireValue{std::move(out)};
}

}  // namespace

Status check_big_int(const std::string& decimal) {
  const size_t sign = !decimal.empty() && decimal[0] == '-';
  if (decimal.size() == sign || decimal.find_first_not_of("0123456789", sign) != std::string::npos)
    return fail("big_int is not a decimal integer");
  return OkStatus();
}

Status check_depth(ReadContext context) {
  if (context.depth_left <= 0) return fail("nested deeper than ", kMaxWireDepth);
  return OkStatus();
}

Status check_tensor_index(uint32_t index, ReadContext context) {
  if (index >= context.tensors) return fail("tensor ", index, " does not exist; there are ", context.tensors);
  return OkStatus();
}

StatusOr<WireValue> read_value(const pb::Value& value, ReadContext context) {
  switch (value.kind_case()) {
    case pb::Value::kNone: return WireValue{WireNone{}};
    case pb::Value::kBoolValue: return WireValue{value.bool_value()};
    case pb::Value::kIntValue: return WireValue{int64_t{value.int_value()}};
    case pb::Value::kBigInt:
      RETURN_IF_ERROR(check_big_int(value.big_int()));
      return WireValue{WireBigInt{value.big_int()}};
    case pb::Value::kFloatValue: return WireValue{value.float_value()};
    case pb::Value::kComplexValue:
      return WireValue{std::complex<double>(value.complex_value().real(), value.complex_value().imag())};
    case pb::Value::kStrValue: return WireValue{value.str_value()};
    case pb::Value::kBytesValue: return WireValue{WireBytes{value.bytes_value()}};
    case pb::Value::kList: {
      READ_WITHIN(std::vector<WireValue> items, read_items(value.list(), context), "list");
      return WireValue{WireList{std::move(items)}};
    }
    case pb::Value::kTuple: {
      READ_WITHIN(std::vector<WireValue> items, read_items(value.tuple(), context), "tuple");
      return WireValue{WireTuple{std::move(items)}};
    }
    case pb::Value::kDict: {
      READ_WITHIN(WireValue out, read_dict(value.dict(), context), "dict");
      return out;
    }
    case pb::Value::kRecord: {
      READ_WITHIN(WireValue out, read_record(value.record(), context), "record");
      return out;
    }
    case pb::Value::kTensor:
      RETURN_IF_ERROR(check_tensor_index(value.tensor(), context));
      return WireValue{WireTensor{value.tensor()}};
    case pb::Value::kDtype: {
      ASSIGN_OR_RETURN(const DType dtype, read_dtype(value.dtype()));
      return WireValue{WireDType{dtype}};
    }
    case pb::Value::kDevice: return WireValue{WireDevice{value.device()}};
    case pb::Value::kOpaque: return WireValue{WireOpaque{value.opaque()}};
    case pb::Value::KIND_NOT_SET: break;
  }
  return fail("empty value");
}

pb::Value to_proto(const WireValue& value) {
  pb::Value out;
  write_value(value, &out);
  return out;
}

StatusOr<WireValue> from_proto(const pb::Value& value) { return at_root(read_value(value, {})); }

}  // namespace interloom::proto
