// Stackful fibers: functions that stop in the middle and go on later, all on one thread of control.
//
//   StackPool pool;
//   Fiber fiber(pool, [&] { ...; Fiber::yield(); ... });
//   fiber.resume();   // runs until the first yield
//   fiber.resume();   // runs to the end; fiber.done()
//
// resume() nests: a fiber may resume another; yield() goes back to whoever resumed. Destroying a fiber that has not ended
// throws FiberUnwind inside it at its yield, so that its destructors run: code between must let it pass (catch (...) rethrows)
// and must not yield again. An exception that leaves the function ends the process, except FiberUnwind.
// A pool, its fibers and their users stay on one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace interloom::lang {

struct FiberUnwind {};  // thrown through a fiber that is destroyed

// Stacks of one size with a guard page below each, kept for reuse.
class StackPool {
 public:
  explicit StackPool(size_t stack_bytes = 256 << 10, size_t max_kept = 64);
  ~StackPool();  // REQUIRES: no fiber of it is alive
  StackPool(const StackPool&) = delete;
  StackPool& operator=(const StackPool&) = delete;

  size_t stack_bytes() const { return stack_bytes_; }
  size_t live() const { return live_; }
  size_t kept() const { return kept_.size(); }

 private:
  friend class Fiber;
  void* acquire();  // the lowest usable byte; throws std::bad_alloc
  void give_back(void* stack);
  const size_t stack_bytes_, max_kept_;
  size_t live_ = 0;
  std::vector<void*> kept_;
};

class Fiber {
 public:
  Fiber(StackPool& pool, std::function<void()> body);
  ~Fiber();  // not from inside itself
  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;

  // Runs the fiber until it yields or ends. REQUIRES: !done(), not running.
  void resume();
  // Goes back to the resumer of the running fiber. REQUIRES: inside one.
  static void yield();
  // The fiber that runs now on this thread; null outside.
  static Fiber* current();

  bool done() const;
  // The lowest address of the C stack that runs now: the current fiber's, else the thread's.
  static uintptr_t stack_lowest();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace interloom::lang
