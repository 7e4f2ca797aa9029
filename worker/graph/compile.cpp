#include "worker/graph/compile.h"

#include <set>

#include "worker/graph/argument_loader.h"
#include "worker/graph/ops.h"
#include "worker/lang/builtins.h"
#include "worker/lang/code_builder.h"

namespace interloom::graph {
namespace {

using lang::CodeBuilder;
using lang::Opcode;

// Compiles the nodes of one invoke.
class InvokeCompiler {
 public:
  InvokeCompiler(int invoke, const GraphFacts& facts, const GraphTarget& target, lang::Interpreter& interp, Program& program,
                 std::set<std::string>& ops)
      : invoke_(invoke),
        facts_(facts),
        target_(target),
        interp_(interp),
        program_(program),
        ops_(ops),
        b_(str_cat("<invoke ", invoke, ">"), "<graph>"),
        arguments_(b_, facts.shared, program.constants) {}

  StatusOr<std::shared_ptr<const lang::Code>> compile(const GraphInvoke& invoke) {
    for (const GraphNode& node : invoke.nodes) RETURN_IF_ERROR(compile_node(node));
    b_.position(0);
    b_.load_none();
    b_.emit(Opcode::kReturn);
    return std::move(b_).finish();
  }

 private:
  Status compile_node(const GraphNode& node) {
    const int index = index_++;
    b_.position(static_cast<uint32_t>(index) + 1, position_name(node, index));
    Status status = std::visit([&](const auto& kind) { return emit(kind); }, node.kind);
    if (!status.ok()) return in_body_error_ ? status : annotate(status, node_label(node.name, invoke_, index));
    if (!has_value(node)) return OkStatus();
    if (node.name.empty()) {
      b_.emit(Opcode::kPop);
    } else if (facts_.shared.contains(node.name)) {
      b_.store_cell(node.name);
      program_.shared.emplace_back(node.name, invoke_);
    } else {
      b_.emit(Opcode::kStoreLocal, b_.local(node.name));
    }
    return OkStatus();
  }

  // ---- Nodes. Those with a value leave it on the stack.
  void load_point(const std::string& module, HookSide side) {
    b_.load_int(target_.modules.find(module)->second);
    b_.load_int(static_cast<int64_t>(side));
  }
  void call_and_drop(uint32_t arguments) {
    b_.call(arguments);
    b_.emit(Opcode::kPop);
  }

  Status emit(const NodeHook& node) {
    b_.load_global(":read");
    load_point(node.module, node.side);
    b_.call(2);
    return OkStatus();
  }
  Status emit(const NodeSet& node) {
    b_.load_global(":write");
    load_point(node.module, node.side);
    RETURN_IF_ERROR(load(node.value));
    call_and_drop(3);
    return OkStatus();
  }
  Status emit(const NodeOp& node) {
    RETURN_IF_ERROR(check_op(node));
    ops_.insert(node.name);
    b_.load_global(str_cat("op:", node.name));
    return emit_call(0, node.args, node.kwargs);
  }
  Status emit(const NodeGet& node) {
    RETURN_IF_ERROR(load(node.value));
    RETURN_IF_ERROR(load(node.index));
    b_.emit(Opcode::kGetItem);
    return OkStatus();
  }
  Status emit(const NodePut& node) {
    RETURN_IF_ERROR(load(node.value));
    RETURN_IF_ERROR(load(node.target));
    RETURN_IF_ERROR(load(node.index));
    b_.emit(Opcode::kSetItem);
    return OkStatus();
  }
  Status emit(const NodeCall& node) {
    if (node.function.find(':') != std::string::npos || !lang::find_builtin(interp_, node.function))
      return unknown_function(node.function);
    b_.load_global(node.function);
    return emit_call(0, node.args, node.kwargs);
  }
  Status emit(const NodeModuleCall& node) {
    b_.load_global(":module");
    b_.load_int(target_.modules.find(node.module)->second);
    return emit_call(1, node.args, node.kwargs);
  }
  Status emit(const NodeConst& node) { return load(node.value); }
  Status emit(const NodeSkip& node) {
    b_.load_global(":skip");
    b_.load_int(target_.modules.find(node.module)->second);
    RETURN_IF_ERROR(load(node.value));
    call_and_drop(2);
    return OkStatus();
  }
  Status emit(const NodeStop&) {
    b_.load_global(":stop");
    call_and_drop(0);
    return OkStatus();
  }
  Status emit(const NodeSave& node) {
    b_.load_global(in_steps_ ? ":save_step" : ":save");
    b_.load_str(node.as);
    RETURN_IF_ERROR(load(node.value));
    call_and_drop(2);
    return OkStatus();
  }

