#include <utility>

#include "common/utf8.h"
#include "proto/path.h"
#include "proto/read.h"

namespace interloom::proto {

pb::ModelInfo to_proto(const ModelInfo& info) {
  pb::ModelInfo out;
  out.set_name(info.name);
  out.set_class_name(info.class_name);
  out.set_dtype(info.dtype);
  out.set_device(info.device);
  out.set_parameters(info.parameters);
  out.set_bytes(info.bytes);
  out.set_max_length(info.max_length);
  for (const ModuleNode& node : info.modules) {
    pb::Module* module = out.add_module();
    module->set_path(node.path);
    module->set_class_name(node.class_name);
    module->set_extra(to_valid_utf8(node.extra));
    module->set_parent(node.parent);
    module->set_called(node.called);
  }
  out.mutable_versions()->insert(info.versions.begin(), info.versions.end());
  return out;
}

namespace {

StatusOr<ModelInfo> read_model(const pb::ModelInfo& info) {
  ModelInfo out;
  out.name = info.name();
  out.class_name = info.class_name();
  out.dtype = info.dtype();
  out.device = info.device();
  out.parameters = info.parameters();
  out.bytes = info.bytes();
  out.max_length = info.max_length();
  out.modules.reserve(info.module_size());
  for (int i = 0; i < info.module_size(); ++i) {
    const pb::Module& module = info.module(i);
    const bool parent_ok = i == 0 ? module.parent() == -1 : module.parent() >= 0 && module.parent() < i;
    if (!parent_ok)
      return within(fail("parent ", module.parent(), i == 0 ? "; the root has -1" : "; it must come before its children"),
                    "module[", i, "] '", module.path(), "'");
    out.modules.push_back({module.path(), module.class_name(), module.extra(), module.parent(), module.called()});
  }
  out.versions.insert(info.versions().begin(), info.versions().end());
  return out;
}

}  // namespace

StatusOr<ModelInfo> from_proto(const pb::ModelInfo& info) { return at_root(read_model(info)); }

}  // namespace interloom::proto
