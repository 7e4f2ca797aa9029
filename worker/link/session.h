// One connected link: the stream, what runs on it, and how its results are delivered.
#pragma once

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "common/log.h"
#include "common/queue.h"
#include "interloom/v1/worker.grpc.pb.h"
#include "proto/translate.h"
#include "worker/engine/engine.h"

namespace interloom::link {

namespace pb = interloom::v1;

// A Session outlives its stream for as long as a job's sink holds it. Any thread may send.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(std::shared_ptr<grpc::Channel> channel, std::vector<engine::Engine*> engines, Logger logger);
  ~Session();

  // Opens the stream, registers and reads until it ends. `on_registered` gets the lease.
  grpc::Status serve(const pb::Register& registration, const std::function<void(std::chrono::milliseconds)>& on_registered);

  // False when the stream is gone.
  bool send(const pb::WorkerMessage& message);
  // Says that the worker leaves; the stream ends once nothing runs.
  void drain();
  // Breaks the stream now.
  void abort();

  void heartbeat();

 private:
  friend class LinkSink;
  struct Delivery { pb::Finished finished; Payload payload; };

  void take(pb::Work work);
  void refuse(const pb::Work& work, const Status& status);
  void cancel(const pb::CancelWork& request);
  void cancel_all(const Status& reason);
  void job_ended(const std::string& job_id);
  void finish_if_drained();
  void finish(pb::Finished finished, Payload payload);  // from an engine's thread
  void deliver_large();                                 // the delivery thread
  Status put_result(const pb::Finished& finished, const Payload& payload);
  StatusOr<HostTensor> fetch_part(const std::string& job_id, const GraphTensor& tensor);
  engine::Engine* find_engine(const std::string& model) const;

  std::unique_ptr<pb::WorkerLink::Stub> stub_;
  std::vector<engine::Engine*> engines_;
  Logger logger_;
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReaderWriter<pb::WorkerMessage, pb::GatewayMessage>> stream_;

  std::mutex write_mutex_;
  bool writable_ = false;
  bool writes_done_ = false;

  std::mutex jobs_mutex_;
  std::map<std::string, std::pair<uint32_t, engine::Engine*>> jobs_;  // id → attempt, engine
  std::atomic<bool> draining_{false};

  BoundedQueue<Delivery> large_{64};
  std::thread delivery_;
};

// kDataLoss when the bytes are not those that the hash names.
Status check_part(const std::string& hash, const HostTensor& tensor);

}  // namespace interloom::link
