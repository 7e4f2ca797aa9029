// Events as bytes: how they are stored and handed to watchers. The scheduler knows no wire format, so it is given one.
#pragma once

#include <string>

#include "common/job.h"

namespace interloom::scheduler {

// Any thread.
class EventCodec {
 public:
  virtual ~EventCodec() = default;
  virtual std::string encode(JobEvent event) const = 0;
};

}  // namespace interloom::scheduler
