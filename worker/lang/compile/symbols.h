// Symbols: every scope of one source, made before any code is.
//
// build() visits the tree in CPython's order and refuses what its symbol table refuses, with its words and positions.
// Names in here are mangled already (`__x` in class C is `_C__x`); mangled ones live as long as the Symbols.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "worker/lang/compile/diagnostics.h"
#include "worker/lang/compile/scope.h"

namespace interloom::lang::compile {

class Symbols {
 public:
  static constexpr size_t kMaxClosures = 1 << 20;  // variables that all closures of a source hold together

  static constexpr size_t kMaxLookups = 1 << 26;  // names times the scopes around them

  // On a mistake `diagnostics` has it and the scopes are not to be used. `future_annotations`: they are not evaluated.
  void build(const ast::Ast& tree, bool future_annotations, Diagnostics& diagnostics);

  const Scope* module() const { return module_; }
  // Of a FunctionDef, Lambda, ClassDef or comprehension; of type parameters: the address of their list.
  const Scope* of(const void* node) const {
    const auto it = by_node_.find(node);
    return it == by_node_.end() ? nullptr : it->second;
  }

  // The name as class `class_name` (empty: none) sees it.
  std::string_view mangle(std::string_view class_name, std::string_view name);

 private:
  friend class Collector;
  Scope* make(ScopeKind kind, Scope* parent, const void* node, std::string_view name);
  void resolve(Diagnostics& diagnostics);
  void resolve_name(Scope& scope, std::string_view name, const Symbol& symbol, Diagnostics& diagnostics);

  std::deque<Scope> scopes_;  // a parent before its children
  std::unordered_map<const void*, Scope*> by_node_;
  std::unordered_map<std::string, std::unique_ptr<std::string>> mangled_;
  Scope* module_ = nullptr;
  size_t closures_ = 0;
  size_t lookups_ = 0;
};

}  // namespace interloom::lang::compile
