// mappingproxy: a mapping that is only read, C.__dict__.
#include <string>

#include "worker/lang/class.h"
#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/protocol.h"
#include "worker/lang/user_descriptors.h"

namespace interloom::lang {
namespace {

const Value& mapping_of(Object* self) { return static_cast<MappingProxyObject*>(self)->mapping; }
const Value& mapping_of(const Value& self) { return self.as<MappingProxyObject>()->mapping; }
const Value& unwrapped(const Value& value) { return value.is<MappingProxyObject>() ? mapping_of(value) : value; }

Value forward(Interpreter& interp, const Value& self, const char* name, const Args& args) {
  const Value method = get_attr(interp, mapping_of(self), name);
  return method.is_error() ? method : call(interp, method, args);
}

Value proxy_repr(Interpreter& interp, Object* self) {
  std::string out = "mappingproxy(";
  if (!repr_text(interp, mapping_of(self), &out)) return Value::error();
  return str_value(interp.heap(), out + ")");
}

Value proxy_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  return op == BinaryOp::kOr ? binary_op(interp, op, unwrapped(left), unwrapped(right)) : Value::not_implemented();
}

Value construct_proxy(Interpreter& interp, const Type&, const Args& args) {
  if (!check_positional(interp, "mappingproxy", args, 1, 1)) return Value::error();
  const Type* type = args[0].is_object() ? args[0].object()->type : nullptr;
  if (!type || !type->get_item || type->sequence) {
    return interp.raise(ExceptionKind::kTypeError, "mappingproxy() argument must be a mapping, not ", args[0].type_name());
  }
  return Value::object(interp.heap().make<MappingProxyObject>(args[0]));
}

#define IL_FORWARD(name) \
  { #name, [](Interpreter& i, const Value& self, const Args& args) { return forward(i, self, #name, args); } }
constexpr Method kMethods[] = {
    IL_FORWARD(get), IL_FORWARD(keys), IL_FORWARD(values), IL_FORWARD(items), IL_FORWARD(copy), IL_FORWARD(__reversed__),
    {nullptr, nullptr},
};
#undef IL_FORWARD

}  // namespace

const Type MappingProxyObject::kType = {
    .name = "mappingproxy",
    .destroy = [](Heap&, Object* self) { static_cast<MappingProxyObject*>(self)->~MappingProxyObject(); },
    .repr = proxy_repr,
    .str = [](Interpreter& interp, Object* self) { return to_str(interp, mapping_of(self)); },
    .hash = [](Interpreter& interp, Object* self, int64_t* out) { return hash_of(interp, mapping_of(self), out); },
    .compare = [](Interpreter& interp, CompareOp op, const Value& left, const Value& right) {
      return compare_op(interp, op, unwrapped(left), unwrapped(right));
    },
    .length = [](Interpreter& interp, Object* self) { return length_of(interp, mapping_of(self)); },
    .get_item = [](Interpreter& interp, Object* self, const Value& key) { return get_item(interp, mapping_of(self), key); },
    .contains = [](Interpreter& interp, Object* self, const Value& key) { return contains(interp, mapping_of(self), key); },
    .iter = [](Interpreter& interp, Object* self) { return get_iter(interp, mapping_of(self)); },
    .binary = proxy_binary,
    .construct = construct_proxy,
    .methods = kMethods,
};

}  // namespace interloom::lang
