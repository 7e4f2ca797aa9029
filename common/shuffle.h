// Byte shuffle: bytes of equal significance of all elements together, which makes exponents of floats compressible.
//
// Element sizes 2, 4 and 8. Bytes after the last whole element stay at the end. `in` and `out` must not overlap and have
// `size` bytes each. Any thread.
#pragma once

#include <cstddef>

namespace interloom {

constexpr bool can_shuffle(size_t elem_size) { return elem_size == 2 || elem_size == 4 || elem_size == 8; }

// REQUIRES: can_shuffle(elem_size).
void byte_shuffle(const std::byte* in, std::byte* out, size_t size, size_t elem_size);
void byte_unshuffle(const std::byte* in, std::byte* out, size_t size, size_t elem_size);

}  // namespace interloom
