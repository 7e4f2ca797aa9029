// The types of _functools.
#pragma once

#include <span>
#include <string_view>

#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/native_help.h"
#include "worker/lang/protocol.h"

namespace interloom::lang::modules {

extern const Type kPartialType;       // functools_partial.cpp
extern const Type kCacheWrapperType;  // functools_cache.cpp
Value lru_cache(Interpreter& interp, const Args& args);

// The __dict__ of a native object: attributes that code sets, found before those of its type except the `reserved`, which
// cannot be set.
struct AttributeBag {
  Ref<DictObject> dict;  // null until needed
  DictObject& made(Interpreter& interp) {
    if (!dict) dict = make_dict(interp.heap());
    return *dict;
  }
  Value get(Interpreter& interp, Object* self, StrObject* name, std::span<const std::string_view> reserved);
  bool set(Interpreter& interp, Object* self, StrObject* name, const Value& value, std::span<const std::string_view> reserved);
};

}  // namespace interloom::lang::modules
