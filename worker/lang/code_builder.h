// CodeBuilder: the assembler that the graph compiler and the Python compiler share.
//
//   CodeBuilder b("<invoke 0>", "<graph>");
//   b.position(3, "logits");             // line, node: for tracebacks
//   b.load_const(int64_t{2});
//   b.load_cell("h"); b.emit(Opcode::kBinary, BinaryOp::kAdd);
//   b.store_cell("y"); b.load_none(); b.emit(Opcode::kReturn);
//   ASSIGN_OR_RETURN(std::shared_ptr<const Code> code, std::move(b).finish());
//
// finish() checks every path: the stack never underflows, has one depth at each instruction, labels are bound, the end is
// not run into; kInternal says what and where (a compiler's mistake, never a user's). One thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "common/status.h"
#include "worker/lang/code.h"
#include "worker/lang/object.h"

namespace interloom::lang {

class CodeBuilder {
 public:
  struct Label {
    uint32_t id;
  };

  CodeBuilder(std::string name, std::string file);

  // Positions of what follows. Line 0 and an empty node: unknown.
  void position(uint32_t line, std::string_view node = {});

  void emit(Opcode op, uint32_t argument = 0);
  void emit(Opcode op, BinaryOp operation) { emit(op, static_cast<uint32_t>(operation)); }
  void emit(Opcode op, UnaryOp operation) { emit(op, static_cast<uint32_t>(operation)); }
  void emit(Opcode op, CompareOp operation) { emit(op, static_cast<uint32_t>(operation)); }
  void jump(Opcode op, Label target);

  void load_const(Constant constant);  // equal scalars of the same type share an entry
  void load_none() { load_const(Constant{Constant::None{}}); }
  void load_int(int64_t value) { load_const(Constant{value}); }
  void load_str(std::string_view text) { load_const(Constant{std::string(text)}); }
  void load_global(std::string_view name);
  void load_cell(std::string_view name);
  void store_cell(std::string_view name);
  void get_attr(std::string_view name);
  void set_attr(std::string_view name);
  void load_method(std::string_view name);
  void call(uint32_t positional) { emit(Opcode::kCall, positional); }
  // After the positional and then the keyword values: emits the names and the call.
  void call_keywords(uint32_t positional, const std::vector<std::string>& keywords);
  void call_method_keywords(uint32_t positional, const std::vector<std::string>& keywords);

  uint32_t parameter(std::string_view name);  // before any local; returns its local index
  uint32_t local(std::string_view name);      // the same name is the same local
  uint32_t new_local(std::string_view name);  // a local of its own, whatever others are called
  uint32_t cell(std::string_view name);
  uint32_t name(std::string_view name);

  Label new_label();
  void bind(Label label);
  // What lies between the labels jumps to `handler` on an exception, with the stack cut to `depth` and two values
  // pushed (Code::Handler).
  // Add inner handlers first.
  void add_handler(Label first, Label last, Label handler, uint32_t depth);

  // SetupWith and its table entry (Code::WithBlock). `first` is bound where the entered value is on top of `depth` others,
  // `last` right behind BlockEnd.
  void setup_with(Label first, Label last, Label after, uint32_t depth, uint32_t line, bool escapes);
  // Fields that no instruction shows: flags, parameter counts, doc, qualname. Until finish().
  Code& code() { return *code_; }

  StatusOr<std::shared_ptr<const Code>> finish() &&;

 private:
  struct PendingHandler {
    uint32_t first, last, target, depth;
  };
  void keyword_names(const std::vector<std::string>& keywords);
  Status resolve_labels();
  Status check_stack();
  Status check_argument(uint32_t at) const;
  Status fail(uint32_t at, std::string_view what) const;

  std::shared_ptr<Code> code_;
  std::vector<int64_t> labels_;  // instruction, -1 unbound
  std::vector<PendingHandler> handlers_;
  std::map<std::string, uint32_t, std::less<>> locals_, cells_, names_, nodes_;
  std::map<std::string, uint32_t, std::less<>> constants_;  // by a key of type and text
  bool too_large_ = false;
};

}  // namespace interloom::lang
