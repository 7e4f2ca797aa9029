// The frames of a job's result, wherever they lie: in a result file, or in its result event.
//
// Memory: one frame of a file; all of a small result. Threads: one at a time. Ownership: borrows the context.
#pragma once

#include <memory>
#include <string>

#include "interloom/v1/jobs.pb.h"
#include "server/api/context.h"

namespace interloom::api {

class ResultSource {
 public:
  // kNotFound (job unknown, result expired), kFailedPrecondition (unfinished, or ended without a result), kInvalidArgument (from).
  static StatusOr<ResultSource> open(const Context& context, const std::string& job_id, uint64_t from_frame);

  bool done() const { return next_ >= count_; }
  // REQUIRES: !done().
  StatusOr<interloom::v1::Frame> next();

 private:
  ResultSource() = default;
  uint64_t next_ = 0;
  uint64_t count_ = 0;
  std::unique_ptr<results::FrameReader> reader_;  // null: inline
  interloom::v1::ResultHead head_;
};

}  // namespace interloom::api
