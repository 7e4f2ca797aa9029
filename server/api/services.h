// The handlers of the three services; one file each (jobs_service.cpp, models_service.cpp, worker_service.cpp).
#pragma once

#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/service_type.h>

#include <memory>

#include "server/api/gateway.h"

namespace interloom::api {

// The service borrows `services`.
std::unique_ptr<grpc::Service> make_jobs_service(const Services& services);
std::unique_ptr<grpc::Service> make_models_service(const Services& services);
std::unique_ptr<grpc::Service> make_worker_service(const Services& services);

}  // namespace interloom::api
