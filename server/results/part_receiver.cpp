#include "server/results/part_receiver.h"

#include <cstddef>
#include <utility>

namespace interloom::results {

StatusOr<PartReceiver> PartReceiver::create(FrameStore& store, std::string hash, uint64_t size, uint64_t max_bytes) {
  ASSIGN_OR_RETURN(const std::string name, part_name(hash));
  if (size > max_bytes) {
    return make_status(StatusCode::kResourceExhausted, "part ", hash, " has ", size, " bytes; a part may have ", max_bytes);
  }
  ASSIGN_OR_RETURN(std::unique_ptr<FrameWriter> writer, store.create(name));
  return PartReceiver(std::move(hash), size, std::move(writer));
}

Status PartReceiver::add(const Frame& frame) {
  if (frame.tensor != 0) return invalid_argument("part ", hash_, ": a frame names tensor ", frame.tensor, "; a part has only 0");
  if (frame.offset != received_) {
    return invalid_argument("part ", hash_, ": a frame for byte ", frame.offset, " where byte ", received_, " was to come");
  }
  if (frame.raw_size > kFrameRawBytes || frame.raw_size > size_ - received_) {
    return invalid_argument("part ", hash_, ": more bytes than the ", size_, " that its head says");
  }
  RETURN_IF_ERROR(writer_->append(frame));
  raw_.resize(frame.raw_size);
  if (Status status = decode_frame(frame, reinterpret_cast<std::byte*>(raw_.data())); !status.ok()) {
    return annotate(status, str_cat("part ", hash_));
  }
  sha_.update(raw_);
  received_ += frame.raw_size;
  return OkStatus();
}

Status PartReceiver::finish() {
  if (received_ != size_) return invalid_argument("part ", hash_, " ended after ", received_, " of ", size_, " bytes");
  if (const std::string actual = sha_.finish_hex(); actual != hash_) {
    return invalid_argument("the content of part ", hash_, " has the SHA-256 ", actual);
  }
  return writer_->seal().status();
}

}  // namespace interloom::results
