#include "worker/lang/torch/torch_job.h"

#include <ATen/CPUGeneratorImpl.h>
#include <c10/util/Exception.h>

#include <atomic>
#include <mutex>
#include <new>
#include <stdexcept>
#include <unordered_map>

#include "worker/lang/torch/dtype_object.h"

namespace interloom::lang_torch {

using lang::ExceptionKind;
using lang::Value;

namespace {

// Libraries never print; what PyTorch would warn of is not an error.
class SilentHandler final : public c10::WarningHandler {
 public:
  void process(const c10::Warning&) override {}
};

c10::WarningHandler* silent_handler() {
  static SilentHandler handler;
  return &handler;
}

// PyTorch's message without the trailing frames ("Exception raised from ...") and source contexts.
std::string message_text(const char* what) {
  std::string text(what);
  const size_t cut = text.find("\nException raised from ");
  if (cut != std::string::npos) text.resize(cut);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  // Python's build calls its types otherwise.
  const size_t type = text.find("expand(CPU");
  const size_t brace = type == std::string::npos ? type : text.find("Type{", type);
  if (brace != std::string::npos)
    text = text.substr(0, type + 7) + "torch." + text.substr(type + 10, brace - type - 10) + "Tensor" + text.substr(brace + 4);
  if (!lang::valid_utf8(text)) {
    for (char& c : text) {
      if (static_cast<unsigned char>(c) >= 0x80) c = '?';
    }
  }
  return text;
}

// An internal assert speaks of files and lines of LibTorch; the user gets what failed.
std::string without_internals(std::string text) {
  const size_t at = text.find(" INTERNAL ASSERT FAILED at ");
  if (at == std::string::npos) return text;
  const size_t colon = text.find(", please report a bug to PyTorch. ", at);
  return colon == std::string::npos ? text.substr(0, at) + " INTERNAL ASSERT FAILED"
                                    : text.substr(0, at) + " INTERNAL ASSERT FAILED: " + text.substr(colon + 34);
}

Value raise_out_of_memory(TorchJob& job, const std::string& text) {
  const uint64_t refused = job.account()->take_refused_bytes();
  if (refused != 0) job.heap().charge(refused);  // throws: it did not fit
  return job.interp().stop(make_status(StatusCode::kResourceExhausted, text));
}

// Interpreters know nothing of torch, and a type's slots get only the interpreter: this finds what belongs to it.
struct JobRegistry {
  std::mutex mutex;
  std::unordered_map<const lang::Interpreter*, TorchJob*> jobs;
  std::atomic<uint64_t> generation{1};  // moves whenever a job goes, so that caches by address stay true
};

JobRegistry& registry() {
  static JobRegistry instance;
  return instance;
}

}  // namespace

TorchJob::TorchJob(lang::Interpreter& interp, uint64_t seed)
    : interp_(interp),
      account_(std::make_shared<TensorAccount>(interp.heap())),
      generator_(at::detail::createCPUGenerator(seed)) {
  const std::lock_guard lock(registry().mutex);
  registry().jobs[&interp] = this;
}

TorchJob::~TorchJob() {
  account_->settle();
  const std::lock_guard lock(registry().mutex);
  registry().jobs.erase(&interp_);
  registry().generation.fetch_add(1);
}

TorchJob& TorchJob::of(lang::Interpreter& interp) {
  thread_local const lang::Interpreter* cached_interp = nullptr;
  thread_local TorchJob* cached_job = nullptr;
  thread_local uint64_t cached_generation = 0;
  JobRegistry& all = registry();
  if (cached_interp == &interp && cached_generation == all.generation.load(std::memory_order_relaxed)) return *cached_job;
  const std::lock_guard lock(all.mutex);
  cached_job = all.jobs.at(&interp);
  cached_interp = &interp;
  cached_generation = all.generation.load();
  return *cached_job;
}

void TorchJob::manual_seed(uint64_t seed) { generator_.set_current_seed(seed); }

Value TorchJob::dtype(at::ScalarType type) {
  Value& slot = dtypes_.at(static_cast<size_t>(type));
  if (slot.is_undefined()) slot = Value::object(heap().make<DTypeObject>(type));
  return slot;
}

Value TorchJob::device(at::Device device) {
  for (const auto& [known, value] : devices_) {
    if (known == device) return value;
  }
  devices_.emplace_back(device, Value::object(heap().make<DeviceObject>(device)));
  return devices_.back().second;
}

namespace torch_job_internal {

Scope::Scope(TorchJob& job) : allocation_(job.account()), outer_warning_handler_(c10::WarningUtils::get_warning_handler()) {
  c10::WarningUtils::set_warning_handler(silent_handler());
}

Scope::~Scope() { c10::WarningUtils::set_warning_handler(static_cast<c10::WarningHandler*>(outer_warning_handler_)); }

Value raise_current(TorchJob& job) {
  const auto raise = [&](ExceptionKind kind, const c10::Error& error) {
    return job.interp().raise(kind, without_internals(message_text(error.what_without_backtrace())));
  };
  try {
    throw;
  } catch (const c10::IndexError& error) {
    return raise(ExceptionKind::kIndexError, error);
  } catch (const c10::ValueError& error) {
    return raise(ExceptionKind::kValueError, error);
  } catch (const c10::TypeError& error) {
    return raise(ExceptionKind::kTypeError, error);
  } catch (const c10::NotImplementedError& error) {
    return raise(ExceptionKind::kNotImplementedError, error);
  } catch (const c10::BufferError& error) {
    return raise(ExceptionKind::kBufferError, error);
  } catch (const c10::OutOfMemoryError& error) {
    return raise_out_of_memory(job, message_text(error.what_without_backtrace()));
  } catch (const c10::Error& error) {
    const std::string text = message_text(error.what_without_backtrace());
    // The system's own allocator ran dry before the quota did.
    if (text.find("DefaultCPUAllocator: can't allocate memory") != std::string::npos) return raise_out_of_memory(job, text);
    return job.interp().raise(ExceptionKind::kRuntimeError, without_internals(text));
  } catch (const std::bad_alloc&) {
    return raise_out_of_memory(job, "out of memory inside a tensor operation");
  } catch (const std::length_error&) {
    return raise_out_of_memory(job, "a tensor operation asked for more elements than can exist");
  } catch (const std::out_of_range& error) {
    return job.interp().raise(ExceptionKind::kIndexError, message_text(error.what()));
  } catch (const std::exception& error) {
    return job.interp().raise(ExceptionKind::kRuntimeError, message_text(error.what()));
  }
}

}  // namespace torch_job_internal
}  // namespace interloom::lang_torch
