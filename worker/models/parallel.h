// Splitting work over torch's own threads.
//
// torch's parallel_for is a template that only splits where the compiler has OpenMP on; parallel.cpp is the one file that
// has it, and links the OpenMP runtime that torch brought, so that there is one pool of threads.
#pragma once

#include <cstdint>
#include <type_traits>

namespace interloom::models {

using RangeFunction = void (*)(void* context, int64_t begin, int64_t end);
void parallel_for_erased(int64_t count, int64_t grain, RangeFunction function, void* context);

// body(begin, end) for parts of [0, count), each at least `grain` long but the last. Returns when all are done.
template <class Body>
void parallel_for(int64_t count, int64_t grain, Body&& body) {
  if (count <= grain) {
    if (count > 0) body(int64_t{0}, count);
    return;
  }
  parallel_for_erased(
      count, grain,
      [](void* context, int64_t begin, int64_t end) { (*static_cast<std::remove_reference_t<Body>*>(context))(begin, end); },
      &body);
}

// While it lives, this thread works alone when there is little to do: waking another thread takes as long as some hundred
// thousand multiplications, and torch's attention wakes one however small it is. `multiplications`: of all that follows.
class SmallWorkAlone {
 public:
  explicit SmallWorkAlone(int64_t multiplications);
  ~SmallWorkAlone();
  SmallWorkAlone(const SmallWorkAlone&) = delete;
  SmallWorkAlone& operator=(const SmallWorkAlone&) = delete;

 private:
  int threads_ = 0;  // to give back; 0: nothing was changed
};

}  // namespace interloom::models
