// Events as interloom.v1.JobEvent bytes: what the store keeps and watchers are sent.
#pragma once

#include "proto/translate.h"
#include "server/scheduler/event_codec.h"

namespace interloom::api {

class ProtoEventCodec final : public scheduler::EventCodec {
 public:
  std::string encode(JobEvent event) const override { return proto::to_bytes(proto::to_proto(std::move(event))); }
};

}  // namespace interloom::api
