#include "worker/models/parallel.h"

#include <ATen/Parallel.h>

#include <algorithm>

namespace interloom::models {

void parallel_for_erased(int64_t count, int64_t grain, RangeFunction function, void* context) {
  at::parallel_for(0, count, std::max<int64_t>(grain, 1), [&](int64_t begin, int64_t end) { function(context, begin, end); });
}

}  // namespace interloom::models
