// Iterators over what is indexed from 0.
#include "worker/lang/class.h"
#include "worker/lang/class_slots.h"
#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/iteration.h"
#include "worker/lang/iterators.h"
#include "worker/lang/native_help.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

ListIteratorObject& list_iterator(Object* self) { return *static_cast<ListIteratorObject*>(self); }
TupleIteratorObject& tuple_iterator(Object* self) { return *static_cast<TupleIteratorObject*>(self); }

Value list_next(Interpreter&, Object* self) {
  auto& it = list_iterator(self);
  if (!it.list) return Value::undefined();
  if (it.position < it.list->size) return it.list->items[it.position++];
  it.list = {};
  return Value::undefined();
}

Value tuple_next(Interpreter&, Object* self) {
  auto& it = tuple_iterator(self);
  if (!it.tuple) return Value::undefined();
  if (it.position < it.tuple->size) return it.tuple->items()[it.position++];
  it.tuple = {};
  return Value::undefined();
}

Value hint(bool running, uint64_t size, uint64_t position) {
  return Value::integer(running && position < size ? static_cast<int64_t>(size - position) : 0);
}
constexpr Method kListIteratorMethods[] = {{"__length_hint__",
                                            [](Interpreter&, const Value& self, const Args&) {
                                              auto& it = list_iterator(self.object());
                                              return hint(static_cast<bool>(it.list), it.list ? it.list->size : 0, it.position);
                                            }},
                                           {nullptr, nullptr}};
constexpr Method kTupleIteratorMethods[] = {{"__length_hint__",
                                             [](Interpreter&, const Value& self, const Args&) {
                                               auto& it = tuple_iterator(self.object());
                                               return hint(static_cast<bool>(it.tuple), it.tuple ? it.tuple->size : 0,
                                                           it.position);
                                             }},
                                            {nullptr, nullptr}};

struct SequenceIteratorObject : Object {
  explicit SequenceIteratorObject(Value of) : sequence(std::move(of)) {}
  Value sequence;  // undefined once exhausted
  int64_t position = 0;
  uint64_t offset = 0;  // of a str: bytes
};
SequenceIteratorObject& sequence_iterator(Object* self) { return *static_cast<SequenceIteratorObject*>(self); }

Value str_next(Interpreter& interp, Object* self) {
  auto& it = sequence_iterator(self);
  if (it.sequence.is_undefined()) return Value::undefined();
  const auto& str = *static_cast<StrObject*>(it.sequence.object());
  if (it.offset < str.size) {
    size_t pos = it.offset;
    next_code_point(str.view(), &pos);
    const std::string_view text = str.view().substr(it.offset, pos - it.offset);
    it.offset = pos;
    ++it.position;
    return text.size() == 1 ? Value::share(interp.intern(text)) : str_value(interp.heap(), text);
  }
  it.sequence = Value();
  return Value::undefined();
}

// With the length known, as bytes has it, whatever a derived class says of its own.
Value sequence_next(Interpreter& interp, Object* self) {
  auto& it = sequence_iterator(self);
  if (it.sequence.is_undefined()) return Value::undefined();
  Object* sequence = it.sequence.object();
  const Type& native = layout_type(*sequence->type);
  const int64_t length = native.length(interp, sequence);
  if (length < 0) return Value::error();
  if (it.position < length) return native.get_item(interp, sequence, Value::integer(it.position++));
  it.sequence = Value();
  return Value::undefined();
}

bool ended(Interpreter& interp) {
  return take_if(interp, exception_type(ExceptionKind::kIndexError)) ||
         take_if(interp, exception_type(ExceptionKind::kStopIteration));
}

Value item_next(Interpreter& interp, Object* self) {
  auto& it = sequence_iterator(self);
  if (it.sequence.is_undefined()) return Value::undefined();
  const Value held = it.sequence;
  Value out = get_item(interp, held, Value::integer(it.position));
  if (out.is_error()) {
    if (!ended(interp)) return out;
    it.sequence = Value();
    return Value::undefined();
  }
  ++it.position;
  return out;
}

Value sequence_hint(Interpreter& interp, const Value& self, const Args&) {
  auto& it = sequence_iterator(self.object());
  if (it.sequence.is_undefined()) return Value::integer(0);
  const int64_t length = length_of(interp, it.sequence);
  return length < 0 ? Value::error() : hint(true, static_cast<uint64_t>(length), static_cast<uint64_t>(it.position));
}
constexpr Method kSequenceMethods[] = {{"__length_hint__", sequence_hint}, {nullptr, nullptr}};

constexpr Type sequence_type(const char* name, Value (*next)(Interpreter&, Object*)) {
  return {.name = name,
          .destroy = destroy_as<SequenceIteratorObject>,
          .iter = iter_itself,
          .next = next,
          .methods = kSequenceMethods};
}
const Type kAsciiIteratorType = sequence_type("str_ascii_iterator", str_next);
const Type kStrIteratorType = sequence_type("str_iterator", str_next);
const Type kBytesIteratorType = sequence_type("bytes_iterator", sequence_next);
const Type kSequenceIteratorType = sequence_type("iterator", sequence_next);
const Type kItemIteratorType = sequence_type("iterator", item_next);

