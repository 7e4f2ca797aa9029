// Takes one bundle part as its frames arrive: decodes, hashes, stores, and keeps it only if it is what its name says.
//
// Memory: one frame. Threads: one at a time. Ownership: borrows the store. After an error only destruction is allowed; nothing
// of the part remains then. Errors: kInvalidArgument (hash or size of the content differs from what was said, frames out of
// order), kDataLoss (checksum), kResourceExhausted (limit, quota).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "common/hash.h"
#include "server/results/frame_store.h"

namespace interloom::results {

class PartReceiver {
 public:
  // kResourceExhausted when size > max_bytes.
  static StatusOr<PartReceiver> create(FrameStore& store, std::string hash, uint64_t size, uint64_t max_bytes);
  Status add(const Frame& frame);
  Status finish();

 private:
  PartReceiver(std::string hash, uint64_t size, std::unique_ptr<FrameWriter> writer)
      : hash_(std::move(hash)), size_(size), writer_(std::move(writer)) {}
  std::string hash_;
  uint64_t size_;
  uint64_t received_ = 0;
  Sha256 sha_;
  std::string raw_;  // the frame being hashed
  std::unique_ptr<FrameWriter> writer_;
};

}  // namespace interloom::results
