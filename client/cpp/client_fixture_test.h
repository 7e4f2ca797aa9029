// A client with a fake gateway, for tests.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <numeric>

#include "client/cpp/client.h"
#include "client/cpp/fake_gateway_test.h"
#include "client/cpp/graph_builder.h"
#include "client/cpp/tensor_access.h"

namespace interloom::client {

inline HostTensor counting(int64_t count) {
  std::vector<float> elements(static_cast<size_t>(count));
  std::iota(elements.begin(), elements.end(), 0.0f);
  return *tensor_of(elements, {count});
}

// 3 frames.
inline constexpr int64_t kThreeFrames = 3 * (kFrameRawBytes / sizeof(float)) - 5;

inline JobSpec simple_spec() {
  GraphBuilder graph;
  graph.invoke("Hello").output("lm_head").save("x");
  JobSpec spec;
  spec.model = "tiny";
  spec.graph = *graph.build();
  return spec;
}

class ClientTest : public testing::Test {
 protected:
  std::unique_ptr<Client> connect(ClientOptions options = {}) {
    options.first_backoff_ms = 1;
    options.max_backoff_ms = 2;
    return *Client::connect(gateway.address(), options);
  }
  FakeGateway gateway;
};

}  // namespace interloom::client
