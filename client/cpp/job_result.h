// What a job gave back: how it ended, and what it had saved by name.
//
//   ASSIGN_OR_RETURN(JobResult result, client->run(spec));
//   RETURN_IF_ERROR(result.status);
//   ASSIGN_OR_RETURN(std::vector<float> probabilities, result["probabilities"].floats());
//
// Immutable; copies share the bytes. Any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/job.h"
#include "common/status.h"
#include "common/value.h"

namespace interloom::client {

// One saved value, or a part of one. A wrong step (a missing key, an index of something that is no list) does not fail at
// once: the value is then absent, and whatever reads it returns the error, which names the path: "'h'[2]: no such key …".
class SavedValue {
 public:
  SavedValue(std::shared_ptr<const Payload> payload, const WireValue* value, std::string path)
      : payload_(std::move(payload)), value_(value), path_(std::move(path)) {}
  SavedValue(Status error, std::string path) : path_(std::move(path)), error_(std::move(error)) {}

  const Status& status() const { return error_; }
  bool ok() const { return error_.ok(); }
  // "Tensor float32[1, 5]", "list of 3", "str": for messages.
  std::string type_text() const;
  // REQUIRES: ok().
  const WireValue& value() const { return *value_; }

  StatusOr<HostTensor> tensor() const;
  // Elements of a tensor, or of a list of numbers, or the one number.
  StatusOr<std::vector<float>> floats() const;
  StatusOr<std::vector<int64_t>> ints() const;
  StatusOr<std::string> text() const;
  StatusOr<int64_t> integer() const;  // also a bool, and a tensor of one integer
  StatusOr<double> number() const;    // also a tensor of one element
  bool is_none() const;

  // Entries of a list or tuple, values of a dict, fields of a record; 0 for a leaf.
  size_t size() const;
  SavedValue operator[](size_t index) const;          // list, tuple; also the index-th entry of a dict or record
  SavedValue operator[](std::string_view key) const;  // dict, record
  SavedValue operator[](const char* key) const { return (*this)[std::string_view(key)]; }
  SavedValue operator[](int index) const { return (*this)[static_cast<size_t>(index)]; }
  // Keys of a dict as text, names of a record's fields.
  std::vector<std::string> keys() const;

 private:
  SavedValue child(const WireValue& value, std::string path) const { return {payload_, &value, std::move(path)}; }
  Status mismatch(std::string_view wanted) const;

  std::shared_ptr<const Payload> payload_;
  const WireValue* value_ = nullptr;
  std::string path_;
  Status error_;
};

struct JobTimings {
  uint64_t upload_ms = 0;   // parts
  uint64_t queued_ms = 0;   // until RUNNING
  uint64_t running_ms = 0;  // from RUNNING to the final state
  uint64_t total_ms = 0;    // of the whole call
};

class JobResult {
 public:
  std::string job_id;
  JobState state = JobState::kReceived;
  Status status;  // OK when COMPLETED; else why it ended, and `saved` holds what there was until then
  JobTimings timings;
  uint64_t result_bytes = 0;  // raw bytes of the tensors
  std::shared_ptr<const Payload> saved = std::make_shared<Payload>(Payload{WireValue{WireDict{}}, {}});

  bool ok() const { return status.ok(); }
  bool has(std::string_view name) const { return (*this)[name].ok(); }
  std::vector<std::string> names() const { return root().keys(); }
  SavedValue root() const { return {saved, &saved->value, ""}; }
  // A name that was not saved: the value's error is kNotFound with the nearest names.
  SavedValue operator[](std::string_view name) const { return root()[name]; }
};

// A constant as Python prints it: "None", "True", "'text'", "1.5".
std::string leaf_text(const WireValue& value);

}  // namespace interloom::client
