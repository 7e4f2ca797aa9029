// Reads a sealed frame log for a stream, one message at a time.
#pragma once

#include <memory>
#include <optional>
#include <utility>

#include "proto/translate.h"
#include "server/results/frame_store.h"

namespace interloom::api {

// One thread at a time.
class FrameStream {
 public:
  explicit FrameStream(std::unique_ptr<results::FrameReader> reader) : reader_(std::move(reader)) {}
  const results::LogInfo& info() const { return reader_->info(); }
  // The next frame; nothing at the end.
  StatusOr<std::optional<proto::pb::Frame>> next() {
    if (reader_->next_index() >= reader_->info().frames) return std::nullopt;
    ASSIGN_OR_RETURN(Frame frame, reader_->next());
    return proto::to_proto(std::move(frame));
  }

 private:
  std::unique_ptr<results::FrameReader> reader_;
};

}  // namespace interloom::api
