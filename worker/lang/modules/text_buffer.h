// TextBuffer: a growing byte string on the job's heap, for results whose size user code decides.
#pragma once

#include <cstring>
#include <string_view>

#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"
#include "worker/lang/str.h"

namespace interloom::lang::modules {

class TextBuffer {
 public:
  explicit TextBuffer(Interpreter& interp) : interp_(interp) {}
  ~TextBuffer() { interp_.heap().free_raw(data_, capacity_); }
  TextBuffer(const TextBuffer&) = delete;
  TextBuffer& operator=(const TextBuffer&) = delete;

  // False: the job ends. Throws BudgetStop when the heap is full.
  bool append(std::string_view text) {
    if (text.empty()) return true;
    if (text.size() > capacity_ - size_) grow(text.size());
    std::memcpy(data_ + size_, text.data(), text.size());
    size_ += text.size();
    pending_ += text.size();
    if (pending_ < kChargeBytes) return true;
    const uint64_t bytes = pending_;
    pending_ = 0;
    return charge_bytes(interp_, bytes);
  }
  bool append(char c) { return append(std::string_view(&c, 1)); }
  void shrink(size_t size) { size_ = size; }  // REQUIRES: size <= size()
  std::string_view view() const { return {data_, size_}; }
  size_t size() const { return size_; }
  Value str() const { return str_value(interp_.heap(), view()); }
  Value bytes() const { return Value::object(make_bytes(interp_.heap(), view())); }

 private:
  static constexpr uint64_t kChargeBytes = 1024;
  void grow(size_t more) {
    const size_t capacity = (size_ + more) * 2 + 32;
    data_ = static_cast<char*>(interp_.heap().reallocate_raw(data_, capacity_, capacity));
    capacity_ = capacity;
  }

  Interpreter& interp_;
  char* data_ = nullptr;
  size_t size_ = 0, capacity_ = 0;
  uint64_t pending_ = 0;  // appended and not charged yet
};

}  // namespace interloom::lang::modules
