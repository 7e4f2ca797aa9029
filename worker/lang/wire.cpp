#include "worker/lang/wire.h"

#include <algorithm>
#include <string>
#include <vector>

#include "worker/lang/bigint.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/record.h"

namespace interloom::lang {
namespace {

constexpr size_t kMaxDecimalDigits = 100'000;  // conversion is quadratic
constexpr size_t kMaxPathBytes = 200;

Status taken_error(Interpreter& interp) {
  if (interp.stopping()) return interp.stop_reason();
  const Value exception = interp.take_exception();
  std::string text;
  if (!str_text(interp, exception, &text)) interp.take_exception();
  return invalid_argument(exception.type_name(), ": ", text);
}

class FromWire {
 public:
  FromWire(Interpreter& interp, const FromWireHook& hook) : interp_(interp), heap_(interp.heap()), hook_(hook) {}

  StatusOr<Value> make(const WireValue& wire) {
    if (++depth_ > kMaxWireDepth) return invalid_argument("a value is nested deeper than ", kMaxWireDepth, " levels");
    StatusOr<Value> out = std::visit([&](const auto& content) { return convert(content, wire); }, wire.kind);
    --depth_;
    return out;
  }

 private:
  template <class T>
  StatusOr<Value> convert(const T&, const WireValue& wire) {  // what only the hook knows
    if (!hook_) return invalid_argument("a value of this kind is not known here");
    ASSIGN_OR_RETURN(Value value, hook_(wire));
    if (value.is_undefined() || value.is_error()) return invalid_argument("a value of this kind is not known here");
    return value;
  }
  StatusOr<Value> convert(WireNone, const WireValue&) { return Value::none(); }
  StatusOr<Value> convert(bool b, const WireValue&) { return Value::boolean(b); }
  StatusOr<Value> convert(int64_t i, const WireValue&) { return Value::integer(i); }
  StatusOr<Value> convert(double d, const WireValue&) { return Value::real(d); }
  StatusOr<Value> convert(const std::complex<double>& c, const WireValue&) { return Value::object(heap_.make<ComplexObject>(c)); }
  StatusOr<Value> convert(const std::string& s, const WireValue&) { return Value::object(make_str_lossy(heap_, s)); }
  StatusOr<Value> convert(const WireBytes& b, const WireValue&) { return Value::object(make_bytes(heap_, b.bytes)); }

  StatusOr<Value> convert(const WireBigInt& big, const WireValue&) {
    const std::string_view digits = std::string_view(big.decimal).substr(big.decimal.starts_with('-') ? 1 : 0);
    const bool valid = !digits.empty() && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!valid) return invalid_argument("'", big.decimal.substr(0, 40), "' is not a decimal integer");
    if (digits.size() > kMaxDecimalDigits) return invalid_argument("an integer has more than ", kMaxDecimalDigits, " digits");
    return int_from_decimal(heap_, big.decimal);
  }

  StatusOr<Value> convert(const WireList& list, const WireValue&) {
    auto out = make_list(heap_);
    for (const WireValue& item : list.items) {
      ASSIGN_OR_RETURN(Value value, make(item));
      out->append(std::move(value));
    }
    return Value::object(std::move(out));
  }

  StatusOr<Value> convert(const WireTuple& tuple, const WireValue&) {
    auto out = make_tuple(heap_, tuple.items.size());
    for (size_t i = 0; i < tuple.items.size(); ++i) {
      ASSIGN_OR_RETURN(out->items()[i], make(tuple.items[i]));
    }
    return Value::object(std::move(out));
  }

  StatusOr<Value> convert(const WireDict& dict, const WireValue&) {
    auto out = make_dict(heap_);
    for (const auto& [wire_key, wire_value] : dict.items) {
      ASSIGN_OR_RETURN(Value key, make(wire_key));
      ASSIGN_OR_RETURN(Value value, make(wire_value));
      if (!out->set(interp_, std::move(key), std::move(value))) return taken_error(interp_);
    }
    return Value::object(std::move(out));
  }

  StatusOr<Value> convert(const WireRecord& record, const WireValue&) {
    auto out = make_record(heap_, record.class_name);
    for (const auto& [name, wire_value] : record.fields) {
      ASSIGN_OR_RETURN(Value value, make(wire_value));
      if (!out->fields->set(interp_, name, std::move(value))) return taken_error(interp_);
    }
    return Value::object(std::move(out));
  }

  Interpreter& interp_;
  Heap& heap_;
  const FromWireHook& hook_;
  int depth_ = 0;
};

// Three bytes ED A0..BF: valid here, not in UTF-8 as others read it.
bool has_surrogates(std::string_view text) {
  for (size_t at = text.find('\xED'); at != std::string_view::npos && at + 1 < text.size(); at = text.find('\xED', at + 1)) {
    if (static_cast<unsigned char>(text[at + 1]) >= 0xA0) return true;
  }
  return false;
}

class ToWire {
 public:
  ToWire(Interpreter& interp, const ToWireHook& hook) : interp_(interp), hook_(hook) {}

  StatusOr<WireValue> make(const Value& value) {
    // Shared containers are written out each time: the size is bounded by what the heap may hold, not by what it holds.
    bytes_ += sizeof(WireValue);
    if (bytes_ > interp_.heap().quota()) return make_status(StatusCode::kResourceExhausted, where(), ": the value is too large");
    if (!interp_.charge_steps(1)) return interp_.stop_reason();
    switch (value.tag()) {
      case Tag::kNone:
        return WireValue{WireNone{}};
      case Tag::kBool:
        return WireValue{value.as_bool()};
      case Tag::kInt:
        return WireValue{value.as_int()};
      case Tag::kFloat:
        return WireValue{value.as_float()};
      case Tag::kObject:
        break;
      default:
        return refuse(value);
    }
    Object* object = value.object();
    if (std::find(open_.begin(), open_.end(), object) != open_.end()) return invalid_argument(where(), ": it contains itself");
    if (open_.size() >= static_cast<size_t>(kMaxWireDepth)) {
      return invalid_argument(where(), ": nested deeper than ", kMaxWireDepth, " levels");
    }
    open_.push_back(object);
    StatusOr<WireValue> out = from_object(value);
    open_.pop_back();
    return out;
  }

