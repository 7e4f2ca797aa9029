#include "worker/lang/sequence_protocol.h"

#include "worker/lang/exception.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

struct ItemIteratorObject : Object {
  explicit ItemIteratorObject(Value c) : container(std::move(c)) {}
  Value container;  // undefined: at the end
  int64_t next = 0;
  static const Type kType;
};

Value next_item(Interpreter& interp, Object* self) {
  auto& iterator = *static_cast<ItemIteratorObject*>(self);
  if (iterator.container.is_undefined()) return Value();
  const Value container = iterator.container;
  Value item = get_item(interp, container, Value::integer(iterator.next++));
  if (!item.is_error() || interp.exception().is_undefined()) return item;
  const Type* type = interp.exception().type();
  if (is_subtype(type, &exception_type(ExceptionKind::kIndexError)) ||
      is_subtype(type, &exception_type(ExceptionKind::kStopIteration))) {
    interp.take_exception();
    iterator.container = Value();
    return Value();
  }
  return item;
}

const Type ItemIteratorObject::kType = {
    .name = "iterator",
    .destroy = [](Heap&, Object* self) { static_cast<ItemIteratorObject*>(self)->~ItemIteratorObject(); },
    .iter = [](Interpreter&, Object* self) { return Value::share(self); },
    .next = next_item,
};

}  // namespace

Value make_item_iterator(Interpreter& interp, Object* container) {
  return Value::object(interp.heap().make<ItemIteratorObject>(Value::share(container)));
}

bool object_identity_hash(Interpreter& interp, Object* self, int64_t* out) {
  *out = interp.identity_hash(self);
  return true;
}

}  // namespace interloom::lang
