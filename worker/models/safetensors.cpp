#include "worker/models/safetensors.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "worker/models/json.h"

namespace interloom::models {

namespace {

constexpr uint64_t kMaxHeaderBytes = 32 << 20;
constexpr size_t kMaxDims = 16;

struct NamedType {
  const char* name;
  at::ScalarType type;
};
constexpr NamedType kTypes[] = {
    {"F64", at::kDouble},
    {"F32", at::kFloat},
    {"F16", at::kHalf},
    {"BF16", at::kBFloat16},
    {"I64", at::kLong},
    {"I32", at::kInt},
    {"I16", at::kShort},
    {"I8", at::kChar},
    {"U8", at::kByte},
    {"BOOL", at::kBool},
    {"U16", at::kUInt16},
    {"U32", at::kUInt32},
    {"U64", at::kUInt64},
    {"F8_E4M3", at::kFloat8_e4m3fn},
    {"F8_E5M2", at::kFloat8_e5m2},
};

// A whole number of JSON that fits; floats and negatives are refused.
bool whole(const Json& value, uint64_t* out) {
  if (!value.is_number_unsigned()) return false;
  *out = value.get<uint64_t>();
  return true;
}

}  // namespace

struct SafetensorsFile::Mapping {
  const char* data = nullptr;
  uint64_t size = 0;
  Mapping() = default;
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  ~Mapping() {
    if (data) ::munmap(const_cast<char*>(data), size);
  }
};

StatusOr<SafetensorsFile> SafetensorsFile::open(const std::string& path) {
  SafetensorsFile file;
  file.path_ = path;
  file.mapping_ = std::make_shared<Mapping>();
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return make_status(StatusCode::kNotFound, path, ": ", std::strerror(errno));
  struct stat info {};
  const bool regular = ::fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
  if (regular && info.st_size >= 8) {
    void* data = ::mmap(nullptr, static_cast<size_t>(info.st_size), PROT_READ, MAP_SHARED, fd, 0);
    if (data != MAP_FAILED) {
      file.mapping_->data = static_cast<const char*>(data);
      file.mapping_->size = static_cast<uint64_t>(info.st_size);
      ::madvise(data, file.mapping_->size, MADV_WILLNEED);
    }
  }
  ::close(fd);
  if (!regular) return invalid_argument(path, ": not a regular file");
  if (!file.mapping_->data)
    return invalid_argument(path, info.st_size < 8 ? ": too short for a safetensors file" : ": cannot be mapped");
  RETURN_IF_ERROR(file.read_header());
  return file;
}

Status SafetensorsFile::read_header() {
  uint64_t header = 0;
  std::memcpy(&header, mapping_->data, 8);
  if (header > kMaxHeaderBytes) return invalid_argument(path_, ": header of ", header, " bytes, more than ", kMaxHeaderBytes);
  if (header > mapping_->size - 8) return invalid_argument(path_, ": header of ", header, " bytes does not fit the file");
  data_begin_ = 8 + header;
  ASSIGN_OR_RETURN(const Json json, parse_json_object({mapping_->data + 8, header}, path_, /*max_depth=*/4));
  for (const auto& [name, value] : json.items()) {
    if (name == "__metadata__") continue;
    RETURN_IF_ERROR(add_tensor(name, &value));
  }
  return check_layout();
}

Status SafetensorsFile::add_tensor(const std::string& name, const void* json_value) {
  const Json& value = *static_cast<const Json*>(json_value);
  const auto bad = [&](const auto&... text) { return invalid_argument(path_, ": tensor '", name, "': ", text...); };
  if (!value.is_object() || !value.contains("dtype") || !value.contains("shape") || !value.contains("data_offsets"))
    return bad("needs dtype, shape and data_offsets");
  const Json &dtype = value["dtype"], &shape = value["shape"], &offsets = value["data_offsets"];
  if (!dtype.is_string()) return bad("dtype is not a string");
  const auto* type = std::find_if(std::begin(kTypes), std::end(kTypes),
                                  [&](const NamedType& t) { return dtype.get_ref<const std::string&>() == t.name; });
  if (type == std::end(kTypes)) return bad("unknown dtype '", dtype.get_ref<const std::string&>(), "'");
  StoredTensor tensor{type->type, {}, 0, 0};
  if (!offsets.is_array() || offsets.size() != 2 || !whole(offsets[0], &tensor.begin) || !whole(offsets[1], &tensor.end))
    return bad("data_offsets is not a pair of whole numbers");
  if (tensor.begin > tensor.end || tensor.end > mapping_->size - data_begin_)
    return bad("bytes ", tensor.begin, " to ", tensor.end, " lie outside the file (", mapping_->size - data_begin_,
               " bytes of data)");
  if (!shape.is_array() || shape.size() > kMaxDims) return bad("shape is not a list of at most ", kMaxDims, " sizes");
  uint64_t bytes = c10::elementSize(type->type);
  for (const Json& size : shape) {
    uint64_t n = 0;
    if (!whole(size, &n) || n > static_cast<uint64_t>(INT64_MAX)) return bad("shape has an entry that is no size");
    if (__builtin_mul_overflow(bytes, n, &bytes) || bytes > static_cast<uint64_t>(INT64_MAX)) return bad("shape is too large");
    tensor.shape.push_back(static_cast<int64_t>(n));
  }
  if (bytes != tensor.end - tensor.begin)
    return bad("shape needs ", bytes, " bytes, data_offsets give ", tensor.end - tensor.begin);
  tensors_.emplace(name, std::move(tensor));
  return OkStatus();
}

Status SafetensorsFile::check_layout() const {
  std::vector<std::pair<const std::string*, const StoredTensor*>> order;
  for (const auto& [name, tensor] : tensors_) order.emplace_back(&name, &tensor);
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return std::pair(a.second->begin, a.second->end) < std::pair(b.second->begin, b.second->end);
  });
  uint64_t at = 0;
  const std::string* before = nullptr;
  for (const auto& [name, tensor] : order) {
    if (tensor->begin < at) return invalid_argument(path_, ": tensors '", *before, "' and '", *name, "' overlap");
    if (tensor->begin > at)
      return invalid_argument(path_, ": ", tensor->begin - at, " unclaimed bytes before tensor '", *name, "'");
    at = tensor->end;
    before = name;
  }
  if (const uint64_t data = mapping_->size - data_begin_; at != data)
    return invalid_argument(path_, ": ", data - at, " unclaimed bytes at the end");
  return OkStatus();
}

at::Tensor SafetensorsFile::view(const StoredTensor& stored) const {
  const c10::InferenceMode normal(false);  // weights must also serve passes that record gradients
  char* data = const_cast<char*>(mapping_->data + data_begin_ + stored.begin);
  const auto options = at::TensorOptions().dtype(stored.dtype);
  const size_t item = c10::elementSize(stored.dtype);
  if (reinterpret_cast<uintptr_t>(data) % item == 0)
    return at::from_blob(
        data, stored.shape, [mapping = mapping_](void*) {}, options);
  at::Tensor copy = at::empty(stored.shape, options);
  if (copy.nbytes() > 0) std::memcpy(copy.data_ptr(), data, copy.nbytes());
  return copy;
}

}  // namespace interloom::models
