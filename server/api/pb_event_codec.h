// Events as protobuf bytes (interloom.v1.JobEvent): what the store keeps is what goes out. Any thread.
#pragma once

#include <string>

#include "server/scheduler/event_codec.h"

namespace interloom::api {

class PbEventCodec final : public scheduler::EventCodec {
 public:
  std::string encode(JobEvent event) const override;
};

}  // namespace interloom::api
