// Hashes: SHA-256 names content (parts), XXH3 guards frames and keys caches.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace interloom {

// SHA-256 of bytes that come in pieces. One thread at a time.
class Sha256 {
 public:
  Sha256();
  void update(std::string_view bytes);
  // Lower-case hex; the object starts anew.
  std::string finish_hex();

 private:
  struct Deleter { void operator()(void* context) const; };
  std::unique_ptr<void, Deleter> context_;
};

std::string sha256_hex(std::string_view bytes);
bool is_sha256_hex(std::string_view text);  // 64 lower-case hex digits

uint64_t xxh3_64(std::string_view bytes);

}  // namespace interloom
