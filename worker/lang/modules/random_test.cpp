// Compares _random with CPython's streams (testdata/random_cases.py).
#include "worker/lang/modules/random_module.h"

#include "worker/lang/modules/sha512.h"
#include "worker/lang/modules/test_oracle.h"

namespace interloom::lang::modules {
namespace {

class RandomJob : public ModuleJob {
 public:
  explicit RandomJob(uint64_t hash_seed = 0) : ModuleJob(kRandomModule, {}, hash_seed) {}

  std::string drawn(const Value& generator) {
    auto out = make_list(interp.heap());
    auto draw = [&] { return method(generator, "random"); };
    for (int i = 0; i < 3; ++i) out->append(draw());
    for (const int64_t bits : {0, 1, 7, 32, 33, 63, 64, 65, 200, 1000}) {
      const Value arg = Value::integer(bits);
      out->append(method(generator, "getrandbits", std::span<const Value>(&arg, 1)));
    }
    for (int i = 0; i < 698; ++i) draw();
    out->append(draw());
    out->append(draw());
    const Value state = method(generator, "getstate");
    for (const int i : {0, 623, 624}) out->append(state.as<TupleObject>()->items()[i]);
    return text(Value::object(std::move(out)));
  }
};

TEST(Random, DrawsCPythonsNumbers) {
  RandomJob job;
  const Value generator = job.call("Random", {});
  int wrong = 0;
  const int count = for_each_case("random_cases.py", str_cat(case_seed(), " 400"), [&](const std::vector<std::string>& fields) {
    const Value args[] = {CaseReader(job.interp, fields[1]).read(), CaseReader(job.interp, fields[2]).read()};
    job.method(generator, "seed", args);
    const std::string ours = job.drawn(generator);
    if (ours == fields.back() || ++wrong > 5) return;
    ADD_FAILURE() << "seed(" << job.text(args[0]).substr(0, 100) << ", " << job.text(args[1])
                  << ")\n  CPython: " << fields.back().substr(0, 150) << "\n  ours:    " << ours.substr(0, 150);
  });
  EXPECT_EQ(count, 400);
  EXPECT_EQ(wrong, 0);
}

TEST(Random, UnseededComesFromTheJob) {
  auto first = [](uint64_t hash_seed) {
    RandomJob job(hash_seed);
    return job.text(job.method(job.call("Random", {}), "random"));
  };
  EXPECT_EQ(first(1), first(1));
  EXPECT_NE(first(1), first(2));
  RandomJob job;
  const Value a = job.call("Random", {}), b = job.call("Random", {});
  EXPECT_NE(job.text(job.method(a, "random")), job.text(job.method(b, "random")));
}

TEST(Random, StateGoesBack) {
  RandomJob job;
  const Value generator = job.call("Random", {Value::integer(5)});
  const Value state = job.method(generator, "getstate");
  const std::string once = job.text(job.method(generator, "random"));
  job.method(generator, "setstate", std::span<const Value>(&state, 1));
  EXPECT_EQ(job.text(job.method(generator, "random")), once);
  const Value bad[] = {Value::object(make_tuple(job.interp.heap(), std::span<const Value>()))};
  EXPECT_EQ(job.text(job.method(generator, "setstate", bad)), "!ValueError: state vector is the wrong size");
  const Value list[] = {Value::object(make_list(job.interp.heap()))};
  EXPECT_EQ(job.text(job.method(generator, "setstate", list)), "!TypeError: state vector must be a tuple");
  EXPECT_EQ(job.text(job.method(generator, "seed", list)),
            "!TypeError: The only supported seed types are: None,\nint, float, str, bytes, and bytearray.");
  const Value bits[] = {Value::integer(-1)};
  EXPECT_EQ(job.text(job.method(generator, "getrandbits", bits)), "!ValueError: number of bits must be non-negative");
}

TEST(Random, Sha512OfTheStandardsExample) {
  const auto digest = sha512("abc");
  EXPECT_EQ(digest[0], 0xdd);
  EXPECT_EQ(digest[1], 0xaf);
  EXPECT_EQ(digest[63], 0x9f);
}

}  // namespace
}  // namespace interloom::lang::modules
