#include "worker/models/parallel.h"

#include <ATen/Parallel.h>
#include <omp.h>

#include <algorithm>

namespace interloom::models {

void parallel_for_erased(int64_t count, int64_t grain, RangeFunction function, void* context) {
  at::parallel_for(0, count, std::max<int64_t>(grain, 1), [&](int64_t begin, int64_t end) { function(context, begin, end); });
}

SmallWorkAlone::SmallWorkAlone(int64_t multiplications) {
  constexpr int64_t kSmall = 16'000'000;  // about a millisecond of one core
  if (multiplications >= kSmall) return;
  threads_ = omp_get_max_threads();
  omp_set_num_threads(1);  // of this thread only
}

SmallWorkAlone::~SmallWorkAlone() {
  if (threads_ > 0) omp_set_num_threads(threads_);
}

}  // namespace interloom::models
