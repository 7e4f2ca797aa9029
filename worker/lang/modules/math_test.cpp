// Compares math with CPython's on random arguments (testdata/math_cases.py), and its metering.
#include "worker/lang/modules/math_module.h"

#include <chrono>
#include <map>

#include "worker/lang/modules/cmath_module.h"
#include "worker/lang/modules/test_oracle.h"

namespace interloom::lang::modules {
namespace {

void compare(const NativeModule& native, const char* name, int cases) {
  ModuleJob job(native);
  std::map<std::string, int> wrong;
  int seen = 0;
  for_each_case("math_cases.py", str_cat(name, " ", case_seed(), " ", cases), [&](const std::vector<std::string>& fields) {
    ++seen;
    std::vector<Value> args;
    for (size_t i = 1; i + 1 < fields.size(); ++i) args.push_back(CaseReader(job.interp, fields[i]).read());
    const std::string ours = job.text(call(job.interp, job.get(fields[0]), Args(std::span<const Value>(args))));
    if (ours == fields.back() || ++wrong[fields[0]] > 3) return;
    std::string shown;
    for (const Value& arg : args) shown += (shown.empty() ? "" : ", ") + job.text(arg).substr(0, 200);
    ADD_FAILURE() << fields[0] << "(" << shown << ")\n  CPython: " << fields.back().substr(0, 200)
                  << "\n  ours:    " << ours.substr(0, 200);
  });
  EXPECT_GT(seen, cases * 9 / 10);
  EXPECT_TRUE(wrong.empty());
}

TEST(Math, AgreesWithCPython) { compare(kMathModule, "math", 30'000); }

TEST(Cmath, AgreesWithCPython) { compare(kCmathModule, "cmath", 20'000); }

TEST(Math, HasWhatCPythonHas) {
  ModuleJob job(kMathModule);
  int names = 0;
  for (const char* name : {"acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "ceil", "comb", "copysign", "cos", "cosh",
                           "degrees", "dist", "e", "erf", "erfc", "exp", "exp2", "expm1", "fabs", "factorial", "floor", "fmod",
                           "frexp", "fsum", "gamma", "gcd", "hypot", "inf", "isclose", "isfinite", "isinf", "isnan", "isqrt", "lcm",
                           "ldexp", "lgamma", "log", "log10", "log1p", "log2", "modf", "nan", "nextafter", "perm", "pi", "pow",
                           "prod", "radians", "remainder", "sin", "sinh", "sqrt", "tan", "tanh", "tau", "trunc", "ulp"}) {
    EXPECT_FALSE(job.get(name).is_undefined()) << name;
    ++names;
  }
  EXPECT_EQ(job.module->dict->size, static_cast<uint64_t>(names));
}

// Results that could not be held end at once, by the budget or as MemoryError.
TEST(Math, HugeResultsEndAtOnce) {
  const Value billion = Value::integer(1'000'000'000), half = Value::integer(500'000'000);
  const auto before = std::chrono::steady_clock::now();
  for (const uint64_t max_steps : {uint64_t{50'000'000}, uint64_t{1} << 62}) {
    ModuleJob job(kMathModule, [&] {
      Budget budget;
      budget.max_steps = max_steps;
      return budget;
    }());
    const uint64_t peak = job.interp.heap().peak();
    for (const std::string& text : {job.text(job.call("factorial", {billion})), job.text(job.call("comb", {billion, half})),
                                    job.text(job.call("perm", {billion, half}))}) {
      EXPECT_TRUE(text.starts_with("stopped: the job's budget") || text == "!MemoryError: ") << text;
    }
    EXPECT_LT(job.interp.heap().peak(), peak + 100'000);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(1));
}

TEST(Math, WorkIsCharged) {
  ModuleJob job(kMathModule);
  const uint64_t before = job.interp.steps_used();
  EXPECT_FALSE(job.call("factorial", {Value::integer(20'000)}).is_error());
  EXPECT_GT(job.interp.steps_used(), before + 20'000);
}

}  // namespace
}  // namespace interloom::lang::modules
