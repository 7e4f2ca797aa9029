// Method tables and constructors of the built-in types, each in its own file.
#pragma once

#include "worker/lang/args.h"
#include "worker/lang/object.h"

namespace interloom::lang {

extern const Method kStrMethods[];
extern const Method kListMethods[];
extern const Method kTupleMethods[];
extern const Property kRangeProperties[];
extern const Property kSliceProperties[];
extern const Method kDictMethods[];
extern const Method kSetMethods[];
extern const Method kFrozenSetMethods[];
extern const Method kRangeMethods[];
extern const Method kSliceMethods[];
extern const Method kIntMethods[];
extern const Method kFloatMethods[];
extern const Method kComplexMethods[];
extern const Property kComplexProperties[];

Value construct_str(Interpreter& interp, const Type& type, const Args& args);
Value construct_int(Interpreter& interp, const Type& type, const Args& args);
Value construct_float(Interpreter& interp, const Type& type, const Args& args);
Value construct_bool(Interpreter& interp, const Type& type, const Args& args);
Value construct_list(Interpreter& interp, const Type& type, const Args& args);
Value construct_tuple(Interpreter& interp, const Type& type, const Args& args);
Value construct_dict(Interpreter& interp, const Type& type, const Args& args);
Value construct_set(Interpreter& interp, const Type& type, const Args& args);
Value construct_frozen_set(Interpreter& interp, const Type& type, const Args& args);
Value construct_range(Interpreter& interp, const Type& type, const Args& args);
Value construct_slice(Interpreter& interp, const Type& type, const Args& args);
Value construct_complex(Interpreter& interp, const Type& type, const Args& args);

bool init_list(Interpreter& interp, Object* self, const Args& args);
bool init_dict(Interpreter& interp, Object* self, const Args& args);
bool init_set(Interpreter& interp, Object* self, const Args& args);

void destroy_dict(Heap& heap, Object* self);
void destroy_set(Heap& heap, Object* self);

}  // namespace interloom::lang
