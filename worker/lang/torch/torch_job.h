// TorchJob: what torch in lang keeps for one job, and the wall around calls into LibTorch.
//
// Beside an Interpreter, one job's thread of control. Holds the account its tensors are charged to, its own random
// generator (the process's default generator is never advanced), and its dtype and device objects. Dies before the
// Interpreter and after the last call into torch; tensors may outlive it.
#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/tensor.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/torch/quota_allocator.h"

namespace interloom::lang_torch {

class TorchJob {
 public:
  // The seed is what torch.manual_seed(seed) sets in a fresh PyTorch process.
  explicit TorchJob(lang::Interpreter& interp, uint64_t seed = 67280421310721);
  ~TorchJob();
  TorchJob(const TorchJob&) = delete;

  // The job of an interpreter. REQUIRES: one has been made for it and is alive. Cheap: cached by thread.
  static TorchJob& of(lang::Interpreter& interp);

  lang::Interpreter& interp() { return interp_; }
  lang::Heap& heap() { return interp_.heap(); }
  const std::shared_ptr<TensorAccount>& account() const { return account_; }
  at::Generator& generator() { return generator_; }
  void manual_seed(uint64_t seed);
  int64_t next_serial() { return ++serial_; }

  // torch.float32, torch.device("cpu"): one object each, so that `is` holds.
  lang::Value dtype(at::ScalarType type);
  lang::Value device(at::Device device);

 private:
  lang::Interpreter& interp_;
  std::shared_ptr<TensorAccount> account_;
  at::Generator generator_;
  int64_t serial_ = 0;
  std::array<lang::Value, 64> dtypes_;
  std::vector<std::pair<at::Device, lang::Value>> devices_;
};

// Runs `body` (returning a Value) with this job's account charged and warnings silenced. c10::Error and std::exception
// become the exception that PyTorch raises in Python, with its message and no C++ stack; a refused allocation is the job's
// memory stop. Nothing escapes but BudgetStop, which heap users throw anyway.
template <class Body>
lang::Value guarded(TorchJob& job, Body&& body);

namespace torch_job_internal {
class Scope {  // account, warnings
 public:
  explicit Scope(TorchJob& job);
  ~Scope();

 private:
  AllocationScope allocation_;
  void* outer_warning_handler_;
};
// Raises for the exception in flight. Throws BudgetStop for a refused allocation.
lang::Value raise_current(TorchJob& job);
}  // namespace torch_job_internal

template <class Body>
lang::Value guarded(TorchJob& job, Body&& body) {
  try {
    torch_job_internal::Scope scope(job);
    return body();
  } catch (const std::exception&) {
    // Rethrown inside; BudgetStop and a fiber's forced unwind are not std::exceptions and pass.
    return torch_job_internal::raise_current(job);
  }
}

}  // namespace interloom::lang_torch
