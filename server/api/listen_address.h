// Addresses to listen on: "HOST:PORT", "[V6]:PORT", "unix:PATH". Any thread.
#pragma once

#include <string>
#include <string_view>

#include "common/status.h"

namespace interloom::api {

struct ListenAddress {
  std::string host;   // "" for unix
  int port = 0;       // 0: one is picked
  std::string path;   // unix
  bool is_unix() const { return !path.empty(); }
  // "HOST:PORT" with another port, or "unix:PATH".
  std::string with_port(int actual) const;
};

// kInvalidArgument names the text, and a unix path that is too long for a socket.
StatusOr<ListenAddress> parse_listen_address(std::string_view text);

// kFailedPrecondition for an address that others can reach, unless `insecure_public`: there is neither TLS nor a login.
Status check_exposure(const ListenAddress& address, bool insecure_public);

}  // namespace interloom::api
