#include "worker/lang/torch/op_policy.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/CPUAllocator.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <random>
#include <unordered_map>

#include "worker/lang/torch/op_entry.h"
#include "worker/lang/torch/torch_fixture.h"

namespace interloom::lang_torch {
namespace {

using lang::Value;

Denial denial_of(const char* name, const char* overload = "") {
  return op_denial(c10::Dispatcher::singleton().findSchemaOrThrow(name, overload).schema());
}

TEST(OpPolicy, CoversEveryOverload) {
  std::map<std::string, int> counts;
  int allowed = 0, total = 0;
  for (const OpInfo& op : list_ops()) {
    ++total;
    allowed += op.allowed;
    ++counts[op.allowed ? "allowed" : op.reason];
    EXPECT_EQ(op.allowed, op.reason.empty()) << op.name;
    if (!op.allowed) {
      EXPECT_FALSE(op.name.find('.') != std::string::npos && find_op(op.name).ok()) << op.name;
    }
  }
  for (const auto& [reason, count] : counts) std::printf("%5d  %s\n", count, reason.c_str());
  EXPECT_GT(total, 3000);
  EXPECT_GT(allowed, 1200);
  EXPECT_LT(allowed, total);
}
TEST(OpPolicy, DeniesWhatReachesOutOrTrustsItsArguments) {
  EXPECT_EQ(denial_of("aten::from_file"), Denial::kProcess);
  EXPECT_EQ(denial_of("aten::record_stream"), Denial::kProcess);
  EXPECT_EQ(denial_of("aten::_print"), Denial::kPrivate);
  EXPECT_EQ(denial_of("aten::_version"), Denial::kPrivate);
  EXPECT_EQ(denial_of("aten::set_", "source_Tensor"), Denial::kStorage);
  EXPECT_EQ(denial_of("aten::resize_"), Denial::kStorage);
  EXPECT_EQ(denial_of("aten::set_data"), Denial::kStorage);
  EXPECT_EQ(denial_of("aten::data"), Denial::kStorage);
  EXPECT_EQ(denial_of("aten::_reshape_alias"), Denial::kPrivate);
  EXPECT_EQ(denial_of("aten::embedding_dense_backward"), Denial::kBackward);
  EXPECT_EQ(denial_of("aten::max_pool2d_with_indices_backward"), Denial::kBackward);
  EXPECT_EQ(denial_of("aten::_sparse_coo_tensor_unsafe"), Denial::kSparseNested);
  EXPECT_EQ(denial_of("aten::quantize_per_tensor"), Denial::kBackend);
  EXPECT_EQ(denial_of("aten::cudnn_convolution"), Denial::kBackend);
  EXPECT_EQ(denial_of("aten::sort", "dimname"), Denial::kNames);
  EXPECT_EQ(denial_of("aten::lstm", "input"), Denial::kRecurrent);
  EXPECT_EQ(denial_of("aten::ctc_loss", "IntList"), Denial::kUnsafe);
  EXPECT_EQ(denial_of("aten::softmax", "int"), Denial::kNone);
  EXPECT_EQ(denial_of("aten::_softmax"), Denial::kNone);
  EXPECT_EQ(denial_of("aten::__and__", "Tensor"), Denial::kNone);
}

// Random small arguments for one overload. Nasty on purpose: indices out of range, empty and 0-dim tensors, huge ints.
class RandomArguments {
 public:
  RandomArguments(TorchJob& job, uint64_t seed) : job_(job), random_(seed) {}

