#include "worker/lang/compile/emitter.h"

namespace interloom::lang::compile {

Emitter::Emitter(Compilation& compilation, const Scope& scope, std::string name, std::string qualname, uint32_t first_line)
    : shared_(compilation), scope_(&scope), frame_(scope), b_(std::move(name), compilation.file), qualname_(std::move(qualname)) {
  Code& code = b_.code();
  code.qualname = qualname_;
  code.first_line = first_line;
  code.source = compilation.source;
  for (const std::string_view free : scope.free) b_.cell(free);
  for (const Scope* outer = scope.parent; outer; outer = outer->parent) {
    if (outer->function_like()) code.flags |= Code::kNested;
  }
  if (scope.is_generator) code.flags |= Code::kGenerator;
}

std::shared_ptr<const Code> Emitter::module(const ast::Ast& tree) {
  b_.code().flags |= Code::kModule;
  module_body(tree);
  return finish();
}

std::shared_ptr<const Code> Emitter::finish() {
  if (shared_.diagnostics.failed()) return nullptr;
  auto code = std::move(b_).finish();
  if (code.ok()) return *std::move(code);
  const bool ours = code.status().code() == StatusCode::kInternal;
  shared_.diagnostics.fail_as(ours ? "SystemError" : "MemoryError",
                              {.lineno = static_cast<int32_t>(frame_.kind == ScopeKind::kModule ? 0 : line_)},
                              std::string(message_of(code.status())));
  return nullptr;
}

// Variables that inner functions see move into cells. Parameters are declared already.
void Emitter::begin_frame() {
  for (const std::string_view name : frame_.order) {
    if (frame_.find(name)->has(Symbol::kCaptured)) emit(Opcode::kMakeCell, b_.local(name));
  }
}

void Emitter::at(const Span& span) {
  if (span.lineno == line_ || span.lineno <= 0) return;
  line_ = span.lineno;
  b_.position(static_cast<uint32_t>(line_));
}

void Emitter::emit(Opcode op, uint32_t argument) {
  if (shared_.instructions_left == 0) [[unlikely]]
    return shared_.diagnostics.fail_as("MemoryError", {.lineno = line_}, "the code of the source is too large");
  --shared_.instructions_left;
  b_.emit(op, argument);
}

void Emitter::jump(Opcode op, Label label) { emit(op, label.id); }

bool Emitter::stop(const Span& span) { return shared_.diagnostics.stop(span); }

bool Emitter::forbid(std::string_view id, const Span& span, bool deleting) {
  if (id != "__debug__") return false;
  fail(span, deleting ? "cannot delete __debug__" : "cannot assign to __debug__");
  return true;
}

// ---- names

Emitter::Place Emitter::place(std::string_view mangled) {
  const Scope* scope = scope_;
  bool direct = true;  // as the frame's own statements see it
  for (size_t i = inlined_.size(); scope->inlined(); scope = scope->parent) {
    const Inlined& inlined = inlined_[--i];
    if (scope->binds(mangled)) {
      const bool captured = scope->find(mangled)->has(Symbol::kCaptured);
      return {captured ? Access::kLocalCell : Access::kLocal, inlined.locals.at(mangled)};
    }
    direct = direct && scope->kind == ScopeKind::kTypeParams;
  }
  const Symbol* symbol = scope->find(mangled);
  const bool in_closure = symbol && symbol->has(Symbol::kInClosure);
  const bool global = symbol && symbol->has(Symbol::kGlobal);
  if (scope->kind == ScopeKind::kClass) {
    if (!direct) {
      if (mangled == "__class__" && scope->needs_class_cell) return {Access::kLocalCell, b_.local("__class__")};
      return {in_closure ? Access::kClosure : Access::kGlobal};
    }
    if (global) return {Access::kGlobal};
    if (scope->binds(mangled) || !in_closure) return {Access::kName};
    return {symbol->has(Symbol::kNonlocal) ? Access::kClosure : Access::kClassClosure};
  }
  if (scope->kind == ScopeKind::kModule || global) return {Access::kGlobal};
  if (scope->binds(mangled)) {
    return {symbol->has(Symbol::kCaptured) ? Access::kLocalCell : Access::kLocal, b_.local(mangled)};
  }
  return {in_closure ? Access::kClosure : Access::kGlobal};
}

void Emitter::load_place(const Place& where, std::string_view mangled) {
  switch (where.access) {
    case Access::kLocal:
      return emit(Opcode::kLoadLocal, where.local);
    case Access::kLocalCell:
      return emit(Opcode::kLoadLocalCell, where.local);
    case Access::kClosure:
      return emit(Opcode::kLoadCell, b_.cell(mangled));
    case Access::kGlobal:
      return b_.load_global(mangled);
    case Access::kName:
      return emit(Opcode::kLoadName, b_.name(mangled));
    case Access::kClassClosure:
      return emit(Opcode::kLoadClassCell, b_.cell(mangled));
  }
}

void Emitter::load_name(std::string_view id, const Span& span) {
  at(span);
  if (id == "__debug__") return b_.load_const(Constant{true});
  const std::string_view mangled = mangle(id);
  load_place(place(mangled), mangled);
}

void Emitter::store_name(std::string_view id, const Span& span) {
  at(span);
  if (forbid(id, span)) return;
  const std::string_view mangled = mangle(id);
  const Place where = place(mangled);
  switch (where.access) {
    case Access::kLocal:
      return emit(Opcode::kStoreLocal, where.local);
    case Access::kLocalCell:
      return emit(Opcode::kStoreLocalCell, where.local);
    case Access::kClosure:
    case Access::kClassClosure:
      return emit(Opcode::kStoreCell, b_.cell(mangled));
    case Access::kGlobal:
      return emit(Opcode::kStoreGlobal, b_.name(mangled));
    case Access::kName:
      return emit(Opcode::kStoreName, b_.name(mangled));
  }
}

void Emitter::delete_name(std::string_view id, const Span& span) {
  at(span);
  if (forbid(id, span, true)) return;
  const std::string_view mangled = mangle(id);
  const Place where = place(mangled);
  switch (where.access) {
    case Access::kLocal:
      return emit(Opcode::kDeleteLocal, where.local);
    case Access::kLocalCell:
      return emit(Opcode::kDeleteLocalCell, where.local);
    case Access::kClosure:
    case Access::kClassClosure:
      return emit(Opcode::kDeleteCell, b_.cell(mangled));
    case Access::kGlobal:
      return emit(Opcode::kDeleteGlobal, b_.name(mangled));
    case Access::kName:
      return emit(Opcode::kDeleteName, b_.name(mangled));
  }
}

// The cells that the closure of `inner` holds, as a tuple.
void Emitter::push_closure(const Scope& inner) {
  for (const std::string_view name : inner.free) {
    Place where = place(name);
    // A class body's own variables are not what its functions see.
    if (where.access == Access::kName || where.access == Access::kClassClosure || where.access == Access::kGlobal) {
      where =
          name == "__class__" && frame_.needs_class_cell ? Place{Access::kLocalCell, b_.local(name)} : Place{Access::kClosure};
    }
    if (where.access == Access::kLocalCell) {
      emit(Opcode::kPushLocalCell, where.local);
    } else {
      emit(Opcode::kPushCell, b_.cell(name));
    }
  }
  emit(Opcode::kBuildTuple, static_cast<uint32_t>(inner.free.size()));
}

void Emitter::enter_inlined(const Scope& scope) {
  Inlined entered{&scope, {}};
  for (const std::string_view name : scope.order) {
    if (!scope.binds(name)) continue;
    auto& spare = spare_locals_[name];
    const uint32_t local = spare.empty() ? b_.new_local(name) : spare.back();
    if (!spare.empty()) spare.pop_back();
    entered.locals.emplace(name, local);
    if (scope.find(name)->has(Symbol::kCaptured)) {
      emit(Opcode::kClearLocal, local);
      emit(Opcode::kMakeCell, local);
    }
  }
  inlined_.push_back(std::move(entered));
  scope_ = &scope;
}

void Emitter::leave_inlined() {
  for (const std::string_view name : scope_->order) {
    if (!scope_->binds(name)) continue;
    const uint32_t local = inlined_.back().locals.at(name);
    emit(Opcode::kClearLocal, local);
    spare_locals_[name].push_back(local);
  }
  inlined_.pop_back();
  scope_ = scope_->parent;
}

std::string Emitter::qualname_of(std::string_view name) const {
  const Symbol* symbol = frame_.find(mangle(name));
  if (frame_.kind == ScopeKind::kModule || (symbol && symbol->has(Symbol::kGlobal))) return std::string(name);
  return str_cat(qualname_, frame_.function_like() ? ".<locals>." : ".", name);
}

}  // namespace interloom::lang::compile
