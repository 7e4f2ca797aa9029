// Building a family's modules: the tree, the ids and the weights, in the order in which PyTorch registers them.
//
// A Builder stands for one module. Children are added in print order; weight() reads "<path>.<name>". Errors stay in
// Weights::status(). One thread; copies are cheap and share the tree.
#pragma once

#include <string>
#include <vector>

#include "common/model_info.h"
#include "worker/models/pass.h"
#include "worker/models/weights.h"

namespace interloom::models {

struct ModuleTree {
  std::vector<ModuleNode> nodes;
  std::vector<const AnyModule*> modules;  // by id; null: has no forward of its own
};

class Builder {
 public:
  // The root. The tree, weights and module outlive the builder; the module outlives the tree.
  Builder(ModuleTree& tree, Weights& weights, AnyModule& root, std::string class_name) : tree_(&tree), weights_(&weights) {
    add(&root, "", std::move(class_name), "", true, -1);
  }

  // A child that the parent calls.
  Builder child(const std::string& name, AnyModule& module, std::string class_name, std::string extra = "") const {
    return Builder(*this, &module, name, std::move(class_name), std::move(extra), true);
  }
  // A child that nobody calls by itself: ModuleList, attention dropout.
  Builder silent(const std::string& name, std::string class_name, std::string extra = "") const {
    return Builder(*this, nullptr, name, std::move(class_name), std::move(extra), false);
  }
  // A child that the parent does not call, though it can be called on the side.
  Builder uncalled(const std::string& name, AnyModule& module, std::string class_name, std::string extra = "") const {
    return Builder(*this, &module, name, std::move(class_name), std::move(extra), false);
  }

  at::Tensor weight(const char* name, at::IntArrayRef shape) const { return weights_->take(path_ + "." + name, shape); }
  Weights& weights() const { return *weights_; }
  bool ok() const { return weights_->status().ok(); }
  const std::string& path() const { return path_; }

 private:
  Builder(const Builder& parent, AnyModule* module, const std::string& name, std::string class_name, std::string extra,
          bool called)
      : tree_(parent.tree_), weights_(parent.weights_) {
    add(module, parent.path_.empty() ? name : parent.path_ + "." + name, std::move(class_name), std::move(extra), called,
        parent.id_);
  }
  void add(AnyModule* module, std::string path, std::string class_name, std::string extra, bool called, ModuleId parent) {
    id_ = static_cast<ModuleId>(tree_->nodes.size());
    path_ = path;
    if (module) module->id = id_, module->path = path.empty() ? "the model" : path;
    tree_->nodes.push_back({std::move(path), std::move(class_name), std::move(extra), parent, called});
    tree_->modules.push_back(module);
  }

  ModuleTree* tree_;
  Weights* weights_;
  ModuleId id_ = 0;
  std::string path_;
};

}  // namespace interloom::models