  Value value(const Param& param) {
    if (param.optional && chance(2)) return Value::none();
    switch (param.kind) {
      case ParamKind::kTensor:
        return tensor_value();
      case ParamKind::kScalar:
        return chance(3) ? Value::real(pick<double>({0.5, -1, 1e30, NAN})) : Value::integer(integer());
      case ParamKind::kInt:
        return Value::integer(integer());
      case ParamKind::kFloat:
        return Value::real(pick<double>({0, 1, 0.5, -1, 2, 1e30, NAN, INFINITY}));
      case ParamKind::kBool:
        return Value::boolean(chance(2));
      case ParamKind::kStr:
        return lang::str_value(
            job_.heap(), pick<std::string_view>({"mean", "sum", "none", "constant", "reflect", "replicate", "floor", "ij", "fro",
                                                 "", "amax", "i,i->i", "ij,jk", "linear"}));
      case ParamKind::kComplex:
        return Value::integer(1);
      case ParamKind::kDType:
        return job_.dtype(pick<at::ScalarType>({at::kFloat, at::kLong, at::kBool, at::kComplexFloat, at::kBFloat16, at::kByte}));
      case ParamKind::kDevice:
        return job_.device(at::kCPU);
      case ParamKind::kLayout:
        return Value::object(job_.heap().make<LayoutObject>(at::kStrided));
      case ParamKind::kMemoryFormat:
        return Value::object(job_.heap().make<MemoryFormatObject>(at::MemoryFormat::Contiguous));
      case ParamKind::kGenerator:
        return Value::object(job_.heap().make<GeneratorObject>(job_.generator()));
      default:
        return list_value(param);
    }
  }
  bool chance(int n) { return random_() % static_cast<unsigned>(n) == 0; }
  at::Tensor tensor() {
    std::vector<int64_t> shape(pick<size_t>({0, 1, 1, 2, 2, 3, 3, 4, 5}));
    for (int64_t& size : shape) size = pick<int64_t>({0, 1, 2, 3, 3, 4});
    const at::ScalarType type = chance(2)   ? pick<at::ScalarType>({at::kFloat, at::kLong, at::kBool, at::kComplexFloat,
                                                                    at::kDouble, at::kInt, at::kByte, at::kBFloat16, at::kHalf})
                                : chance(3) ? at::kLong
                                            : at::kFloat;
    at::Tensor made = at::randint(-3, 6, shape, generator_, at::kFloat).to(type);
    if (type == at::kFloat) made = made + at::rand(shape, generator_);
    if (made.numel() > 0 && (type == at::kFloat || type == at::kLong) && chance(4))
      made.view(-1)[static_cast<int64_t>(random_() % static_cast<uint64_t>(made.numel()))].fill_(
          pick<double>({1000, -1000, 1e9, -1e9, 9e18}));
    return shape.size() >= 2 && chance(4) ? made.transpose(0, 1) : made;
  }

 private:
  template <class T>
  T pick(std::initializer_list<T> from) {
    return from.begin()[random_() % from.size()];
  }
  int64_t integer() {
    return chance(4) ? pick<int64_t>({5, 7, -3, 100, -100, int64_t{1} << 31, -(int64_t{1} << 31), INT64_MAX, INT64_MIN})
                     : pick<int64_t>({0, 1, 2, 3, -1, 1});
  }
  Value tensor_value() {
    if (made_.empty() || !chance(3)) made_.push_back(make_tensor(job_, tensor()));
    return made_[random_() % made_.size()];
  }
  Value list_value(const Param& param) {
    lang::Ref<lang::ListObject> list = lang::make_list(job_.heap());
    for (size_t n = pick<size_t>({0, 1, 2, 2, 3, 3, 4, 6}); n > 0; --n) {
      switch (param.kind) {
        case ParamKind::kTensorList:
          list->append(tensor_value());
          break;
        case ParamKind::kOptionalTensorList:
          list->append(chance(3) ? Value::none() : tensor_value());
          break;
        case ParamKind::kFloatList:
          list->append(Value::real(pick<double>({0, 0.5, 2, -1})));
          break;
        case ParamKind::kBoolList:
          list->append(Value::boolean(chance(2)));
          break;
        case ParamKind::kStrList:
          list->append(lang::str_value(job_.heap(), "a"));
          break;
        default:
          list->append(Value::integer(integer()));
          break;
      }
    }
    return Value::object(std::move(list));
  }

