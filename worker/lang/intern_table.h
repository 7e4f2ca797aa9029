// What an Interpreter keeps once: interned names, classes, linked code.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "worker/lang/class_table.h"
#include "worker/lang/execution.h"
#include "worker/lang/function.h"
#include "worker/lang/module.h"
#include "worker/lang/str.h"

namespace interloom::lang {

class InternTable {
 public:
  InternTable() {
    names.reserve(256);
  }
  // Null when nobody has interned that text.
  StrObject* find_name(std::string_view text) const {
    const auto it = names.find(text);
    return it == names.end() ? nullptr : it->second.get();
  }

  std::unordered_map<std::string_view, Ref<StrObject>> names;  // keys view the objects
  ClassTable classes;
  std::unordered_map<const Code*, std::unique_ptr<LinkedCode>> codes;
  std::unordered_map<std::string, Ref<ModuleObject>> modules;  // imported
  Value build_class;                                           // what LoadBuildClass pushes
};

}  // namespace interloom::lang
