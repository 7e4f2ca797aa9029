// Status ⇄ grpc::Status: the same codes and messages.
#pragma once

#include <grpcpp/grpcpp.h>

#include <string>

#include "common/status.h"

namespace interloom::proto {

inline grpc::Status to_grpc(const Status& status) {
  if (status.ok()) return grpc::Status::OK;
  return {static_cast<grpc::StatusCode>(status.code()), std::string(message_of(status))};
}

inline Status from_grpc(const grpc::Status& status) {
  return make_status(static_cast<StatusCode>(status.error_code()), status.error_message());
}

}  // namespace interloom::proto
