// The engine over a model that is loaded already: what make_engine() ends in, and what tests start from.
#pragma once

#include <memory>

#include "common/status.h"
#include "worker/engine/engine.h"
#include "worker/models/model.h"
#include "worker/tokenizer/tokenizer.h"

namespace interloom::engine {

// `tokenizer` may be null: then prompts are refused and no text is made. kInternal: the model's dry run failed.
StatusOr<std::unique_ptr<Engine>> make_engine_of(std::shared_ptr<const models::Model> model,
                                                 std::shared_ptr<const tokenizer::Tokenizer> tokenizer,
                                                 const EngineOptions& options);

}  // namespace interloom::engine
