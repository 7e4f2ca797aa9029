// id(): a keyed permutation of the address. Equal for the same object, different for two that live at the same time, and
// without the key nothing can be told of addresses.
#include "worker/lang/class.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/str.h"

namespace interloom::lang {
namespace {

constexpr int kRounds = 4;
constexpr uint32_t kHalfMask = (1u << 24) - 1;
constexpr int64_t kPlainBit = int64_t{1} << 61;  // values that are not objects: above all of those

uint32_t mix(uint32_t half, int round, uint64_t key) {
  const uint32_t input[] = {half, static_cast<uint32_t>(round)};
  return static_cast<uint32_t>(hash_bytes({reinterpret_cast<const char*>(input), sizeof input}, key)) & kHalfMask;
}

}  // namespace

int64_t object_id(Interpreter& interp, const Value& value) {
  if (!value.is_object()) {
    const int64_t content[] = {static_cast<int64_t>(value.tag()), value.is_none() ? 0 : value.as_int()};
    return (hash_bytes({reinterpret_cast<const char*>(content), sizeof content}, interp.hash_seed()) & (kPlainBit - 1)) | kPlainBit;
  }
  const uint64_t key = interp.hash_seed() ^ 0x69645F6F665F6F62u;
  const uint64_t address = reinterpret_cast<uintptr_t>(value.object()) & ((uint64_t{1} << 48) - 1);
  uint32_t left = static_cast<uint32_t>(address >> 24), right = static_cast<uint32_t>(address) & kHalfMask;
  for (int round = 0; round < kRounds; ++round) {
    const uint32_t next = left ^ mix(right, round, key);
    left = right;
    right = next;
  }
  return static_cast<int64_t>(uint64_t{left} << 24 | right);
}

}  // namespace interloom::lang
