#include "worker/lang/torch/quota_allocator.h"

#include <c10/core/CPUAllocator.h>
#include <c10/util/Exception.h>

#include <new>
#include <utility>

#include "worker/lang/heap.h"

namespace interloom::lang_torch {
namespace {

constexpr uint8_t kPriority = 100;
constexpr size_t kHeaderBytes = 64;  // keeps c10's alignment

thread_local const std::shared_ptr<TensorAccount>* current_account = nullptr;

// Lies before the data of every block, so that the data pointer is its own context, which raw_deallocate and
// copy-on-write storages rely on.
struct BlockHeader {
  std::shared_ptr<TensorAccount> account;  // null: nobody's
  uint64_t bytes;
};
static_assert(sizeof(BlockHeader) <= kHeaderBytes);

c10::Allocator& base_allocator() { return *c10::GetDefaultCPUAllocator(); }

void free_block(void* data) {
  if (data == nullptr) return;
  auto* header = reinterpret_cast<BlockHeader*>(static_cast<char*>(data) - kHeaderBytes);
  std::shared_ptr<TensorAccount> account = std::move(header->account);
  const uint64_t bytes = header->bytes;
  header->~BlockHeader();
  base_allocator().raw_deallocate(header);
  if (account) account->release(bytes);
}

class QuotaAllocator final : public c10::Allocator {
 public:
  c10::DataPtr allocate(size_t bytes) override {
    const c10::Device cpu(c10::DeviceType::CPU);
    if (bytes == 0) return {nullptr, nullptr, &free_block, cpu};
    TORCH_CHECK(bytes <= SIZE_MAX - kHeaderBytes, "Storage size calculation overflowed");
    const uint64_t total = bytes + kHeaderBytes;
    std::shared_ptr<TensorAccount> account;
    if (current_account) account = *current_account;
    if (account && !account->charge(total)) {
      TORCH_CHECK_WITH(OutOfMemoryError, false, "the job's memory budget does not have ", bytes, " bytes left");
    }
    void* block;
    try {
      block = base_allocator().raw_allocate(total);
    } catch (...) {
      if (account) account->release(total);
      throw;
    }
    new (block) BlockHeader{std::move(account), total};
    void* data = static_cast<char*>(block) + kHeaderBytes;
    return {data, data, &free_block, cpu};
  }
  c10::DeleterFnPtr raw_deleter() const override { return &free_block; }
  void copy_data(void* to, const void* from, size_t bytes) const override { default_copy_data(to, from, bytes); }
};

}  // namespace

bool TensorAccount::charge(uint64_t bytes) noexcept {
  settle();
  if (!heap_->fits(bytes)) {
    refused_ = bytes;
    return false;
  }
  heap_->charge(bytes);
  live_.fetch_add(bytes, std::memory_order_relaxed);
  return true;
}

void TensorAccount::settle() noexcept {
  if (freed_.load(std::memory_order_relaxed) == 0) return;
  heap_->release(freed_.exchange(0, std::memory_order_relaxed));
}

AllocationScope::AllocationScope(const std::shared_ptr<TensorAccount>& account)
    : outer_(std::exchange(current_account, &account)) {}

AllocationScope::~AllocationScope() { current_account = outer_; }

bool is_charged_to(const TensorAccount& account, const at::Tensor& tensor) {
  if (!tensor.has_storage()) return false;
  const at::DataPtr& data = tensor.storage().data_ptr();
  if (data.get() == nullptr) return true;  // empty: nothing to protect
  if (data.get_deleter() != &free_block) return false;
  return reinterpret_cast<const BlockHeader*>(static_cast<const char*>(data.get_context()) - kHeaderBytes)->account.get() ==
         &account;
}

void install_quota_allocator() {
  // c10 keeps the pointer for the life of the process; tensors may die during static destruction, so it is never freed.
  static c10::Allocator* const allocator = new QuotaAllocator();
  if (c10::GetCPUAllocator() != allocator) c10::SetCPUAllocator(allocator, kPriority);
}

}  // namespace interloom::lang_torch
