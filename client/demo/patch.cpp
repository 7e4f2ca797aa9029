#include <algorithm>
#include <cstdio>

#include "client/demo/demo.h"

namespace interloom::demo {

namespace {

using client::all;
using client::GraphBuilder;
using client::JobResult;
using client::Scope;
using client::Value;

constexpr const char* kTarget = "The capital of France is";
constexpr const char* kSource = "The capital of Italy is";
constexpr int kCountry = -2;  // the position of the country; " is" follows it
constexpr int kLast = -1;
constexpr int kTop = 3;

void save_answer(const Demo& demo, const Scope& invoke, const std::string& key) {
  save_top(invoke, invoke.output(demo.paths.head)[{all(), -1}], kTop, key);
}

void show_answer(const Terminal& terminal, const char* label, const std::vector<Guess>& guesses) {
  constexpr int kLabelCells = 46, kTokenCells = 11, kBarCells = 20;
  for (size_t i = 0; i < guesses.size(); ++i) {
    const std::string token = fit(visible_token(guesses[i].text), kTokenCells);
    std::printf("  %s  %s %s %5.1f%%\n", fit(i == 0 ? label : "", kLabelCells).c_str(),
                (i == 0 ? terminal.good(token) : token).c_str(),
                terminal.cool(terminal.bar(guesses[i].probability, kBarCells)).c_str(), guesses[i].probability * 100);
  }
}

// France's prompt as it is, Italy's, and France's with one vector of Italy's: three rows of one batch.
Status show_flip(Demo& demo, size_t layer) {
  GraphBuilder graph;
  const Scope clean = graph.invoke(kTarget), source = graph.invoke(kSource), patched = graph.invoke(kTarget);
  save_answer(demo, clean, "clean");
  const Value italy = source.output(demo.paths.layers[layer])[{0, kCountry}];
  save_answer(demo, source, "source");
  patched.put(patched.output(demo.paths.layers[layer]), {0, kCountry}, italy);
  save_answer(demo, patched, "patched");
  ASSIGN_OR_RETURN(const JobResult result, run_job(demo, graph));
  ASSIGN_OR_RETURN(const auto clean_top, read_top(result, "clean"));
  ASSIGN_OR_RETURN(const auto source_top, read_top(result, "source"));
  ASSIGN_OR_RETURN(const auto patched_top, read_top(result, "patched"));
  const Terminal& terminal = demo.terminal;
  show_answer(terminal, str_cat("\"", kTarget, "\"").c_str(), clean_top);
  show_answer(terminal, str_cat("\"", kSource, "\"").c_str(), source_top);
  show_answer(terminal, str_cat("\"", kTarget, "\" with Italy's vector").c_str(), patched_top);
  const std::string before = visible_token(clean_top[0].text), after = visible_token(patched_top[0].text);
  const std::string verdict = before == after
                                  ? str_cat("The answer stayed ", terminal.bold(before), ".")
                                  : str_cat("The answer went from ", terminal.bold(before), " to ", terminal.bold(after), ".");
  std::printf("\n  %s  %s\n\n", verdict.c_str(),
              terminal.dim(str_cat("job ", result.job_id, ", ", result.timings.total_ms, " ms")).c_str());
  return OkStatus();
}

std::string sweep_key(size_t layer, int position) { return str_cat("layer", layer, position == kLast ? ".last" : ".country"); }

// The same patch at many layers and two positions: one row of the batch each.
Status show_sweep(Demo& demo) {
  const size_t count = demo.paths.layers.size(), stride = std::max<size_t>(count / 10, 1);
  std::vector<size_t> layers;
  for (size_t layer = 0; layer < count; layer += stride) layers.push_back(layer);
  GraphBuilder graph;
  const Scope source = graph.invoke(kSource);
  std::vector<std::pair<Value, Value>> vectors;
  for (const size_t layer : layers) {
    const Value hidden = source.output(demo.paths.layers[layer]);
    vectors.emplace_back(hidden[{0, kCountry}], hidden[{0, kLast}]);
  }
  for (size_t i = 0; i < layers.size(); ++i)
    for (const int position : {kCountry, kLast}) {
      const Scope invoke = graph.invoke(kTarget);
      invoke.put(invoke.output(demo.paths.layers[layers[i]]), {0, position},
                 position == kLast ? vectors[i].second : vectors[i].first);
      save_answer(demo, invoke, sweep_key(layers[i], position));
    }
  ASSIGN_OR_RETURN(const JobResult result, run_job(demo, graph));
  const Terminal& terminal = demo.terminal;
  constexpr int kCells = 20;
  std::printf("  %s\n", terminal.bold(str_cat("patched at layer  ", fit("at \"Italy\"", kCells), "  at \"is\"")).c_str());
  for (const size_t layer : layers) {
    std::printf("  %16zu", layer);
    for (const int position : {kCountry, kLast}) {
      ASSIGN_OR_RETURN(const auto top, read_top(result, sweep_key(layer, position)));
      char percent[16];
      std::snprintf(percent, sizeof(percent), " %4.1f%%", top[0].probability * 100);
      const std::string cell = fit(visible_token(top[0].text) + percent, kCells);
      std::printf("  %s", (visible_token(top[0].text) == "Paris" ? terminal.dim(cell) : terminal.good(cell)).c_str());
    }
    std::printf("\n");
  }
  std::printf("\n%s\n", terminal
                            .dim(str_cat("job ", result.job_id, ", ", result.timings.total_ms, " ms for ", 2 * layers.size(),
                                         " patches in one batch"))
                            .c_str());
  return OkStatus();
}

}  // namespace

Status show_patch(Demo& demo) {
  const size_t layer = demo.paths.layers.size() / 2;
  const Terminal& terminal = demo.terminal;
  std::printf(
      "%s\n%s\n\n", terminal.bold("Activation patch: France's prompt with Italy in mind").c_str(),
      terminal.dim(str_cat("The hidden state at \"Italy\" after layer ", layer, " replaces the one at \"France\".")).c_str());
  RETURN_IF_ERROR(show_flip(demo, layer));
  std::printf("%s\n%s\n\n", terminal.bold("Where the fact lies").c_str(),
              terminal.dim("The same patch at other layers: the country is known at its own token first, then moves to the last.")
                  .c_str());
  return show_sweep(demo);
}

}  // namespace interloom::demo
