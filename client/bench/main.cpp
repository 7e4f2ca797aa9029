// interloom-bench: times single remote jobs for scripts/bench.sh.
//
// Reads "MODEL CASE TOKENS" lines from stdin and answers each with "ok MICROSECONDS" of the blocking call (graph building
// included), or "error TEXT". Cases: forward (one pass, argmax of the last logits comes back), empty (one pass, nothing
// asked for but the end), one and all (hidden states of the middle layer or of every layer, and the pass runs to its
// end), generate (32 tokens), generate_save (and the middle layer at every step).
#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>
#include <map>
#include <sstream>
#include <string>

#include "client/cpp/client.h"
#include "client/cpp/graph_builder.h"

namespace interloom::client {
namespace {

// What a case needs to know of a model.
struct Shape {
  std::string layers;  // "model.layers."
  int count = 0;
};

StatusOr<Shape> shape_of(Client& client, const std::string& model) {
  ASSIGN_OR_RETURN(const ModelInfo info, client.describe(model));
  Shape shape;
  for (const ModuleNode& module : info.modules) {
    const size_t dot = module.path.rfind('.');
    if (dot == std::string::npos || module.path.find_first_not_of("0123456789", dot + 1) != std::string::npos) continue;
    shape.layers = module.path.substr(0, dot + 1);
    ++shape.count;
  }
  if (shape.count == 0) return invalid_argument("model '", model, "' has no numbered layers");
  return shape;
}

StatusOr<Graph> graph_of(const Shape& shape, const std::string& name, int tokens) {
  std::vector<int64_t> ids(tokens);
  for (int i = 0; i < tokens; ++i) ids[i] = 20 + (i * 37) % 400;
  GraphBuilder g;
  Scope s = g.invoke_tokens({ids});
  const std::string middle = str_cat(shape.layers, shape.count / 2);
  if (name == "one") s.output(middle).save("middle");
  if (name == "all")
    for (int i = 0; i < shape.count; ++i) s.output(str_cat(shape.layers, i)).save(str_cat("layer", i));
  if (name == "forward")
    s.op("aten::argmax", {s.output("lm_head")[{0, -1}]}).save("top");
  else if (name == "generate_save")
    s.every_step([&](Scope& step) { step.output(middle).save("middle"); });
  else if (name != "generate")
    s.output("lm_head");  // the pass has to reach its end
  if (name.starts_with("generate")) {
    GenerationOptions options;
    options.max_new_tokens = options.min_new_tokens = 32;
    options.do_sample = false;
    g.generate(options);
  }
  return g.build();
}

class Bench {
 public:
  explicit Bench(Client& client) : client_(client) {}

  StatusOr<double> microseconds(const std::string& model, const std::string& name, int tokens) {
    if (!shapes_.contains(model)) {
      ASSIGN_OR_RETURN(shapes_[model], shape_of(client_, model));
    }
    const auto start = std::chrono::steady_clock::now();
    JobSpec spec;
    spec.model = model;
    ASSIGN_OR_RETURN(spec.graph, graph_of(shapes_[model], name, tokens));
    ASSIGN_OR_RETURN(const JobResult result, client_.run(std::move(spec)));
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
    RETURN_IF_ERROR(result.status);
    return took.count();
  }

 private:
  Client& client_;
  std::map<std::string, Shape> shapes_;
};

int run(const std::string& server) {
  StatusOr<std::unique_ptr<Client>> client = Client::connect(server);
  if (!client.ok()) {
    std::cerr << "interloom-bench: " << message_of(client.status()) << "\n";
    return 1;
  }
  Bench bench(**client);
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    std::string model, name;
    int tokens = 0;
    if (!(words >> model >> name >> tokens) || tokens < 1) {
      std::cout << "error expected MODEL CASE TOKENS" << std::endl;
      continue;
    }
    const StatusOr<double> took = bench.microseconds(model, name, tokens);
    if (took.ok())
      std::cout << "ok " << *took << std::endl;
    else
      std::cout << "error " << message_of(took.status()) << std::endl;
  }
  return 0;
}

}  // namespace
}  // namespace interloom::client

int main(int argc, char** argv) {
  CLI::App app{"interloom-bench: times remote jobs; reads MODEL CASE TOKENS lines"};
  std::string server = "127.0.0.1:50051";
  app.add_option("--server", server, "the gateway")->envname("INTERLOOM_SERVER");
  CLI11_PARSE(app, argc, argv);
  return interloom::client::run(server);
}
