// Code: bytecode, immutable and shared by any number of jobs and threads. It holds plain data only; each Interpreter links
// it once (constants become values of its heap).
//
// An instruction is 32 bits: 8 of opcode, 24 of argument. code_builder.h makes Code; nothing else does, so its invariants
// (stack depth, targets, indices) hold whenever one exists.
#pragma once

#include <complex>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace interloom::lang {

enum class Opcode : uint8_t {
#define IL_OPCODE(name, pops, pushes, argument) k##name,
#include "worker/lang/opcodes.def.h"
#undef IL_OPCODE
};
std::string_view opcode_name(Opcode op);

using Instruction = uint32_t;
inline Opcode opcode_of(Instruction i) { return static_cast<Opcode>(i & 0xff); }
inline uint32_t argument_of(Instruction i) { return i >> 8; }
inline constexpr uint32_t kMaxArgument = (1u << 24) - 1;

class Code;

// A constant as plain data.
struct Constant {
  struct None {};
  struct Ellipsis {};
  struct BigInt {
    std::string decimal;  // or "0x..." in hexadecimal
  };
  struct Bytes {
    std::string bytes;
  };
  struct Tuple {
    std::vector<Constant> items;
  };
  std::variant<None, bool, int64_t, double, std::complex<double>, std::string, Ellipsis, BigInt, Bytes, Tuple,
               std::shared_ptr<const Code>>
      kind;
};

class Code {
 public:
  struct Position {
    uint32_t first_instruction;
    uint32_t line;
    int32_t node;
  };  // node: index of nodes, -1 none
  // Instructions [first, last) jump to `target` when they raise, with `depth` values kept on the stack and two pushed: the
  // exception that was being handled before (or None) and the new one. EndHandler drops both.
  struct Handler {
    uint32_t first, last, target, depth;
  };

  // A with statement: SetupWith's argument is its index. Its body [first, last) begins with the entered value on top of
  // `depth` others and ends at BlockEnd; a context manager that takes the block runs those instructions later in a frame that
  // shares the locals, and the statement itself goes on at `after` with depth - 1 values.
  struct WithBlock {
    uint32_t first, last, after, depth, line;
    bool escapes;  // break, continue or return out of the body: cannot be taken
  };
  // A handler being worked in: its two values begin at `depth`; `outer` is the one around it (-1: none).
  struct Handling {
    int32_t outer;
    uint32_t depth;
  };
  struct HandlingRange {
    uint32_t first_instruction;
    int32_t handling;
  };
  enum Flag : uint32_t { kVarArgs = 1, kVarKeywords = 2, kGenerator = 4, kClassBody = 8, kModule = 16, kNested = 32 };

  std::string name;  // "<invoke 0>", a function's name
  std::string qualname;
  std::string file;  // "<graph>", "script.py"
  std::vector<Instruction> instructions;
  std::vector<Constant> constants;
  std::vector<std::string> names;   // of attributes and globals
  std::vector<std::string> locals;  // parameters first
  std::vector<std::string> cells;   // closure, by name
  std::vector<Handler> handlers;    // innermost first
  std::vector<Position> positions;  // sorted
  std::vector<std::string> nodes;
  std::vector<WithBlock> with_blocks;
  std::vector<Handling> handling;
  std::vector<HandlingRange> handling_ranges;  // sorted
  std::shared_ptr<const std::string> source;   // of the whole file, for tracebacks; may be null
  std::optional<std::string> doc;
  // Locals begin with: positional-only, positional, keyword-only parameters, *args, **kwargs.
  uint32_t parameter_count = 0;  // positional-only and positional
  uint32_t positional_only_count = 0;
  uint32_t keyword_only_count = 0;
  uint32_t flags = 0;
  uint32_t first_line = 0;
  uint32_t site_count = 0;  // of inline caches
  uint32_t max_stack = 0;

  // The entry that covers an instruction; null: none.
  const Position* position_of(uint32_t instruction) const;
  // The innermost handler that the instruction is in: index of `handling`, -1 none.
  int32_t handling_at(uint32_t instruction) const;
  // A line of the source, without its end; empty: unknown.
  std::string_view source_line(uint32_t line) const;
  // "  12 Binary +" lines: for tests and debugging.
  std::string disassemble() const;
};

}  // namespace interloom::lang