  // step = first; while begin_step(step): body; step += stride; if step >= last: break
  Status emit(const NodeSteps& node) {
    for (const GraphNode& inner : node.body) {
      const auto* save = std::get_if<NodeSave>(&inner.kind);
      if (!save) continue;
      b_.load_global(":save_list");
      b_.load_str(save->as);
      call_and_drop(1);
    }
    const uint32_t step = b_.local(":step");
    const CodeBuilder::Label loop = b_.new_label(), end = b_.new_label();
    b_.load_int(node.first);
    b_.emit(Opcode::kStoreLocal, step);
    b_.bind(loop);
    if (node.last >= 0) {
      b_.emit(Opcode::kLoadLocal, step);
      b_.load_int(node.last);
      b_.emit(Opcode::kCompare, lang::CompareOp::kLt);
      b_.jump(Opcode::kJumpIfFalse, end);
    }
    b_.load_global(":begin_step");
    b_.emit(Opcode::kLoadLocal, step);
    b_.load_int(node.last);
    b_.call(2);
    b_.jump(Opcode::kJumpIfFalse, end);
    RETURN_IF_ERROR(emit_body(node));
    b_.emit(Opcode::kLoadLocal, step);
    b_.load_int(node.stride);
    b_.emit(Opcode::kBinary, lang::BinaryOp::kAdd);
    b_.emit(Opcode::kStoreLocal, step);
    b_.jump(Opcode::kJump, loop);
    b_.bind(end);
    return OkStatus();
  }

  Status emit_body(const NodeSteps& node) {
    in_steps_ = true;
    for (const GraphNode& inner : node.body) {
      Status status = compile_node(inner);
      if (!status.ok()) {
        in_body_error_ = true;  // it names the inner node already
        return status;
      }
    }
    in_steps_ = false;
    return OkStatus();
  }

  // ---- Arguments.
  Status emit_call(uint32_t leading, const std::vector<GraphArg>& args,
                   const std::vector<std::pair<std::string, GraphArg>>& kwargs) {
    for (const GraphArg& arg : args) RETURN_IF_ERROR(load(arg));
    const auto positional = leading + static_cast<uint32_t>(args.size());
    if (kwargs.empty()) {
      b_.call(positional);
      return OkStatus();
    }
    std::vector<std::string> names;
    for (const auto& [name, arg] : kwargs) {
      for (const std::string& other : names) {
        if (other == name) return invalid_argument("keyword argument repeated: ", name);
      }
      names.push_back(name);
      RETURN_IF_ERROR(load(arg));
    }
    b_.call_keywords(positional, names);
    return OkStatus();
  }

  Status load(const GraphArg& arg) { return arguments_.load(arg); }

  Status unknown_function(const std::string& name) const {
    std::vector<std::string> names;
    lang::DictObject& builtins = lang::all_builtins(interp_);
    uint64_t position = 0;
    while (lang::DictObject::Entry* entry = builtins.next(&position)) {
      const auto* key = entry->key.as<lang::StrObject>();
      if (key && key->view().find(':') == std::string_view::npos) names.emplace_back(key->view());
    }
    return invalid_argument("there is no function '", name, "'", did_you_mean(name, names));
  }

  const int invoke_;
  const GraphFacts& facts_;
  const GraphTarget& target_;
  lang::Interpreter& interp_;
  Program& program_;
  std::set<std::string>& ops_;
  CodeBuilder b_;
  ArgumentLoader arguments_;
  int index_ = 0;
  bool in_steps_ = false;
  bool in_body_error_ = false;
};

}  // namespace

std::string position_name(const GraphNode& node, int index) { return node.name.empty() ? str_cat("#", index) : node.name; }

StatusOr<Program> compile_graph(const Graph& graph, const GraphTarget& target, lang::Interpreter& interp) {
  ASSIGN_OR_RETURN(GraphFacts facts, check_graph(graph, target));
  Program program;
  program.has_rows = facts.has_rows;
  program.has_hooks = facts.has_hooks;
  std::set<std::string> ops;
  for (size_t i = 0; i < graph.invokes.size(); ++i) {
    InvokeCompiler compiler(static_cast<int>(i), facts, target, interp, program, ops);
    ASSIGN_OR_RETURN(std::shared_ptr<const lang::Code> code, compiler.compile(graph.invokes[i]));
    program.invokes.push_back(std::move(code));
  }
  program.ops.assign(ops.begin(), ops.end());
  return program;
}

}  // namespace interloom::graph
