// The operations of Python on any value: what the VM, the builtins and natives call. Each dispatches on small values first
// and then on the type's slots, with CPython's rules (reflected operands, fallbacks) and exception texts.
//
// Failing functions have raised: they return the error sentinel, false or -1.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "worker/lang/args.h"
#include "worker/lang/value.h"

namespace interloom::lang {

Value binary_op(Interpreter& interp, BinaryOp op, const Value& left, const Value& right);
Value inplace_op(Interpreter& interp, BinaryOp op, const Value& left, const Value& right);
Value unary_op(Interpreter& interp, UnaryOp op, const Value& value);
Value compare_op(Interpreter& interp, CompareOp op, const Value& left, const Value& right);
int values_equal(Interpreter& interp, const Value& left, const Value& right);  // identity first, as containers do
int truth(Interpreter& interp, const Value& value);
bool hash_of(Interpreter& interp, const Value& value, int64_t* out);
int64_t length_of(Interpreter& interp, const Value& value);  // len(): -1 raised

Value get_item(Interpreter& interp, const Value& container, const Value& key);
bool set_item(Interpreter& interp, const Value& container, const Value& key, const Value& value);
bool del_item(Interpreter& interp, const Value& container, const Value& key);
int contains(Interpreter& interp, const Value& container, const Value& item);

Value get_attr(Interpreter& interp, const Value& object, StrObject* name);
Value get_attr(Interpreter& interp, const Value& object, std::string_view name);
bool set_attr(Interpreter& interp, const Value& object, StrObject* name, const Value& value);
// Methods and properties of the type and its bases; AttributeError. What get_attr slots fall back to.
Value generic_get_attr(Interpreter& interp, const Value& object, StrObject* name);
Value attribute_error(Interpreter& interp, const Value& object, StrObject* name);

Value get_iter(Interpreter& interp, const Value& iterable);
bool is_iterable(const Value& value);
Value iter_next(Interpreter& interp, const Value& iterator);  // undefined at the end
// Calls `visit` for each item until it returns false (then false comes back too: it has raised or wants to end early).
bool for_each(Interpreter& interp, const Value& iterable, const std::function<bool(const Value&)>& visit);

// str values. *_text append to a C++ string instead (not charged: keep it short-lived).
Value repr(Interpreter& interp, const Value& value);
Value to_str(Interpreter& interp, const Value& value);
bool repr_text(Interpreter& interp, const Value& value, std::string* out);
Value format(Interpreter& interp, const Value& value, const Value& spec);  // format(value, spec); spec is a str
bool str_text(Interpreter& interp, const Value& value, std::string* out);

// Calls any callable; runs to its end. Natives use it to call back.
Value call(Interpreter& interp, const Value& callable, const Args& args);

// isinstance(value, type) for a built-in type (bool is an int).
bool is_instance(const Value& value, const Type* type);

}  // namespace interloom::lang
