// Inside of the compiler: regex_compiler.cpp emits instructions, regex_first.cpp finds out what text can begin with.
#pragma once

#include <string>

#include "worker/lang/modules/regex_program.h"
#include "worker/lang/str.h"

namespace interloom::lang::modules {

// The first bytes of what a node matches; `nullable`: it may match nothing, or look at the text first.
struct First {
  ByteMap map{};
  bool nullable = false;
};

class RegexCompiler {
 public:
  RegexCompiler(Interpreter& interp, RegexTree& tree, RegexProgram& program, RegexFailure& failure)
      : interp_(interp), tree_(tree), program_(program), failure_(failure) {}

  bool compile() {
    program_.sets = std::move(tree_.sets);
    program_.groups = tree_.groups;
    program_.flags = tree_.flags;
    program_.bytes = tree_.bytes;
    program_.group_names = std::move(tree_.group_names);
    if (!emit(tree_.root, kNoMap)) return false;
    put(RegexOp::kMatch);
    add_hints();
    return true;
  }

 private:
  const RegexNode& node(uint32_t index) const { return tree_.nodes[index]; }
  uint32_t here() const { return static_cast<uint32_t>(program_.code.size()); }
  uint32_t put(RegexOp op, uint32_t a = 0, uint32_t b = 0, uint32_t c = 0) {
    RegexInst inst{};
    inst.op = op;
    inst.a = a;
    inst.b = b;
    inst.c = c;
    program_.code.push_back(inst);
    return here() - 1;
  }
  bool fail(RegexFailure::Kind kind, const char* message) {
    failure_ = {kind, message, -1};
    return false;
  }

  std::string encoded(uint32_t c) const {
    std::string out;
    if (tree_.bytes) {
      out += static_cast<char>(c);
    } else {
      append_utf8(out, c);
    }
    return out;
  }

  void add_set_bytes(ByteMap& map, const RegexSet& set) const;
  First first_of(uint32_t index, int depth) const;
  uint32_t map_of(const First& first);
  uint32_t map_of_sequence(uint32_t index, uint32_t follow);

  bool emit(uint32_t index, uint32_t follow);
  bool emit_concat(uint32_t first, uint32_t follow);
  void emit_text(const std::string& text);
  bool emit_branch(const RegexNode& branch, uint32_t follow);
  bool emit_group(const RegexNode& group, uint32_t follow);
  bool emit_repeat(const RegexNode& repeat, uint32_t follow);
  bool emit_optional(const RegexNode& repeat, uint32_t follow);
  bool emit_simple_loop(const RegexNode& repeat, uint32_t follow);
  bool emit_counted_loop(const RegexNode& repeat);
  bool emit_one(const RegexNode& repeat, const RegexNode& item, uint32_t follow);
  bool disjoint(const RegexInst& one) const;
  bool emit_look(const RegexNode& look);
  bool emit_conditional(const RegexNode& conditional, uint32_t follow);
  const RegexNode* single_character(uint32_t index) const;
  void add_hints();
  void add_prefix(uint32_t index);

  Interpreter& interp_;
  RegexTree& tree_;
  RegexProgram& program_;
  RegexFailure& failure_;
};

}  // namespace interloom::lang::modules
