// Running jobs to their end in tests.
#pragma once

#include <cstring>
#include <future>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "worker/engine/engine.h"

namespace interloom::engine {

struct Finished {
  JobState state = JobState::kReceived;
  Status status;
  Payload saved;
  std::vector<TokensEvent> tokens;
  std::string log;
  int started = 0;

  std::string message() const { return std::string(message_of(status)); }
  // Null: not saved.
  const WireValue* find(std::string_view key) const {
    const auto* dict = std::get_if<WireDict>(&saved.value.kind);
    if (!dict) return nullptr;
    for (const auto& [name, value] : dict->items) {
      if (std::get<std::string>(name.kind) == key) return &value;
    }
    return nullptr;
  }
  template <class T>
  std::vector<T> tensor(const WireValue& value) const {
    const HostTensor& host = saved.tensors.at(std::get<WireTensor>(value.kind).index);
    std::vector<T> items(host.nbytes / sizeof(T));
    if (!items.empty()) std::memcpy(items.data(), host.data.get(), host.nbytes);
    return items;
  }
  template <class T>
  std::vector<T> tensor(std::string_view key) const {
    const WireValue* value = find(key);
    return value ? tensor<T>(*value) : std::vector<T>{};
  }
  // The new tokens of each row.
  std::vector<std::vector<int64_t>> generated() const {
    std::vector<std::vector<int64_t>> rows;
    if (const WireValue* value = find("generated")) {
      for (const WireValue& row : std::get<WireList>(value->kind).items) rows.push_back(tensor<int64_t>(row));
    }
    return rows;
  }
};

class RecordingSink final : public JobSink {
 public:
  explicit RecordingSink(std::promise<Finished> promise, std::function<void(const TokensEvent&)> on_tokens = {})
      : promise_(std::move(promise)), on_tokens_(std::move(on_tokens)) {}
  void started() override { ++result_.started; }
  void log(std::string text) override { result_.log += text; }
  void tokens(TokensEvent event) override {
    if (on_tokens_) on_tokens_(event);
    result_.tokens.push_back(std::move(event));
  }
  void finished(JobState state, Status status, Payload saved) override {
    result_.state = state;
    result_.status = std::move(status);
    result_.saved = std::move(saved);
    promise_.set_value(std::move(result_));
  }

 private:
  std::promise<Finished> promise_;
  std::function<void(const TokensEvent&)> on_tokens_;
  Finished result_;
};

inline std::future<Finished> submit(Engine& engine, JobSpec spec, std::string id = "job",
                                    std::function<void(const TokensEvent&)> on_tokens = {}) {
  std::promise<Finished> promise;
  std::future<Finished> future = promise.get_future();
  JobRequest request;
  request.job_id = std::move(id);
  request.spec = std::move(spec);
  request.sink = std::make_unique<RecordingSink>(std::move(promise), std::move(on_tokens));
  engine.submit(std::move(request));
  return future;
}

inline Finished run(Engine& engine, Graph graph) {
  JobSpec spec;
  spec.graph = std::move(graph);
  return submit(engine, std::move(spec)).get();
}

}  // namespace interloom::engine
