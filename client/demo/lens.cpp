#include <cstdio>

#include "client/demo/demo.h"

namespace interloom::demo {

namespace {

constexpr const char* kPrompt = "The capital of France is";
constexpr int kTop = 3;

}  // namespace

Status show_lens(Demo& demo) {
  const Terminal& terminal = demo.terminal;
  std::printf("%s\n%s\n\n", terminal.bold(str_cat("Logit lens: \"", kPrompt, "\"")).c_str(),
              terminal.dim("What the model would say next if each layer were its last. One job, one forward pass.").c_str());
  client::GraphBuilder graph;
  const client::Scope invoke = graph.invoke(kPrompt);
  for (const std::string& layer : demo.paths.layers) {
    const client::Value last = invoke.output(layer)[{client::all(), -1}];
    save_top(invoke, invoke.module_call(demo.paths.head, {invoke.module_call(demo.paths.final_norm, {last})}), kTop, layer);
  }
  ASSIGN_OR_RETURN(const client::JobResult result, run_job(demo, graph));
  ASSIGN_OR_RETURN(const auto answer, read_top(result, demo.paths.layers.back()));
  constexpr int kTokenCells = 14, kBarCells = 24;
  std::printf("%s\n",
              terminal.bold(str_cat("layer  ", fit("top token", kTokenCells), "  ", fit("probability", kBarCells + 7), "  then"))
                  .c_str());
  for (size_t i = 0; i < demo.paths.layers.size(); ++i) {
    ASSIGN_OR_RETURN(const auto top, read_top(result, demo.paths.layers[i]));
    std::string then;
    for (size_t k = 1; k < top.size(); ++k) then += (k == 1 ? "" : "   ") + visible_token(top[k].text);
    const std::string token = fit(visible_token(top[0].text), kTokenCells);
    const bool same = top[0].text == answer[0].text;
    std::printf("%5zu  %s  %s %5.1f%%  %s\n", i, (same ? terminal.good(token) : token).c_str(),
                terminal.cool(terminal.bar(top[0].probability, kBarCells)).c_str(), top[0].probability * 100,
                terminal.dim(then).c_str());
  }
  std::printf("\n%s\n", terminal.dim(str_cat("job ", result.job_id, ", ", result.timings.total_ms, " ms")).c_str());
  return OkStatus();
}

}  // namespace interloom::demo
