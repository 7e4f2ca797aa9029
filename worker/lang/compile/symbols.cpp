#include "worker/lang/compile/symbols.h"

#include "common/status.h"
#include "worker/lang/compile/collector.h"

namespace interloom::lang::compile {

void Symbols::build(const ast::Ast& tree, bool future_annotations, Diagnostics& diagnostics) {
  module_ = make(ScopeKind::kModule, nullptr, &tree, "<module>");
  Collector(*this, *module_, future_annotations, diagnostics).collect(tree);
  if (!diagnostics.failed()) resolve(diagnostics);
}

Scope* Symbols::make(ScopeKind kind, Scope* parent, const void* node, std::string_view name) {
  Scope& scope = scopes_.emplace_back();
  scope.kind = kind;
  scope.parent = parent;
  scope.name = name;
  if (parent) {
    scope.class_name = parent->class_name;
    scope.in_iterable = parent->in_iterable;
  }
  by_node_[node] = &scope;
  return &scope;
}

std::string_view Symbols::mangle(std::string_view class_name, std::string_view name) {
  if (class_name.empty() || !name.starts_with("__") || name.ends_with("__") || name.find('.') != name.npos) return name;
  const size_t first = class_name.find_first_not_of('_');
  if (first == class_name.npos) return name;
  auto& known = mangled_[str_cat(class_name, " ", name)];
  if (!known) known = std::make_unique<std::string>(str_cat("_", class_name.substr(first), name));
  return *known;
}

void Symbols::resolve(Diagnostics& diagnostics) {
  for (Scope& scope : scopes_) {
    for (const std::string_view name : scope.order) {
      const Symbol& symbol = scope.symbols[name];
      if (symbol.has(Symbol::kNonlocal) && symbol.has(Symbol::kGlobal))
        return diagnostics.fail(symbol.declared, str_cat("name '", name, "' is nonlocal and global"));
      if (!scope.binds(name) && !symbol.has(Symbol::kGlobal)) resolve_name(scope, name, symbol, diagnostics);
      if (diagnostics.failed()) return;
    }
  }
}

// Finds the scope that binds a name used in `scope`, and puts it into the closure of every frame between.
void Symbols::resolve_name(Scope& scope, std::string_view name, const Symbol& symbol, Diagnostics& diagnostics) {
  const bool is_nonlocal = symbol.has(Symbol::kNonlocal);
  Scope* home = scope.parent;
  for (; home; home = home->parent) {
    if (++lookups_ > kMaxLookups) return diagnostics.fail_as("MemoryError", {}, "the source has too many names in nested scopes");
    if (home->kind == ScopeKind::kModule) {
      home = nullptr;
      break;
    }
    if (home->kind == ScopeKind::kClass) {
      if (name != "__class__") continue;
      home->needs_class_cell = true;
      break;
    }
    const Symbol* there = home->find(name);
    if (there && there->has(Symbol::kGlobal)) {
      home = nullptr;
      break;
    }
    if (home->binds(name)) {
      home->symbols[name].flags |= frame_of(home) != frame_of(&scope) ? Symbol::kCaptured : 0;
      break;
    }
  }
  if (!home) {
    if (is_nonlocal) diagnostics.fail(symbol.declared, str_cat("no binding for nonlocal '", name, "' found"));
    return;
  }
  const Scope* last = frame_of(home);
  for (Scope* frame = frame_of(&scope); frame != last; frame = frame_of(frame->parent)) {
    // A frame further in that has it has passed it on to all others.
    Symbol& there = frame->symbols[name];
    if (there.has(Symbol::kInClosure)) break;
    there.flags |= Symbol::kInClosure;
    frame->free.push_back(name);
    if (++closures_ > kMaxClosures) return diagnostics.fail_as("MemoryError", {}, "the source has too many closure variables");
  }
}

}  // namespace interloom::lang::compile
