// lang-start-bench: what starting a job costs, for scripts/bench.sh lang: median microseconds on stdout.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "worker/lang/interpreter.h"
#include "worker/lang/runtime/standard.h"
#include "worker/lang/slab_pool.h"

namespace interloom::lang {
namespace {

constexpr const char* kBody = R"(
scale = 2.0
names = ["first", "second", "third"]
totals = {}

def weigh(value, factor=1.0):
    if value < 0:
        raise ValueError(f"negative: {value}")
    return value * factor * scale

for index, name in enumerate(names):
    value = weigh(index, factor=0.5)
    if value > 0.5:
        totals[name] = round(value, 3)
    else:
        totals[name] = 0

best = max(totals, key=lambda name: totals[name])
pairs = [(name, total) for name, total in totals.items() if total]
text = ", ".join(f"{name}={total:.2f}" for name, total in pairs)
)";

double median_us(const std::function<void()>& work) {
  std::vector<double> times;
  for (int i = 0; i < 2000; ++i) {
    const auto start = std::chrono::steady_clock::now();
    work();
    times.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count());
  }
  std::nth_element(times.begin(), times.begin() + times.size() / 2, times.end());
  return times[times.size() / 2];
}

// A heap, the code linked, ready to run its first instruction.
void start(SlabPool& slabs, const std::shared_ptr<const Code>& code) {
  InterpreterOptions options;
  options.compiler = &standard_compiler();
  options.modules = &standard_modules();
  options.slabs = &slabs;
  Interpreter interp(std::move(options));
  CellScope none;
  const auto function = interp.make_function(code, none);
  if (!function) std::abort();
}

}  // namespace
}  // namespace interloom::lang

int main() {
  using namespace interloom::lang;
  SlabPool slabs;
  const auto compile = [] { return standard_compiler().compile(kBody, "<bench>", CompileMode::kModule).code; };
  const std::shared_ptr<const Code> code = compile();
  if (!code) return 1;
  std::printf("a 20-line job, not cached: %.2f us\n", median_us([&] { start(slabs, compile()); }));
  std::printf("a 20-line job, cached: %.2f us\n", median_us([&] { start(slabs, code); }));
}
