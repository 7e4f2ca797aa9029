// Small things that natives with Python's conventions need: optional attributes, special methods, common argument checks.
#pragma once

#include <string_view>

#include "worker/lang/args.h"
#include "worker/lang/containers.h"
#include "worker/lang/value.h"

namespace interloom::lang {

// getattr(object, name) where absence is no error: undefined then. The error sentinel when anything else was raised.
Value optional_attr(Interpreter& interp, const Value& object, std::string_view name);
Value optional_attr(Interpreter& interp, const Value& object, StrObject* name);

// The pending exception is of this kind (or derives from it): then it is dropped.
bool take_if(Interpreter& interp, const Type& type);

// The tuple that an iterator gave last, to be filled again when nobody has kept it (its items are the old ones then); else a new
// one of undefined items. A loop that unpacks its items needs no more than one.
Ref<TupleObject> reused_tuple(Interpreter& interp, Ref<TupleObject>* last, uint64_t size);

// Only the keyword arguments of a call.
inline Args keywords_of(const Args& args) { return {args.values + args.positional_count, 0, args.keyword_count, args.names}; }

// "f() takes no keyword arguments". False: raised.
bool no_keywords(Interpreter& interp, const char* function, const Args& args);

// The same for the constructor of `exact`, where a class of user code that has its own `other` ("__init__" for what is made by
// __new__, "__new__" for what is filled by __init__) may take keywords.
bool no_keywords_unless(Interpreter& interp, const Type& type, const Type& exact, const char* other, const Args& args);

// Slots that iterators share.
Value iter_itself(Interpreter& interp, Object* self);
template <class T>
void destroy_as(Heap&, Object* self) {
  static_cast<T*>(self)->~T();
}

}  // namespace interloom::lang
