// Parts of the Tensor type, each in its own file. Internal to lang_torch.
#pragma once

#include "worker/lang/torch/tensor_object.h"

namespace interloom::lang_torch {

// tensor_operators.cpp
lang::Value tensor_binary(lang::Interpreter& interp, lang::BinaryOp op, const lang::Value& left, const lang::Value& right);
lang::Value tensor_inplace(lang::Interpreter& interp, lang::BinaryOp op, const lang::Value& self, const lang::Value& other);
lang::Value tensor_unary(lang::Interpreter& interp, lang::UnaryOp op, lang::Object* self);
lang::Value tensor_compare(lang::Interpreter& interp, lang::CompareOp op, const lang::Value& left, const lang::Value& right);
int tensor_contains(lang::Interpreter& interp, lang::Object* self, const lang::Value& item);

// tensor_attributes.cpp
extern const lang::Method kTensorMethods[];
extern const lang::Property kTensorProperties[];
lang::Value tensor_get_attr(lang::Interpreter& interp, lang::Object* self, lang::StrObject* name);
bool tensor_set_attr(lang::Interpreter& interp, lang::Object* self, lang::StrObject* name, const lang::Value& value);

// tensor_text.cpp: as PyTorch prints.
lang::Value tensor_repr(lang::Interpreter& interp, lang::Object* self);
lang::Value tensor_to_int(lang::Interpreter& interp, lang::Object* self);
lang::Value tensor_to_float(lang::Interpreter& interp, lang::Object* self);
lang::Value tensor_to_index(lang::Interpreter& interp, lang::Object* self);

inline TensorObject& tensor_of(lang::Object* self) { return *static_cast<TensorObject*>(self); }

}  // namespace interloom::lang_torch
