#include "client/cli/safetensors.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

namespace interloom::cli {

namespace {

using client::SavedValue;
using nlohmann::ordered_json;

std::string_view format_name(DType dtype) {
  switch (dtype) {
    case DType::kBool:
      return "BOOL";
    case DType::kUInt8:
      return "U8";
    case DType::kInt8:
      return "I8";
    case DType::kInt16:
      return "I16";
    case DType::kUInt16:
      return "U16";
    case DType::kInt32:
      return "I32";
    case DType::kUInt32:
      return "U32";
    case DType::kInt64:
      return "I64";
    case DType::kUInt64:
      return "U64";
    case DType::kFloat16:
      return "F16";
    case DType::kBFloat16:
      return "BF16";
    case DType::kFloat32:
      return "F32";
    case DType::kFloat64:
      return "F64";
    case DType::kFloat8E4M3FN:
      return "F8_E4M3";
    case DType::kFloat8E5M2:
      return "F8_E5M2";
    case DType::kFloat8E8M0FNU:
      return "F8_E8M0";
    case DType::kComplex64:
      return "C64";
    default:
      return "";
  }
}

struct Content {
  std::vector<std::pair<std::string, HostTensor>> tensors;
  ordered_json metadata = ordered_json::object();
};

void collect(const SavedValue& value, const std::string& path, Content& content) {
  if (const auto tensor = value.tensor(); tensor.ok()) {
    content.tensors.emplace_back(path, *tensor);
    return;
  }
  const std::vector<std::string> keys = value.keys();
  for (size_t i = 0; i < value.size(); ++i) {
    const std::string step = keys.empty() ? std::to_string(i) : keys[i];
    collect(value[i], path.empty() ? step : path + "." + step, content);
  }
  if (value.size() != 0) return;
  const auto text = value.text();
  content.metadata[path] = text.ok() ? *text : client::leaf_text(value.value());
}

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

Status file_error(const std::string& path) {
  const int error = errno;
  return make_status(error == ENOENT ? StatusCode::kNotFound : StatusCode::kInternal, path, ": ", std::strerror(error));
}

StatusOr<std::string> make_header(const Content& content) {
  constexpr size_t kAlignment = 8;
  ordered_json header = ordered_json::object();
  if (!content.metadata.empty()) header["__metadata__"] = content.metadata;
  uint64_t offset = 0;
  for (const auto& [name, tensor] : content.tensors) {
    const std::string_view dtype = format_name(tensor.meta.dtype);
    if (dtype.empty())
      return invalid_argument("'", name, "' is ", dtype_name(tensor.meta.dtype), ", which a safetensors file cannot hold");
    header[name] = {
        {"dtype", std::string(dtype)}, {"shape", tensor.meta.shape}, {"data_offsets", {offset, offset + tensor.nbytes}}};
    offset += tensor.nbytes;
  }
  std::string text = header.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
  text.append((kAlignment - text.size() % kAlignment) % kAlignment, ' ');
  return text;
}

}  // namespace

StatusOr<size_t> write_safetensors(const client::JobResult& result, const std::string& path) {
  Content content;
  collect(result.root(), "", content);
  if (content.tensors.empty()) return invalid_argument("no tensor was saved: nothing to write to ", path);
  ASSIGN_OR_RETURN(const std::string header, make_header(content));
  const std::string partial = path + ".partial";
  std::unique_ptr<std::FILE, FileCloser> file(std::fopen(partial.c_str(), "wb"));
  if (file == nullptr) return file_error(path);
  const uint64_t header_size = header.size();  // little-endian, as every machine that this runs on
  bool written = std::fwrite(&header_size, sizeof(header_size), 1, file.get()) == 1 &&
                 std::fwrite(header.data(), 1, header.size(), file.get()) == header.size();
  for (const auto& [name, tensor] : content.tensors)
    written = written && std::fwrite(tensor.bytes().data(), 1, tensor.nbytes, file.get()) == tensor.nbytes;
  written = written && std::fflush(file.get()) == 0;
  if (!written || std::rename(partial.c_str(), path.c_str()) != 0) {
    const Status error = file_error(path);
    std::remove(partial.c_str());
    return error;
  }
  return content.tensors.size();
}

}  // namespace interloom::cli
