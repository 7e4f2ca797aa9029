#include "server/api/pb_event_codec.h"

#include <utility>

#include "proto/translate.h"

namespace interloom::api {

std::string PbEventCodec::encode(JobEvent event) const { return proto::to_bytes(proto::to_proto(std::move(event))); }

}  // namespace interloom::api
