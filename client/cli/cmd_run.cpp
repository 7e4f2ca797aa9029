// interloom run: a graph file as one job.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <nlohmann/json.hpp>

#include "client/cli/commands.h"
#include "client/cli/interrupt.h"
#include "client/cli/progress.h"
#include "proto/translate.h"

namespace interloom::cli {

namespace {

struct RunArguments {
  std::string file, model, out;
  double timeout_s = 0;
  int priority = 0;
  bool exclusive = false, stream = false, detach = false;
};

StatusOr<std::string> read_file(const std::string& path) {
  constexpr size_t kMaxBytes = 64 << 20;
  std::FILE* file = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
  if (file == nullptr)
    return make_status(errno == ENOENT ? StatusCode::kNotFound : StatusCode::kInvalidArgument, path, ": ", std::strerror(errno));
  std::string text;
  char buffer[1 << 16];
  size_t count = 0;
  while (text.size() <= kMaxBytes && (count = std::fread(buffer, 1, sizeof(buffer), file)) > 0) text.append(buffer, count);
  const bool failed = std::ferror(file) != 0;
  const int error = errno;
  if (file != stdin) std::fclose(file);
  if (failed) return invalid_argument(path, ": ", std::strerror(error));
  if (text.size() > kMaxBytes) return invalid_argument(path, ": a graph file has at most ", human_bytes(kMaxBytes));
  return text;
}

StatusOr<JobSpec> make_spec(const RunArguments& arguments) {
  ASSIGN_OR_RETURN(const std::string text, read_file(arguments.file));
  JobSpec spec;
  ASSIGN_OR_RETURN(spec.graph, proto::parse_graph_text(text, arguments.file == "-" ? "stdin" : arguments.file));
  spec.model = arguments.model;
  spec.priority = arguments.priority;
  spec.exclusive = arguments.exclusive;
  spec.stream_tokens = arguments.stream;
  return spec;
}

int submit(const Context& context, client::Client& client, JobSpec spec) {
  Interrupt interrupt;
  Progress progress(context.console);
  client::RunOptions options = progress.options();
  options.stop = interrupt.token();
  const auto job_id = client.submit(std::move(spec), options);
  progress.stop();
  if (!job_id.ok()) return fail_call(context.console, job_id.status(), interrupt.happened());
  if (context.console.json)
    print_json({{"job_id", *job_id}});
  else
    std::puts(job_id->c_str());
  return kExitOk;
}

int follow(const Context& context, client::Client& client, JobSpec spec, const RunArguments& arguments) {
  const Console& console = context.console;
  Interrupt interrupt;
  Progress progress(console);
  client::RunOptions options = progress.options();
  options.stop = interrupt.token();
  options.timeout_ms = static_cast<uint64_t>(arguments.timeout_s * 1000);
  nlohmann::json logs = nlohmann::json::array();
  if (console.json) options.on_log = [&](const std::string& text) { logs.push_back(text); };
  if (arguments.stream && !console.json)
    options.on_tokens = [&](const TokensEvent& event) {
      for (size_t row = 0; row < event.text.size(); ++row)
        if (event.ids[row] >= 0) progress.line(event.text.size() == 1 ? event.text[row] : str_cat(row, ": ", event.text[row]));
    };
  const auto result = client.run(std::move(spec), options);
  progress.stop();
  if (!result.ok()) return fail_call(console, result.status(), interrupt.happened());
  const int code = finish_job(console, *result, arguments.out, {{"logs", std::move(logs)}});
  return interrupt.happened() && !result->ok() ? kExitInterrupted : code;
}

}  // namespace

void add_run(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<RunArguments>();
  CLI::App* command =
      add_command(app, "run", "Run an intervention graph and show what it saved",
                  "Examples:\n"
                  "  interloom run graph.txt --model smollm2\n"
                  "  interloom run graph.txt --model smollm2 --out hidden.safetensors\n"
                  "  echo 'invoke { prompt: \"Hello\" node { name: \"h\" hook { module: \"model.norm\" } }\n"
                  "         node { save { as: \"h\" value { ref: \"h\" } } } }' | interloom run - --model smollm2");
  command->add_option("file", arguments->file, "The graph as text protobuf (proto/interloom/v1/graph.proto); - reads stdin")
      ->required();
  command->add_option("-m,--model", arguments->model, "The hosted model")->required();
  command->add_option("-o,--out", arguments->out, "Write the saved tensors to this safetensors file");
  command->add_option("--timeout", arguments->timeout_s, "Cancel after this many seconds")->check(not_negative());
  command->add_option("--priority", arguments->priority, "Higher runs first");
  command->add_flag("--exclusive", arguments->exclusive, "Alone in its forward pass: reproducible bit for bit");
  command->add_flag("--stream", arguments->stream, "Show tokens of a generation as they come");
  command->add_flag("--detach", arguments->detach, "Submit, print the job's id and leave; see watch and result");
  command->callback([&context, arguments] {
    context.chosen = [&context, arguments]() -> int {
      auto spec = make_spec(*arguments);
      if (!spec.ok()) return context.console.fail(spec.status());
      const auto client = context.connect();
      if (!client.ok()) return context.console.fail(client.status());
      return arguments->detach ? submit(context, **client, *std::move(spec))
                               : follow(context, **client, *std::move(spec), *arguments);
    };
  });
}

}  // namespace interloom::cli
