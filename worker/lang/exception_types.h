// What the built-in exception types have beyond their arguments: constructors, attributes, texts.
//
// All share one struct and one constructor, so that classes may derive from several. Attributes of a type (StopIteration.value)
// are read from the arguments until they are set: an exception that C++ raises needs no more than its arguments.
#pragma once

#include <cstdint>
#include <string_view>

#include "worker/lang/args.h"
#include "worker/lang/exception.h"

namespace interloom::lang {

// Fills in the slots that the built-in type of that kind has; name, base and destroy are set.
void fill_exception_type(ExceptionKind kind, Type* type);
// Properties and methods of BaseException, and of groups.
extern const Property kExceptionProperties[];
extern const Method kExceptionMethods[];
extern const Property kGroupProperties[];
extern const Method kGroupMethods[];

// Attributes by their place in the type's list, e.g. 0 of NameError: name.
enum ExceptionField : uint32_t {
  kNameErrorName = 0,
  kAttributeErrorName = 0,
  kAttributeErrorObject = 1,
  kImportErrorName = 1,
  kImportErrorPath = 2
};
void set_exception_field(Interpreter& interp, ExceptionObject& exception, uint32_t field, Value value);

// NameError or UnboundLocalError, with the name as its attribute.
Value raise_name_error(Interpreter& interp, ExceptionKind kind, StrObject* name, std::string_view message);

// Groups (exception_group.cpp). ExceptionGroup(message, exceptions), of `type` or a derived one.
Value make_group(Interpreter& interp, const Type& type, const Args& args);
Value group_str(Interpreter& interp, Object* self);
TupleObject* group_exceptions(const Value& exception);  // null: no group
// The part of an exception that a condition (a type, a tuple of types, a function) selects, and the rest; undefined: nothing. For
// anything but a group one of the two is the exception itself. False: raised.
bool split_exception(Interpreter& interp, const Value& exception, const Value& condition, Value* selected, Value* rest);

}  // namespace interloom::lang
