// ArgumentLoader: emits the instructions that put an argument of a node on the stack.
//
// Names that other invokes use are cells, all others locals. What lang has no constant for (tensors, dtypes, devices, formats)
// becomes a global that the runtime binds, noted in `constants`. One thread, while the builder lives.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/graph.h"
#include "common/status.h"
#include "worker/lang/code_builder.h"

namespace interloom::graph {

class ArgumentLoader {
 public:
  ArgumentLoader(lang::CodeBuilder& builder, const std::set<std::string, std::less<>>& shared,
                 std::map<std::string, GraphArg>& constants)
      : builder_(builder), shared_(shared), constants_(constants) {}

  // kInvalidArgument: a constant that torch does not know, or that no constant may be.
  Status load(const GraphArg& arg);

 private:
  struct Constants;
  Status load_items(const std::vector<GraphArg>& items, lang::Opcode build);
  Status load_named(std::string global, const GraphArg& arg);
  Status load_constant(lang::Constant constant);
  Status load_kind(const ArgRef& ref, const GraphArg& arg);
  Status load_kind(const ArgSlice& slice, const GraphArg& arg);
  Status load_kind(const ArgList& list, const GraphArg& arg);
  Status load_kind(const ArgTuple& tuple, const GraphArg& arg);
  Status load_kind(const ArgEllipsis& ellipsis, const GraphArg& arg);
  Status load_kind(const ArgMemoryFormat& format, const GraphArg& arg);
  Status load_kind(const ArgLayout& layout, const GraphArg& arg);
  Status load_kind(const WireValue& value, const GraphArg& arg);

  lang::CodeBuilder& builder_;
  const std::set<std::string, std::less<>>& shared_;
  std::map<std::string, GraphArg>& constants_;
};

}  // namespace interloom::graph
