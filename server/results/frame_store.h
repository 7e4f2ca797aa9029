// Where result bytes and bundle parts lie: named logs of frames, written once, read from any frame.
//
// A log's name is a path of safe pieces: "results/JOB/ATTEMPT", "parts/SHA256". It becomes visible when its writer seals it,
// whole or not at all. One frame is in memory at a time, whatever the size of the log. Frames are stored as they travel
// (compressed); their checksums are verified when they come in and when they go out.
//
// Threads: a FrameStore from any thread; a writer or reader from one thread at a time. A writer or reader may outlive
// neither its store. Errors: kNotFound (no such log), kDataLoss (truncated or corrupt, naming the log), kResourceExhausted
// (quota or disk full, naming the limit), kInvalidArgument (a name with unsafe pieces).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/frame.h"
#include "common/status.h"

namespace interloom::results {

struct LogInfo {
  uint64_t frames = 0;
  uint64_t raw_bytes = 0;     // before compression
  uint64_t stored_bytes = 0;  // what counts against the quota
};

// Unsealed logs vanish with their writer.
class FrameWriter {
 public:
  virtual ~FrameWriter() = default;
  virtual Status append(const Frame& frame) = 0;
  // No append after it. Replaces an older log of that name.
  virtual StatusOr<LogInfo> seal() = 0;
};

class FrameReader {
 public:
  virtual ~FrameReader() = default;
  virtual const LogInfo& info() const = 0;
  virtual uint64_t next_index() const = 0;
  // REQUIRES: next_index() < info().frames.
  virtual StatusOr<Frame> next() = 0;
};

class FrameStore {
 public:
  virtual ~FrameStore() = default;
  virtual StatusOr<std::unique_ptr<FrameWriter>> create(std::string_view name) = 0;
  // kInvalidArgument when `from` is beyond the number of frames.
  virtual StatusOr<std::unique_ptr<FrameReader>> open(std::string_view name, uint64_t from) = 0;
  virtual StatusOr<LogInfo> stat(std::string_view name) = 0;
  // Whether it is there; if so it counts as new for the sweep.
  virtual bool touch(std::string_view name) = 0;
  // The log, or all logs below that name. Nothing there is OK.
  virtual Status remove(std::string_view name) = 0;
  // Removes logs that were not written or touched since then, and what writers of an earlier process left.
  virtual Status sweep(int64_t before_unix_ms) = 0;
  virtual uint64_t stored_bytes() const = 0;
};

std::string result_name(std::string_view job_id, uint32_t attempt);
// kInvalidArgument unless 64 lower-case hex digits.
StatusOr<std::string> part_name(std::string_view hash);

}  // namespace interloom::results
