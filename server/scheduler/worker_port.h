// A worker as the scheduler sees it: what it is, and how to reach it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "common/model_info.h"
#include "common/status.h"

namespace interloom::scheduler {

struct WorkerInfo {
  std::string worker_id;
  std::string version;
  uint32_t slots = 1;  // jobs at a time, per model
  std::vector<std::shared_ptr<const ModelInfo>> models;
};

struct WorkItem {
  std::string job_id;
  uint32_t attempt = 0;
  std::shared_ptr<const std::string> spec;
};

// Methods are called with the scheduler's lock held: they never block and never call the scheduler. Any thread.
class WorkerPort {
 public:
  virtual ~WorkerPort() = default;
  virtual void send_work(WorkItem item) = 0;
  // reason's code: kCancelled or kDeadlineExceeded.
  virtual void cancel(const std::string& job_id, uint32_t attempt, const Status& reason) = 0;
  virtual void drain() = 0;
  // The scheduler has given this worker up; nothing it says counts any more.
  virtual void close(const Status& reason) = 0;
};

}  // namespace interloom::scheduler
