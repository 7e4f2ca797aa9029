// The tokenizer as functions of client code: tokenizer.encode(text, add_special_tokens=True) → list of ids,
// tokenizer.decode(ids, skip_special_tokens=False) → text, tokenizer.token(id) → the vocabulary's spelling.
#pragma once

#include <memory>

#include "worker/lang/interpreter.h"
#include "worker/tokenizer/tokenizer.h"

namespace interloom::engine {

// decode and token take an int, a list or tuple of ints, or an integer tensor. Nothing is added without a tokenizer.
// Throws lang::BudgetStop.
void install_tokenizer_functions(lang::Interpreter& interp, const std::shared_ptr<const tokenizer::Tokenizer>& tokenizer);

}  // namespace interloom::engine
