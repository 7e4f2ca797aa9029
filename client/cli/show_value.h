// Saved values for people and for programs.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

#include "client/cli/console.h"
#include "client/cpp/job_result.h"

namespace interloom::cli {

// Name by name: a tensor with dtype, shape, min, max, mean and its first values (a small one whole), text as such, containers
// indented. Ends with a newline; "" when nothing was saved.
std::string show_saved(const Console& console, const JobResult& result);

// None, bool, int, float, str, list (tuples too) and dict with text keys are JSON's own. Others are objects with "type":
// {"type":"tensor","dtype":…,"shape":[…],"data":[…]} with data of up to kMaxJsonElements elements in nested lists, larger
// ones with min, max and mean instead. NaN and infinities are strings.
inline constexpr size_t kMaxJsonElements = 65'536;
nlohmann::json saved_json(const JobResult& result);

}  // namespace interloom::cli
