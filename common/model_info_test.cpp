#include "common/model_info.h"

#include <gtest/gtest.h>

namespace interloom {
namespace {

ModuleNode node(std::string path, std::string class_name, std::string extra, int32_t parent) {
  return {std::move(path), std::move(class_name), std::move(extra), parent, true};
}

TEST(ModuleTree, PrintsAsPyTorchDoes) {
  const std::vector<ModuleNode> modules = {node("", "Net", "", -1),
                                           node("embed", "Embedding", "10, 4", 0),
                                           node("layers", "ModuleList", "", 0),
                                           node("layers.0", "Block", "", 2),
                                           node("layers.0.act", "ReLU", "", 3),
                                           node("layers.1", "Block", "", 2),
                                           node("layers.1.act", "ReLU", "", 5),
                                           node("layers.2", "Block", "wide", 2),
                                           node("layers.2.act", "ReLU", "", 7),
                                           node("head", "Linear", "in_features=4, out_features=10, bias=False", 0)};
  EXPECT_EQ(format_module_tree(modules),
            "Net(\n"
            "  (embed): Embedding(10, 4)\n"
            "  (layers): ModuleList(\n"
            "    (0-1): 2 x Block(\n"
            "      (act): ReLU()\n"
            "    )\n"
            "    (2): Block(\n"
            "      wide\n"
            "      (act): ReLU()\n"
            "    )\n"
            "  )\n"
            "  (head): Linear(in_features=4, out_features=10, bias=False)\n"
            ")");
}

TEST(ModuleTree, RootAloneAndNothing) {
  EXPECT_EQ(format_module_tree({node("", "Linear", "in_features=1, out_features=1, bias=True", -1)}),
            "Linear(in_features=1, out_features=1, bias=True)");
  EXPECT_EQ(format_module_tree({}), "");
}

}  // namespace
}  // namespace interloom
