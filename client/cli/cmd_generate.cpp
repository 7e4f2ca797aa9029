// interloom generate: text from a prompt, token by token.
#include <cstdio>
#include <iostream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>

#include "client/cli/commands.h"
#include "client/cli/interrupt.h"
#include "client/cli/progress.h"
#include "client/cpp/graph_builder.h"

namespace interloom::cli {

namespace {

struct GenerateArguments {
  std::string model, prompt;
  GenerationOptions options;
  double timeout_s = 0;
};

// What has come so far.
struct Generated {
  std::string text;
  std::vector<int64_t> token_ids;
};

StatusOr<JobSpec> make_spec(const GenerateArguments& arguments) {
  client::GraphBuilder graph;
  graph.invoke(arguments.prompt);
  GenerationOptions options = arguments.options;
  // Asking for a temperature is asking for sampling.
  if (!options.do_sample && (options.temperature || options.top_p || options.top_k)) options.do_sample = true;
  graph.generate(options);
  JobSpec spec;
  spec.model = arguments.model;
  spec.stream_tokens = true;
  ASSIGN_OR_RETURN(spec.graph, graph.build());
  return spec;
}

void print_document(const GenerateArguments& arguments, const client::JobResult& result, const Generated& generated) {
  const auto count = static_cast<int64_t>(generated.token_ids.size());
  const bool full = arguments.options.max_new_tokens && count >= *arguments.options.max_new_tokens;
  nlohmann::json document = {{"model", arguments.model},
                             {"prompt", arguments.prompt},
                             {"text", generated.text},
                             {"token_ids", generated.token_ids},
                             {"new_tokens", count},
                             {"finish_reason", !result.ok() ? "error"
                                               : full       ? "length"
                                                            : "stop"},
                             {"job_id", result.job_id},
                             {"state", std::string(job_state_name(result.state))},
                             {"timings",
                              {{"queued_ms", result.timings.queued_ms},
                               {"running_ms", result.timings.running_ms},
                               {"total_ms", result.timings.total_ms}}}};
  if (!result.ok()) document["error"] = error_json(result.status);
  print_json(document);
}

int generate(const Context& context, const GenerateArguments& arguments) {
  const Console& console = context.console;
  auto spec = make_spec(arguments);
  if (!spec.ok()) return console.fail(spec.status());
  const auto client = context.connect();
  if (!client.ok()) return console.fail(client.status());
  Interrupt interrupt;
  Progress progress(console);
  client::RunOptions options = progress.options();
  options.stop = interrupt.token();
  options.timeout_ms = static_cast<uint64_t>(arguments.timeout_s * 1000);
  Generated generated;
  options.on_tokens = [&](const TokensEvent& event) {
    if (event.ids.empty() || event.ids[0] < 0) return;
    generated.token_ids.push_back(event.ids[0]);
    if (event.text.empty()) return;
    generated.text += event.text[0];
    if (console.json) return;
    if (event.step == 0) progress.stop();  // the text takes the spinner's line
    std::fwrite(event.text[0].data(), 1, event.text[0].size(), stdout);
    std::fflush(stdout);
  };
  const auto result = (*client)->run(*std::move(spec), options);
  progress.stop();
  if (!console.json && !generated.token_ids.empty()) std::puts("");
  if (!result.ok()) return fail_call(console, result.status(), interrupt.happened());
  if (console.json) print_document(arguments, *result, generated);
  if (result->ok()) return kExitOk;
  std::fprintf(stderr, "%s %s\n", console.err(Style::kRed, "interloom:").c_str(),
               std::string(message_of(result->status)).c_str());
  if (interrupt.happened()) return kExitInterrupted;
  return result->status.code() == StatusCode::kDeadlineExceeded ? kExitCancelled : exit_code_of(result->state);
}

}  // namespace

void add_generate(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<GenerateArguments>();
  CLI::App* command =
      add_command(app, "generate", "Continue a prompt; the text appears as it comes",
                  "Examples:\n"
                  "  interloom generate smollm2 \"The capital of France is\" --max-new-tokens 20\n"
                  "  interloom generate smollm2 \"Once upon a time\" --max-new-tokens 60 --temperature 0.8 --top-p 0.9 --seed 7\n"
                  "  interloom generate smollm2 - --max-new-tokens 20 --json < prompt.txt");
  GenerationOptions& options = arguments->options;
  command->add_option("model", arguments->model, "The hosted model")->required();
  command->add_option("prompt", arguments->prompt, "The text to continue; - reads stdin")->required();
  command->add_option("-n,--max-new-tokens", options.max_new_tokens, "At most this many tokens")->check(positive());
  command->add_option("--min-new-tokens", options.min_new_tokens, "At least this many")->check(not_negative());
  command->add_option("--temperature", options.temperature, "Of sampling; implies --do-sample")->check(positive());
  command->add_option("--top-p", options.top_p, "Sample among the likeliest tokens of this mass; implies --do-sample")
      ->check(CLI::Range(0.0, 1.0));
  command->add_option("--top-k", options.top_k, "Sample among the k likeliest tokens; implies --do-sample")
      ->check(not_negative());
  command->add_option("--repetition-penalty", options.repetition_penalty, "Above 1: repeats become less likely")
      ->check(positive());
  command->add_option("--seed", options.seed, "As torch.manual_seed before generate");
  auto* sample = command->add_flag_callback(
      "--do-sample", [arguments] { arguments->options.do_sample = true; }, "Sample");
  command
      ->add_flag_callback(
          "--greedy", [arguments] { arguments->options.do_sample = false; },
          "Take the likeliest token (default: as the model's own configuration says)")
      ->excludes(sample);
  command->add_option("--timeout", arguments->timeout_s, "Cancel after this many seconds")->check(not_negative());
  command->callback([&context, arguments] {
    context.chosen = [&context, arguments]() -> int {
      if (arguments->prompt == "-") arguments->prompt.assign(std::istreambuf_iterator<char>(std::cin), {});
      return generate(context, *arguments);
    };
  });
}

}  // namespace interloom::cli
