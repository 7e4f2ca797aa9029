// What an Interpreter keeps once: interned names, type objects, linked code.
#pragma once

#include <memory>
#include <string_view>
#include <unordered_map>

#include "worker/lang/class.h"
#include "worker/lang/execution.h"
#include "worker/lang/function.h"
#include "worker/lang/str.h"

namespace interloom::lang {

class InternTable {
 public:
  InternTable() {
    names.reserve(256);
    types.reserve(128);
  }
  std::unordered_map<std::string_view, Ref<StrObject>> names;  // keys view the objects
  std::unordered_map<const Type*, Ref<TypeObject>> types;
  std::unordered_map<const Code*, std::unique_ptr<LinkedCode>> codes;
};

}  // namespace interloom::lang
