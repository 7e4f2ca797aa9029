// Scopes: which names a module, function, class, comprehension or list of type parameters binds, and where every other name
// that it uses lives.
//
// A comprehension (list, set, dict) and a list of type parameters have a scope but no code of their own: their variables are
// hidden locals of the frame scope around them. A generator expression is a function.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "worker/lang/syntax/ast.h"

namespace interloom::lang::compile {

namespace ast = lang::syntax;

enum class ScopeKind : uint8_t { kModule, kFunction, kLambda, kGenerator, kClass, kComprehension, kTypeParams };

struct Symbol {
  enum Flag : uint16_t {
    kUsed = 1,
    kBound = 2,
    kParameter = 4,
    kGlobal = 8,
    kNonlocal = 16,
    kAnnotated = 32,
    kIteration = 64,      // target of a comprehension's for
    kWalrusPassed = 128,  // of a comprehension: := inside it binds this name further out
    kCaptured = 256,      // a function inside sees it: it lives in a cell
    kInClosure = 512,     // of a frame scope: in `free`
  };
  uint16_t flags = 0;
  ast::Span declared;  // of its global or nonlocal statement
  bool has(uint16_t any) const { return (flags & any) != 0; }
};

struct Scope {
  ScopeKind kind;
  Scope* parent;
  std::string_view name;        // of the function or class, "<lambda>", ...
  std::string_view class_name;  // of the innermost class around, for private names; empty: none
  std::unordered_map<std::string_view, Symbol> symbols;
  std::vector<std::string_view> order;  // of symbols
  std::vector<std::string_view> free;   // frame scopes: what the closure holds, in order
  bool is_generator = false;
  bool has_annotations = false;   // a simple annotated name: __annotations__ is wanted
  bool needs_class_cell = false;  // a class some function of which uses __class__
  bool in_iterable = false;       // of a comprehension, where := is refused
  bool refuses_yield = false;     // comprehensions and generator expressions

  bool inlined() const { return kind == ScopeKind::kComprehension || kind == ScopeKind::kTypeParams; }
  bool function_like() const {
    return kind == ScopeKind::kFunction || kind == ScopeKind::kLambda || kind == ScopeKind::kGenerator;
  }
  const Symbol* find(std::string_view id) const {
    const auto it = symbols.find(id);
    return it == symbols.end() ? nullptr : &it->second;
  }
  // The name is a variable of this very scope.
  bool binds(std::string_view id) const {
    const Symbol* symbol = find(id);
    return symbol && symbol->has(Symbol::kBound) && !symbol->has(Symbol::kGlobal | Symbol::kNonlocal);
  }
};

// The scope whose code runs this one's.
inline const Scope* frame_of(const Scope* scope) {
  while (scope->inlined()) scope = scope->parent;
  return scope;
}
inline Scope* frame_of(Scope* scope) { return const_cast<Scope*>(frame_of(static_cast<const Scope*>(scope))); }

}  // namespace interloom::lang::compile
