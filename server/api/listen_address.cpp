#include "server/api/listen_address.h"

#include <arpa/inet.h>
#include <sys/un.h>

#include <charconv>

namespace interloom::api {

std::string ListenAddress::with_port(int actual) const {
  if (is_unix()) return str_cat("unix:", path);
  const bool v6 = host.find(':') != std::string::npos;
  return v6 ? str_cat("[", host, "]:", actual) : str_cat(host, ":", actual);
}

StatusOr<ListenAddress> parse_listen_address(std::string_view text) {
  ListenAddress address;
  if (text.substr(0, 5) == "unix:") {
    address.path = text.substr(5);
    if (address.path.empty()) return invalid_argument("'", text, "': unix: needs a path");
    if (address.path.size() >= sizeof(sockaddr_un::sun_path))
      return invalid_argument("'", text, "': a socket's path may have ", sizeof(sockaddr_un::sun_path) - 1, " bytes");
    return address;
  }
  const size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return invalid_argument("'", text, "' is not HOST:PORT or unix:PATH");
  std::string_view host = text.substr(0, colon), port = text.substr(colon + 1);
  if (host.size() >= 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  if (host.empty()) return invalid_argument("'", text, "' names no host (127.0.0.1, or 0.0.0.0 for all)");
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), address.port);
  if (error != std::errc() || end != port.data() + port.size() || address.port < 0 || address.port > 65535)
    return invalid_argument("'", text, "': '", port, "' is not a port");
  address.host = host;
  return address;
}

Status check_exposure(const ListenAddress& address, bool insecure_public) {
  if (insecure_public || address.is_unix() || address.host == "localhost") return OkStatus();
  in_addr v4{};
  in6_addr v6{};
  if (inet_pton(AF_INET, address.host.c_str(), &v4) == 1 && (ntohl(v4.s_addr) >> 24) == 127) return OkStatus();
  if (inet_pton(AF_INET6, address.host.c_str(), &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6)) return OkStatus();
  return make_status(StatusCode::kFailedPrecondition, "refusing to listen on ", address.with_port(address.port),
                     ": others can reach it, and the gateway has no TLS and no login yet. Listen on 127.0.0.1, or say --insecure-public");
}

}  // namespace interloom::api
