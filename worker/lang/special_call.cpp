// Calling what a class defines with an object in front: dunders, methods.
#include <algorithm>
#include <array>
#include <vector>

#include "worker/lang/class_slots.h"
#include "worker/lang/function.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/native_attributes.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {

bool is_plain_method(const Value& attribute) {
  return attribute.is<FunctionObject>() || attribute.is<SlotWrapperObject>() || attribute.is<MethodDescriptorObject>();
}

Value call_with_self(Interpreter& interp, const Value& callable, const Value& self, const Args& args) {
  const size_t count = size_t{1} + args.positional_count + args.keyword_count;
  std::array<Value, 8> few;
  std::vector<Value> many;
  if (count > few.size()) many.resize(count);
  Value* all = many.empty() ? few.data() : many.data();
  all[0] = self;
  std::copy(args.values, args.values + count - 1, all + 1);
  return call(interp, callable, Args(all, args.positional_count + 1, args.keyword_count, args.names));
}

namespace {

Value call_found(Interpreter& interp, TypeObject& cls, const Value* found, const Value& self, const Args& args) {
  if (!found) return Value();
  const Value method = *found;  // the class may change meanwhile
  if (is_plain_method(method)) return call_with_self(interp, method, self, args);
  const Value bound = bind_attribute(interp, method, self, Value::share(&cls));
  return bound.is_error() ? bound : call(interp, bound, args);
}

}  // namespace

Value call_dunder(Interpreter& interp, const Value& self, Dunder dunder, const Args& args) {
  TypeObject& cls = class_of(interp, self);
  return call_found(interp, cls, lookup_dunder(interp, cls, dunder), self, args);
}

Value call_special(Interpreter& interp, const Value& object, std::string_view name, std::span<const Value> args) {
  TypeObject& cls = class_of(interp, object);
  return call_found(interp, cls, lookup_in_class(interp, cls, interp.intern(name)), object, Args(args));
}

}  // namespace interloom::lang
