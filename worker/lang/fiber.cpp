#include "worker/lang/fiber.h"

#include <cxxabi.h>
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

#include <boost/context/detail/fcontext.hpp>
#include <cstring>
#include <exception>
#include <new>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif
#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#endif

namespace interloom::lang {

namespace context = boost::context::detail;

namespace {

size_t page_bytes() { return static_cast<size_t>(sysconf(_SC_PAGESIZE)); }

// The C++ runtime keeps the exceptions being handled per thread; a fiber may switch inside a catch block.
struct EhGlobals {
  void* caught;
  unsigned int uncaught;
};
EhGlobals* eh_globals() { return reinterpret_cast<EhGlobals*>(abi::__cxa_get_globals()); }

thread_local Fiber* current_fiber = nullptr;

uintptr_t thread_stack_lowest() {
  thread_local const uintptr_t lowest = [] {
    pthread_attr_t attributes;
    void* address = nullptr;
    size_t size = 0;
    if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
      pthread_attr_getstack(&attributes, &address, &size);
      pthread_attr_destroy(&attributes);
    }
    return reinterpret_cast<uintptr_t>(address);
  }();
  return lowest;
}

}  // namespace

StackPool::StackPool(size_t stack_bytes, size_t max_kept)
    : stack_bytes_((stack_bytes + page_bytes() - 1) / page_bytes() * page_bytes()), max_kept_(max_kept) {}

StackPool::~StackPool() {
  for (void* stack : kept_) munmap(static_cast<char*>(stack) - page_bytes(), stack_bytes_ + page_bytes());
}

void* StackPool::acquire() {
  ++live_;
  if (!kept_.empty()) {
    void* stack = kept_.back();
    kept_.pop_back();
    return stack;
  }
  void* memory =
      mmap(nullptr, stack_bytes_ + page_bytes(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
  if (memory == MAP_FAILED || mprotect(memory, page_bytes(), PROT_NONE) != 0) {
    if (memory != MAP_FAILED) munmap(memory, stack_bytes_ + page_bytes());
    --live_;
    throw std::bad_alloc();
  }
  return static_cast<char*>(memory) + page_bytes();
}

void StackPool::give_back(void* stack) {
  --live_;
#if defined(__SANITIZE_ADDRESS__)
  ASAN_UNPOISON_MEMORY_REGION(stack, stack_bytes_);
#endif
  if (kept_.size() < max_kept_) {
    kept_.push_back(stack);
  } else {
    munmap(static_cast<char*>(stack) - page_bytes(), stack_bytes_ + page_bytes());
  }
}

struct Fiber::State {
  StackPool& pool;
  std::function<void()> body;
  void* stack = nullptr;
  context::fcontext_t inside = nullptr;   // where the fiber stopped
  context::fcontext_t outside = nullptr;  // where its resumer waits
  Fiber* resumer = nullptr;
  EhGlobals saved_eh{};
  bool started = false, done = false, unwinding = false;
#if defined(__SANITIZE_ADDRESS__)
  void* outside_fake_stack = nullptr;
  const void* outside_bottom = nullptr;
  size_t outside_size = 0;
#endif
#if defined(__SANITIZE_THREAD__)
  void* tsan_inside = nullptr;
  void* tsan_outside = nullptr;
#endif

  static void enter(context::transfer_t transfer);
  void run_body();
  void switch_in();
  void switch_out();
};

void Fiber::State::run_body() {
  try {
    if (!unwinding) body();
  } catch (const FiberUnwind&) {
  } catch (...) {
    std::terminate();  // the contract: nothing else leaves the body
  }
}

void Fiber::State::enter(context::transfer_t transfer) {
  State* state = static_cast<State*>(transfer.data);
  state->outside = transfer.fctx;
#if defined(__SANITIZE_ADDRESS__)
  __sanitizer_finish_switch_fiber(nullptr, &state->outside_bottom, &state->outside_size);
#endif
  state->run_body();
  state->done = true;
#if defined(__SANITIZE_ADDRESS__)
  __sanitizer_start_switch_fiber(nullptr, state->outside_bottom, state->outside_size);
#endif
#if defined(__SANITIZE_THREAD__)
  __tsan_switch_to_fiber(state->tsan_outside, 0);
#endif
  context::jump_fcontext(state->outside, nullptr);
  std::terminate();  // nobody resumes a fiber that is done
}

void Fiber::State::switch_in() {
#if defined(__SANITIZE_ADDRESS__)
  void* fake_stack = nullptr;
  __sanitizer_start_switch_fiber(&fake_stack, stack, pool.stack_bytes());
#endif
#if defined(__SANITIZE_THREAD__)
  tsan_outside = __tsan_get_current_fiber();
  __tsan_switch_to_fiber(tsan_inside, 0);
#endif
  EhGlobals* eh = eh_globals();
  const EhGlobals outer = *eh;
  *eh = saved_eh;
  const context::transfer_t transfer = context::jump_fcontext(inside, this);
  inside = transfer.fctx;
  saved_eh = *eh;
  *eh = outer;
#if defined(__SANITIZE_ADDRESS__)
  __sanitizer_finish_switch_fiber(fake_stack, nullptr, nullptr);
#endif
}

void Fiber::State::switch_out() {
#if defined(__SANITIZE_ADDRESS__)
  __sanitizer_start_switch_fiber(&outside_fake_stack, outside_bottom, outside_size);
#endif
#if defined(__SANITIZE_THREAD__)
  __tsan_switch_to_fiber(tsan_outside, 0);
#endif
  outside = context::jump_fcontext(outside, nullptr).fctx;
#if defined(__SANITIZE_ADDRESS__)
  __sanitizer_finish_switch_fiber(outside_fake_stack, &outside_bottom, &outside_size);
#endif
}

Fiber::Fiber(StackPool& pool, std::function<void()> body) : state_(new State{pool, std::move(body)}) {
  state_->stack = pool.acquire();
  state_->inside =
      context::make_fcontext(static_cast<char*>(state_->stack) + pool.stack_bytes(), pool.stack_bytes(), &State::enter);
#if defined(__SANITIZE_THREAD__)
  state_->tsan_inside = __tsan_create_fiber(0);
#endif
}

Fiber::~Fiber() {
  if (state_->started && !state_->done) {
    state_->unwinding = true;
    resume();
    if (!state_->done) std::terminate();  // it swallowed FiberUnwind and yielded again
  }
#if defined(__SANITIZE_THREAD__)
  __tsan_destroy_fiber(state_->tsan_inside);
#endif
  state_->pool.give_back(state_->stack);
}

void Fiber::resume() {
  State& state = *state_;
  state.started = true;
  state.resumer = current_fiber;
  current_fiber = this;
  state.switch_in();
  current_fiber = state.resumer;
}

void Fiber::yield() {
  State& state = *current_fiber->state_;
  state.switch_out();
  if (state.unwinding) throw FiberUnwind{};
}

Fiber* Fiber::current() { return current_fiber; }
bool Fiber::done() const { return state_->done; }

uintptr_t Fiber::stack_lowest() {
  return current_fiber ? reinterpret_cast<uintptr_t>(current_fiber->state_->stack) : thread_stack_lowest();
}

}  // namespace interloom::lang
