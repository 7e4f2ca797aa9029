// Writes intervention graphs in C++ that read like an nnsight trace.
//
//   GraphBuilder g;
//   Scope clean = g.invoke("The capital of Italy is");
//   Scope patched = g.invoke("The capital of France is");
//   Value rome = clean.output("model.layers.16")[{0, -2}];
//   patched.put(patched.output("model.layers.16"), {0, -2}, rome);      // out[0, -2] = rome
//   patched.module_call("lm_head", {patched.output("model.norm")})[{0, -1}].save("logits");
//   ASSIGN_OR_RETURN(Graph graph, g.build());
//
// common/graph.h says what each node means and in which order nodes run. Nothing is checked here that only the model can
// tell; the server names the node when something is wrong. Nodes get names of their own ("_1", "_2", …); as("h5") gives one
// that messages will show. A Value may be used in its own scope, in the steps inside it and in later invokes. Scopes and
// Values are handles: copy them freely, they must not outlive their GraphBuilder. One thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/cpp/arg.h"
#include "common/graph.h"
#include "common/status.h"

namespace interloom::client {

class GraphBuilder;
class Scope;

namespace builder_internal {
struct State;
struct Body;
}  // namespace builder_internal

// What a node gives. Operators and brackets add nodes to the scope that the value comes from.
class Value {
 public:
  const std::string& name() const { return name_; }
  Value operator[](const Index& index) const;
  // Delivers it under this key.
  void save(std::string as) const;

  friend Value operator+(const Value& a, const Arg& b) { return a.arithmetic("add", b); }
  friend Value operator-(const Value& a, const Arg& b) { return a.arithmetic("sub", b); }
  friend Value operator*(const Value& a, const Arg& b) { return a.arithmetic("mul", b); }
  friend Value operator/(const Value& a, const Arg& b) { return a.arithmetic("div", b); }

 private:
  friend class Scope;
  Value(builder_internal::State* state, builder_internal::Body* body, std::string name)
      : state_(state), body_(body), name_(std::move(name)) {}
  // aten::NAME.Tensor or .Scalar, by what `other` is.
  Value arithmetic(std::string_view name, const Arg& other) const;

  builder_internal::State* state_;
  builder_internal::Body* body_;
  std::string name_;
};

// Where nodes are added, one after another: an invoke, or the body of its steps.
class Scope {
 public:
  // The same scope; the next node added through the copy has this name.
  Scope as(std::string name) const;

  Value output(std::string module) const;
  Value input(std::string module) const;
  Value inputs(std::string module) const;  // (args, kwargs)
  void set_output(std::string module, const Arg& value) const;
  void set_input(std::string module, const Arg& value) const;
  void set_inputs(std::string module, const Arg& value) const;

  // An ATen overload by its schema's name: op("aten::softmax.int", {logits, -1}).
  Value op(std::string name, const Args& args, const Kwargs& kwargs = {}) const;
  // A function of the runtime: call("tokenizer.decode", {ids}).
  Value call(std::string function, const Args& args, const Kwargs& kwargs = {}) const;
  // A module on the side; fires no hooks.
  Value module_call(std::string module, const Args& args, const Kwargs& kwargs = {}) const;
  Value constant(const Arg& value) const;

  Value get(const Arg& value, const Index& index) const;
  void put(const Arg& target, const Index& index, const Arg& value) const;
  void skip(std::string module, const Arg& value) const;
  void stop() const;
  void save(std::string as, const Arg& value) const;

  // The body runs once for each generation step of [first, last) by stride; no last: until generation ends.
  void steps(int64_t first, std::optional<int64_t> last, int64_t stride, const std::function<void(Scope&)>& body) const;
  void steps(int64_t first, std::optional<int64_t> last, const std::function<void(Scope&)>& body) const;
  void every_step(const std::function<void(Scope&)>& body) const { steps(0, std::nullopt, body); }

 private:
  friend class GraphBuilder;
  friend class Value;
  Scope(builder_internal::State* state, builder_internal::Body* body) : state_(state), body_(body) {}
  Value add(GraphNode node) const;

  builder_internal::State* state_;
  builder_internal::Body* body_;
  mutable std::string next_name_;
};

class GraphBuilder {
 public:
  GraphBuilder();
  ~GraphBuilder();
  GraphBuilder(GraphBuilder&&) noexcept;
  GraphBuilder& operator=(GraphBuilder&&) noexcept;

  // Adds an invoke: one row of text, several, rows of token ids, or no row (it sees the whole batch).
  Scope invoke(std::string prompt);
  Scope invoke_rows(std::vector<std::string> prompts);
  Scope invoke_tokens(std::vector<std::vector<int64_t>> rows);
  Scope invoke_batch();

  // A constant. The bytes are shared, not copied; the client uploads large ones apart.
  Arg tensor(HostTensor tensor);

  // Makes it a generation.
  void generate(GenerationOptions options = {});

  // The graph so far. kInvalidArgument: a name given twice, or a node added to steps that had ended.
  StatusOr<Graph> build() const;

 private:
  Scope add_invoke(GraphInvoke invoke);
  std::unique_ptr<builder_internal::State> state_;
};

}  // namespace interloom::client