struct ReverseIteratorObject : Object {
  ReverseIteratorObject(Value of, int64_t last) : sequence(std::move(of)), position(last) {}
  Value sequence;  // undefined once exhausted
  int64_t position;
};
ReverseIteratorObject& reverse_iterator(Object* self) { return *static_cast<ReverseIteratorObject*>(self); }

Value reverse_next(Interpreter& interp, Object* self) {
  auto& it = reverse_iterator(self);
  if (it.sequence.is_undefined()) return Value::undefined();
  auto* list = it.sequence.exact<ListObject>();
  if (it.position >= 0 && (!list || it.position < static_cast<int64_t>(list->size))) {
    if (list) return list->items[it.position--];
    const Value held = it.sequence;
    Value out = get_item(interp, held, Value::integer(it.position));
    --it.position;
    if (!out.is_error() || !ended(interp)) return out;
  }
  it.position = -1;
  it.sequence = Value();
  return Value::undefined();
}

Value reverse_hint(Interpreter& interp, const Value& self, const Args&) {
  const auto& it = reverse_iterator(self.object());
  if (it.sequence.is_undefined()) return Value::integer(0);
  const int64_t length = length_of(interp, Value(it.sequence)), left = it.position + 1;
  if (length < 0) return Value::error();
  return Value::integer(length < left ? 0 : left);
}
constexpr Method kReverseMethods[] = {{"__length_hint__", reverse_hint}, {nullptr, nullptr}};

Value make_reversed(Interpreter& interp, const Type&, const Args& args) {
  // One argument, which check_positional would report in other words than CPython.
  if (args.keyword_count) return interp.raise(ExceptionKind::kTypeError, "reversed() takes no keyword arguments");
  if (args.size() != 1) return interp.raise(ExceptionKind::kTypeError, "reversed expected 1 argument, got ", args.size());
  return reversed_value(interp, args[0]);
}

constexpr Type reverse_type(const char* name, Value (*construct)(Interpreter&, const Type&, const Args&)) {
  return {.name = name,
          .destroy = destroy_as<ReverseIteratorObject>,
          .iter = iter_itself,
          .next = reverse_next,
          .construct = construct,
          .methods = kReverseMethods};
}
const Type kListReverseType = reverse_type("list_reverseiterator", nullptr);

}  // namespace

const Type kReversedType = reverse_type("reversed", make_reversed);

Value reversed_value(Interpreter& interp, const Value& value) {
  const Value* method = lookup_in_class(interp, class_of(interp, value), interp.intern("__reversed__"));
  if (method && method->is_none())
    return interp.raise(ExceptionKind::kTypeError, "'", value.type_name(), "' object is not reversible");
  if (method) return call_special(interp, value, "__reversed__", {});
  const Type* type = value.is_object() ? value.object()->type : nullptr;
  if (type && type->get_item && !value.is<DictObject>()) {
    if (type->length) return make_reverse_iterator(interp, value);
    // A class with __getitem__ looks like a sequence, until its length is asked for.
    if (type->user_class && length_of(interp, value) < 0) return Value::error();
  }
  return interp.raise(ExceptionKind::kTypeError, "'", value.type_name(), "' object is not reversible");
}

const Type ListIteratorObject::kType = {
    .name = "list_iterator",
    .destroy = destroy_as<ListIteratorObject>,
    .iter = iter_itself,
    .next = list_next,
    .methods = kListIteratorMethods,
};

const Type TupleIteratorObject::kType = {
    .name = "tuple_iterator",
    .destroy = destroy_as<TupleIteratorObject>,
    .iter = iter_itself,
    .next = tuple_next,
    .methods = kTupleIteratorMethods,
};

Value make_list_iterator(Interpreter& interp, Object* list) {
  return Value::object(interp.heap().make<ListIteratorObject>(Ref<ListObject>::share(static_cast<ListObject*>(list))));
}

Value make_tuple_iterator(Interpreter& interp, Object* tuple) {
  return Value::object(interp.heap().make<TupleIteratorObject>(Ref<TupleObject>::share(static_cast<TupleObject*>(tuple))));
}

Value make_sequence_iterator(Interpreter& interp, Object* sequence) {
  Value held = Value::share(sequence);
  const Type* type = &kSequenceIteratorType;
  if (const auto* str = held.as<StrObject>()) type = str->ascii() ? &kAsciiIteratorType : &kStrIteratorType;
  if (held.is<BytesObject>()) type = &kBytesIteratorType;
  return Value::object(interp.heap().make_typed<SequenceIteratorObject>(*type, std::move(held)));
}

Value make_item_iterator(Interpreter& interp, const Value& object) {
  return Value::object(interp.heap().make_typed<SequenceIteratorObject>(kItemIteratorType, object));
}

Value make_reverse_iterator(Interpreter& interp, const Value& sequence) {
  const int64_t length = length_of(interp, sequence);
  if (length < 0) return Value::error();
  const Type& type = sequence.is<ListObject>() ? kListReverseType : kReversedType;
  return Value::object(interp.heap().make_typed<ReverseIteratorObject>(type, sequence, length - 1));
}

}  // namespace interloom::lang
