// The CPU allocator of the process, which charges what client code allocates to its job before it allocates it.
//
// install_quota_allocator() puts it before LibTorch's own. A thread inside an AllocationScope charges that scope's account;
// other threads charge nobody. So counted: outputs and temporaries that an op takes from c10's allocator on the calling
// thread. Not counted: std::vector and malloc inside kernels (sort and unique scratch, MKL, oneDNN, FFT plans) and what
// kernels allocate inside intra-op pool threads; both are bounded by a small multiple of the op's counted tensors.
// A block is released by whichever thread frees it, also after the job: it keeps its account alive.
#pragma once

#include <ATen/core/Tensor.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <utility>

namespace interloom::lang {
class Heap;
}

namespace interloom::lang_torch {

// The tensor bytes of one job, inside the quota of its heap. charge() and settle() on the job's thread, release() on any.
class TensorAccount {
 public:
  // The heap must outlive every AllocationScope of this account, not the account.
  explicit TensorAccount(lang::Heap& heap) : heap_(&heap) {}
  TensorAccount(const TensorAccount&) = delete;

  // False: it does not fit, nothing is charged, take_refused_bytes() says what was asked for.
  bool charge(uint64_t bytes) noexcept;
  void release(uint64_t bytes) noexcept {
    freed_.fetch_add(bytes, std::memory_order_relaxed);
    live_.fetch_sub(bytes, std::memory_order_relaxed);
  }
  // Gives the heap back what has been freed since.
  void settle() noexcept;

  // Bytes of blocks that are alive.
  uint64_t live_bytes() const { return live_.load(std::memory_order_relaxed); }
  // The last refused request, 0 if none; reading clears it.
  uint64_t take_refused_bytes() { return std::exchange(refused_, 0); }

 private:
  lang::Heap* heap_;
  std::atomic<uint64_t> freed_{0};
  std::atomic<uint64_t> live_{0};
  uint64_t refused_ = 0;
};

// Makes this thread charge `account` until it ends. Nests.
class AllocationScope {
 public:
  explicit AllocationScope(const std::shared_ptr<TensorAccount>& account);
  ~AllocationScope();
  AllocationScope(const AllocationScope&) = delete;

 private:
  const std::shared_ptr<TensorAccount>* outer_;
};

// The tensor's whole storage was allocated for this account: nobody else's elements lie in it.
bool is_charged_to(const TensorAccount& account, const at::Tensor& tensor);

// REQUIRES: called by main before the first tensor of client code, while no other thread uses torch. Again: no effect.
void install_quota_allocator();

}  // namespace interloom::lang_torch
