// Status ⇄ grpc::Status: the same codes and messages.
#pragma once

#include <grpcpp/grpcpp.h>

#include "common/status.h"

namespace interloom::api {

inline grpc::Status to_grpc(const Status& status) {
  if (status.ok()) return grpc::Status::OK;
  return {static_cast<grpc::StatusCode>(status.code()), std::string(message_of(status))};
}

}  // namespace interloom::api