  TorchJob& job_;
  std::mt19937_64 random_;
  at::Generator generator_ = at::detail::createCPUGenerator(1);
  std::vector<Value> made_;
};

// What the child tells its parent while it runs, so that a crash names the op.
struct Progress {
  size_t index;
  uint64_t calls;
  uint64_t succeeded;
  char finding[256];
  char arguments[2000];
};

void describe(lang::Interpreter& interp, const std::vector<Value>& values, uint32_t positional, Progress* progress) {
  std::string text = str_cat(positional, " positional: ");
  for (const Value& value : values) {
    if (TensorObject* t = as_tensor(value)) text += str_cat(scalar_type_name(t->tensor.scalar_type()), " ");
    lang::repr_text(interp, value, &text);
    text += "; ";
  }
  std::snprintf(progress->arguments, sizeof progress->arguments, "%s", text.c_str());
}

bool writes_tensor(const OpEntry& entry) { return entry.writes || !entry.traits.hidden_writes.empty(); }

// Returns how many calls it made.
int fuzz_one(const OpEntry& entry, uint64_t seed, int calls, Progress* progress) {
  lang::InterpreterOptions options;
  options.budget.max_bytes = 64 << 20;
  lang::Interpreter interp(options);
  TorchJob job(interp);
  const at::Tensor generator_before = at::detail::getDefaultCPUGenerator().get_state().clone();
  RandomArguments random(job, seed * 1'000'003 + std::hash<std::string>()(entry.name));
  for (int n = 0; n < calls; ++n) {
    std::vector<Value> values, names;
    uint32_t positional = 0;
    for (const Param& param : entry.params) {
      if (param.keyword_only && param.has_default && random.chance(2)) continue;
      if (!param.keyword_only && param.has_default && random.chance(3)) break;
      if (!param.keyword_only)
        ++positional;
      else
        names.push_back(lang::str_value(interp.heap(), param.name));
      values.push_back(random.value(param));
    }
    std::vector<std::pair<at::Tensor, at::Tensor>> copies;
    for (const Value& v : values) {
      if (TensorObject* t = as_tensor(v); t && !writes_tensor(entry)) copies.emplace_back(t->tensor, t->tensor.clone());
    }
    ++progress->calls;
    if (std::getenv("INTERLOOM_FUZZ_ONLY")) describe(interp, values, positional, progress);
    try {
      const Value result =
          OpHandle(&entry).call(job, lang::Args(values.data(), positional, static_cast<uint32_t>(names.size()), names.data()));
      progress->succeeded += !result.is_error();
    } catch (const lang::BudgetStop&) {
      return n + 1;  // the job is over
    }
    interp.take_exception();
    for (const auto& [now, then] : copies) {
      if (now.sizes() == then.sizes() &&
          !at::allclose(at::view_as_real(now.to(at::kComplexDouble)), at::view_as_real(then.to(at::kComplexDouble)), 0, 0, true))
        std::snprintf(progress->finding, sizeof progress->finding, "%s writes an argument that its schema does not mark",
                      entry.name.c_str());
    }
    if (!at::equal(generator_before, at::detail::getDefaultCPUGenerator().get_state()))
      std::snprintf(progress->finding, sizeof progress->finding, "%s moved the process's default generator", entry.name.c_str());
    if (progress->finding[0] != 0 || interp.stopping()) return n + 1;
  }
  return calls;
}

// Puts every block right before or right behind a page that cannot be touched, so that an access outside of it crashes.
class GuardAllocator final : public c10::Allocator {
 public:
  c10::DataPtr allocate(size_t bytes) override {
    const c10::Device cpu(c10::DeviceType::CPU);
    if (bytes == 0) return {nullptr, nullptr, &free_block, cpu};
    TORCH_CHECK_WITH(OutOfMemoryError, bytes <= kMost, "too large for the fuzzer");
    const size_t pages = (bytes + kPage - 1) / kPage * kPage, total = pages + 2 * kPage;
    void* base = mmap(nullptr, total, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    TORCH_CHECK_WITH(OutOfMemoryError, base != MAP_FAILED, "no more mappings");
    char* first = static_cast<char*>(base) + kPage;
    mprotect(first, pages, PROT_READ | PROT_WRITE);
    const bool at_end = ++count_ % 4 != 0;
    void* data = at_end ? first + pages - (bytes + 15) / 16 * 16 : first;
    blocks()[data] = {base, total};
    return {data, data, &free_block, cpu};  // its own context: oneDNN takes raw blocks
  }
  c10::DeleterFnPtr raw_deleter() const override { return &free_block; }
  void copy_data(void* to, const void* from, size_t bytes) const override { default_copy_data(to, from, bytes); }

 private:
  static constexpr size_t kPage = 4096, kMost = 64 << 20;
  static std::unordered_map<void*, std::pair<void*, size_t>>& blocks() {
    static std::unordered_map<void*, std::pair<void*, size_t>> instance;  // the child has one thread
    return instance;
  }
  static void free_block(void* data) {
    const auto at = blocks().find(data);
    if (at == blocks().end()) return;
    munmap(at->second.first, at->second.second);
    blocks().erase(at);
  }
  uint64_t count_ = 0;
};

void child_main(const std::vector<const OpEntry*>& ops, size_t first, uint64_t seed, int calls, bool guarded_memory,
                Progress* progress) {
  const rlimit core{0, 0};
  setrlimit(RLIMIT_CORE, &core);
  if (std::freopen("/dev/null", "w", stderr) == nullptr) _exit(1);
  at::set_num_threads(1);
  if (guarded_memory) c10::SetCPUAllocator(new GuardAllocator(), 200);
  for (size_t i = first; i < ops.size() && progress->finding[0] == 0; ++i) {
    progress->index = i;
    alarm(20);
    try {
      // A job that a call stopped is over: the rest of the calls are made in another.
      for (int done = 0, round = 0; done < calls && progress->finding[0] == 0; ++round)
        done += fuzz_one(*ops[i], seed * 1000 + static_cast<uint64_t>(round), calls - done, progress);
    } catch (const std::exception& error) {
      std::snprintf(progress->finding, sizeof progress->finding, "%s let an exception out: %.100s", ops[i]->name.c_str(),
                    error.what());
    }
  }
  _exit(0);
}

// Every allowed overload with random arguments, in children: none may crash, hang, write elsewhere or touch the process's
// generator; once with the product's allocator, once with guarded pages. INTERLOOM_FUZZ_CALLS (per overload) and
// INTERLOOM_FUZZ_SEED make it longer and different; INTERLOOM_FUZZ_ONLY names one overload, and the arguments of a failing call
// are printed then.
TEST(OpPolicy, AllowedOpsSurviveRandomArguments) {
  install_quota_allocator();
  const char* calls_text = std::getenv("INTERLOOM_FUZZ_CALLS");
  const char* seed_text = std::getenv("INTERLOOM_FUZZ_SEED");
  const int calls = calls_text ? std::atoi(calls_text) : 40;
  const uint64_t seed = seed_text ? std::strtoull(seed_text, nullptr, 10) : 1;
  std::vector<const OpEntry*> ops;
  for (const OpInfo& op : list_ops()) {
    const char* only = std::getenv("INTERLOOM_FUZZ_ONLY");
    if (!op.allowed || (only && op.name != only)) continue;
    const size_t dot = op.name.find('.');
    const OpFamily* family = find_family(op.name.substr(6, dot == std::string::npos ? dot : dot - 6));
    for (const OpEntry* entry : family->overloads) {
      if (entry->name == op.name) ops.push_back(entry);
    }
  }
  auto* progress =
      static_cast<Progress*>(mmap(nullptr, sizeof(Progress), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  ASSERT_NE(progress, MAP_FAILED);
  *progress = {};
  for (const bool guarded_memory : {false, true}) {
    for (size_t next = 0; next < ops.size(); next = progress->index + 1) {
      std::fflush(nullptr);
      const pid_t child = fork();
      ASSERT_GE(child, 0);
      if (child == 0) child_main(ops, next, seed, calls, guarded_memory, progress);
      int status = 0;
      ASSERT_EQ(waitpid(child, &status, 0), child);
      if (WIFSIGNALED(status))
        ADD_FAILURE() << ops[progress->index]->name << ": " << strsignal(WTERMSIG(status)) << " " << progress->arguments;
      if (progress->finding[0] != 0) ADD_FAILURE() << progress->finding << " " << progress->arguments;
      progress->finding[0] = 0;
    }
  }
  std::printf("%zu overloads, %llu calls, %llu of them succeeded\n", ops.size(), static_cast<unsigned long long>(progress->calls),
              static_cast<unsigned long long>(progress->succeeded));
  if (ops.size() > 1) {
    EXPECT_GT(progress->succeeded, ops.size());
  }
  munmap(progress, sizeof(Progress));
}

}  // namespace
}  // namespace interloom::lang_torch
