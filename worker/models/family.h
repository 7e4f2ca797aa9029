// A model family: one file family_NAME.cpp that defines `const Family& family_NAME()`.
//
// CMake lists the files of that name in a generated table (families()); a new family is one new file.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "common/status.h"
#include "worker/models/causal_lm.h"
#include "worker/models/config.h"
#include "worker/models/weights.h"

namespace interloom::models {

struct Family {
  std::string_view model_type;    // config.json's "model_type"
  std::string_view architecture;  // the class that is hosted, as "architectures" names it
  std::span<const KeyRule> keys;  // beyond those common to all
  // Builds the modules and takes their weights. Errors of the config come back; errors of weights stay in weights.status().
  StatusOr<std::unique_ptr<HostedModel>> (*build)(Config& config, Weights& weights);
  // True for tensors that old checkpoints carry and nobody reads.
  bool (*ignorable)(const std::string& tensor);
};

// Defined in the generated family_table.cpp.
std::span<const Family* const> families();

}  // namespace interloom::models
