// The slower instructions of the VM, out of the loop: each works on the operands at the top of the stack and leaves
// popping to the loop. False or the error sentinel: raised.
#pragma once

#include <cstdint>

#include "worker/lang/execution.h"
#include "worker/lang/interpreter.h"

namespace interloom::lang::vm {

// Replaces the `pops` topmost values by one.
inline void replace_top(Value*& sp, uint32_t pops, Value result) {
  for (uint32_t i = 0; i < pops; ++i) (--sp)->~Value();
  new (sp++) Value(std::move(result));
}
inline void drop(Value*& sp, uint32_t pops) {
  for (uint32_t i = 0; i < pops; ++i) (--sp)->~Value();
}

// Collections: vm_ops.cpp.
Value build_list(Interpreter& interp, Value* items, uint32_t count);
Value build_tuple(Interpreter& interp, Value* items, uint32_t count);
Value build_dict(Interpreter& interp, Value* pairs, uint32_t count);
Value build_slice(Interpreter& interp, Value* parts, uint32_t count);
Value build_set(Interpreter& interp, Value* items, uint32_t count);
Value build_string(Interpreter& interp, Value* parts, uint32_t count);
// Puts `count` items at sp - 1, the first on top.
bool unpack_sequence(Interpreter& interp, Value* sp, uint32_t count);
bool unpack_with_rest(Interpreter& interp, Value* sp, uint32_t before, uint32_t after);
bool list_append(Interpreter& interp, const Value& list, Value item);
bool set_add(Interpreter& interp, const Value& set, const Value& item);
bool list_extend(Interpreter& interp, const Value& list, const Value& iterable);
bool set_update(Interpreter& interp, const Value& set, const Value& iterable);
bool dict_update(Interpreter& interp, const Value& dict, const Value& mapping);
bool dict_merge(Interpreter& interp, const Value& callable, const Value& dict, const Value& mapping);
Value list_to_tuple(Interpreter& interp, const Value& list);
// conversion: 0 none, 1 str, 2 repr, 3 ascii; spec undefined: none.
Value format_value(Interpreter& interp, const Value& value, uint32_t conversion, const Value& spec);

// Names: vm_names.cpp.
Value load_global(Interpreter& interp, const Frame& frame, Site& site);
bool store_global(Interpreter& interp, const Frame& frame, StrObject* name, const Value& value);
bool delete_global(Interpreter& interp, const Frame& frame, StrObject* name);
Value load_name(Interpreter& interp, const Frame& frame, StrObject* name);
bool store_name(Interpreter& interp, const Frame& frame, StrObject* name, const Value& value);
bool delete_name(Interpreter& interp, const Frame& frame, StrObject* name);
Value load_class_cell(Interpreter& interp, const Frame& frame, uint32_t cell);
bool unbound_local(Interpreter& interp, StrObject* name);
bool unset_free_variable(Interpreter& interp, StrObject* name);
bool delete_cell(Interpreter& interp, CellObject& cell);
void make_cell(Interpreter& interp, Value& local, StrObject* name);

// Calls: vm_calls.cpp.
// A callable that is no Python function.
Value call_native(Interpreter& interp, const Value& callable, const Args& args);
// "module.qualname()", as CPython's messages name what is called.
std::string callable_text(Interpreter& interp, const Value& callable);
Value build_class_function(Interpreter& interp);
// What CallSpread's operands say: a tuple of all values, then one of the names of the last.
bool spread(Interpreter& interp, const Value& callable, const Value& positional, const Value* keywords, Ref<TupleObject>* values,
            Ref<TupleObject>* names);
// parts: [closure][annotations][keyword defaults][defaults] code.
Value make_function(Interpreter& interp, const Frame& frame, const Value* parts, uint32_t flags);

// with: vm_with.cpp.
bool setup_with(Interpreter& interp, Frame& frame, const Code::WithBlock& block);
Value exit_with_error(Interpreter& interp, const Value& exit, const Value& exception);

// Exceptions: vm_exceptions.cpp.
int exception_matches(Interpreter& interp, const Value& exception, const Value& classes);
// Replaces sp[-2], sp[-1] by the rest and what matched, None when empty.
bool group_matches(Interpreter& interp, Value* sp);
Value join_except_star(Interpreter& interp, const Value& original, const Value& raised);

// Modules: import.cpp.
Value import_name(Interpreter& interp, const Frame& frame, StrObject* name, const Value& level, const Value& names);
Value import_from(Interpreter& interp, const Value& module, StrObject* name);
bool import_star(Interpreter& interp, const Frame& frame, const Value& module);

// match: match_ops.cpp.
bool is_mapping(Interpreter& interp, const Value& subject);
bool is_sequence(Interpreter& interp, const Value& subject);
Value match_keys(Interpreter& interp, const Value& subject, const Value& keys);
Value match_class(Interpreter& interp, const Value& subject, const Value& cls, const Value& names, uint32_t positional);

}  // namespace interloom::lang::vm