 private:
  std::string where() const {
    const bool long_path = path_.size() > kMaxPathBytes;
    return str_cat("saved", std::string_view(path_).substr(0, kMaxPathBytes), long_path ? "…" : "");
  }

  StatusOr<WireValue> refuse(const Value& value) {
    if (value.is_ellipsis() || value.is_not_implemented())
      return invalid_argument(where(), ": a '", value.type_name(), "' cannot be sent");
    if (!value.is_object()) return internal_error(where(), ": no value");
    return invalid_argument(where(), ": a '", value.type_name(), "' cannot be sent");
  }

  StatusOr<WireValue> at(std::string step, const Value& value) {
    const size_t size = path_.size();
    path_ += step;
    StatusOr<WireValue> out = make(value);
    path_.resize(size);
    return out;
  }

  Status items_into(std::vector<WireValue>& out, Object* container) {
    for (uint64_t i = 0;; ++i) {
      const auto* list = container->type == &ListObject::kType ? static_cast<ListObject*>(container) : nullptr;
      const std::span<Value> items =
          list ? static_cast<ListObject*>(container)->span() : static_cast<TupleObject*>(container)->span();
      if (i >= items.size()) return OkStatus();
      ASSIGN_OR_RETURN(WireValue item, at(str_cat("[", i, "]"), Value(items[i])));
      out.push_back(std::move(item));
    }
  }

  StatusOr<WireValue> from_object(const Value& value) {
    if (const auto* str = value.as<StrObject>()) {
      bytes_ += str->size;
      if (has_surrogates(str->view())) return invalid_argument(where(), ": a str with lone surrogates cannot be sent");
      return WireValue{std::string(str->view())};
    }
    if (const auto* bytes = value.as<BytesObject>()) {
      bytes_ += bytes->size;
      return WireValue{WireBytes{std::string(bytes->view())}};
    }
    if (value.is<BigIntObject>()) {
      if (big_bit_length(value) > kMaxDecimalDigits * 3)
        return invalid_argument(where(), ": the integer is too large to be sent");
      return WireValue{WireBigInt{int_to_decimal(value)}};
    }
    if (const auto* complex = value.as<ComplexObject>()) return WireValue{complex->value};
    if (value.is<ListObject>()) {
      WireList list;
      RETURN_IF_ERROR(items_into(list.items, value.object()));
      return WireValue{std::move(list)};
    }
    if (value.is<TupleObject>()) {
      WireTuple tuple;
      RETURN_IF_ERROR(items_into(tuple.items, value.object()));
      return WireValue{std::move(tuple)};
    }
    if (value.is<DictObject>()) return from_dict(*value.as<DictObject>());
    if (value.is<RecordObject>()) return from_record(*value.as<RecordObject>());
    if (!hook_) return refuse(value);
    StatusOr<WireValue> out = hook_(value);
    return out.ok() ? std::move(out) : StatusOr<WireValue>(annotate(out.status(), where()));
  }

  StatusOr<WireValue> from_dict(DictObject& dict) {
    WireDict out;
    uint64_t position = 0;
    while (const auto* entry = dict.next(&position)) {
      const Value key = entry->key, value = entry->value;
      std::string shown;
      if (!repr_text(interp_, key, &shown)) return taken_error(interp_);
      const std::string step = "[" + shown.substr(0, kMaxPathBytes) + "]";
      ASSIGN_OR_RETURN(WireValue wire_key, at(" key " + shown.substr(0, kMaxPathBytes), key));
      ASSIGN_OR_RETURN(WireValue wire_value, at(step, value));
      out.items.emplace_back(std::move(wire_key), std::move(wire_value));
    }
    return WireValue{std::move(out)};
  }

  StatusOr<WireValue> from_record(RecordObject& record) {
    WireRecord out{std::string(record.class_name->view()), {}};
    uint64_t position = 0;
    while (const auto* entry = record.fields->next(&position)) {
      const std::string name(entry->key.as<StrObject>()->view());
      ASSIGN_OR_RETURN(WireValue value, at("." + name, Value(entry->value)));
      out.fields.emplace_back(name, std::move(value));
    }
    return WireValue{std::move(out)};
  }

  Interpreter& interp_;
  const ToWireHook& hook_;
  std::vector<Object*> open_;
  std::string path_;
  uint64_t bytes_ = 0;
};

}  // namespace

StatusOr<Value> from_wire(Interpreter& interp, const WireValue& wire, const FromWireHook& hook) {
  Value value;
  RETURN_IF_ERROR(interp.protect([&]() -> Status {
    ASSIGN_OR_RETURN(value, FromWire(interp, hook).make(wire));
    return OkStatus();
  }));
  return value;
}

StatusOr<WireValue> to_wire(Interpreter& interp, const Value& value, const ToWireHook& hook) {
  WireValue wire;
  RETURN_IF_ERROR(interp.protect([&]() -> Status {
    ASSIGN_OR_RETURN(wire, ToWire(interp, hook).make(value));
    return OkStatus();
  }));
  return wire;
}

}  // namespace interloom::lang
