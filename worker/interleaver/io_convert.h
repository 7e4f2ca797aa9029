// Between what passes through hook points (models::IoValue) and values of lang.
//
// Tensors share storage both ways. A tuple becomes a tuple, a record lang's record, a record named "dict" a dict, something
// opaque an object that shows its class and can be passed back. One job's thread.
#pragma once

#include "worker/lang/interpreter.h"
#include "worker/models/io_value.h"

namespace interloom::interleaver {

// A value with a class but nothing to show ("DynamicCache").
struct OpaqueObject : lang::Object {
  explicit OpaqueObject(models::IoValue v) : value(std::move(v)) {}
  models::IoValue value;
  static const lang::Type kType;
};

// The error sentinel when the interpreter has raised. Throws lang::BudgetStop when the heap's quota is spent.
lang::Value to_value(lang::Interpreter& interp, const models::IoValue& value);

// False: TypeError raised ("a 'function' cannot pass through the model").
bool from_value(lang::Interpreter& interp, const lang::Value& value, models::IoValue* out);

// A module's inputs as one value, as Python calls it: (args tuple, kwargs dict), and back. False: not of that form.
models::IoValue pack_inputs(const models::IoInputs& inputs);
bool unpack_inputs(const models::IoValue& value, models::IoInputs* out);

}  // namespace interloom::interleaver
