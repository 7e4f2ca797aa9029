#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>
#include <gtest/gtest.h>
#include <algorithm>
#include <chrono>
#include <iostream>
#include "worker/engine/job_run.h"
#include "worker/engine/test_sink.h"
#include "worker/graph/test_graph.h"
#include "worker/graph/compile.h"
#include "worker/interleaver/fake_model.h"
#include "worker/lang/torch/quota_allocator.h"
#include "worker/lang/torch/torch_job.h"
namespace interloom::engine {
using namespace interloom::graph;
template <class F> double us(F f, int n = 400) {
  std::vector<double> t;
  for (int i = 0; i < n; ++i) { auto a = std::chrono::steady_clock::now(); f(); t.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - a).count()); }
  std::sort(t.begin(), t.end()); return t[t.size() / 2];
}
void bench(const EngineShared& shared, const char* name, std::vector<std::string> layers, std::string sub) {
  c10::InferenceMode inf;
  at::set_num_threads(2);
  GraphTarget target(shared.model->info(), shared.order);
  ThreadResources stacks;
  models::ForwardArgs fa; fa.input_ids = at::ones({1, 8}, at::kLong);
  auto fwd = [&] { shared.model->forward(fa); };
  auto job = [&](Graph g) {
    g.invokes[0].token_ids = {{1,1,1,1,1,1,1,1}};
    JobRequest r; r.job_id = "x"; r.spec.graph = std::move(g);
    std::promise<Finished> p; r.sink = std::make_unique<RecordingSink>(std::move(p));
    bool warned = false;
    return us([&] { JobControl c; auto res = run_job(shared, target, stacks, r, c); if (!res.status.ok() && !warned) { std::cout << res.status << "\n"; warned = true; } });
  };
  std::vector<GraphNode> saves, edits, reads;
  for (int k = 0; k < (int)layers.size(); ++k) {
    std::string n = "h" + std::to_string(k);
    saves.push_back(hook(n, layers[k])); saves.push_back(save(n, ref(n)));
    edits.push_back(hook(n, layers[k])); edits.push_back(op("", "aten::mul_.Scalar", {ref(n), lit(1.0)}));
    reads.push_back(hook(n, layers[k]));
  }
  saves.push_back(hook("l", sub)); edits.push_back(hook("l", sub)); reads.push_back(hook("l", sub));
  std::vector<GraphNode> one = {saves[0], saves[1], hook("l", sub)};
  std::vector<GraphNode> base = {hook("l", sub)};
  for (int rep = 0; rep < 2; ++rep) {
    double f = us(fwd), e = job(one_invoke({})), b = job(one_invoke(base)), s1 = job(one_invoke(one)), sn = job(one_invoke(saves)), en = job(one_invoke(edits)), rn = job(one_invoke(reads));
    at::Tensor t = at::ones({1, 8, 64}); double mul = us([&] { t.mul_(1.0); });
    std::cout << name << " forward " << f << " empty " << e << " (+" << e - f << ") last-only " << b << " 1save " << s1 << " " << layers.size() << "saves " << sn << " per save " << (sn - b) / layers.size()
              << " per read " << (rn - b) / layers.size() << " per edit " << (en - b) / layers.size() << " mul_ " << mul << "\n";
  }
  us([&] { lang::Interpreter i({}); }, 10);
  std::cout << "interp " << us([&] { lang::Interpreter i({}); }) << " interp+torch " << us([&] { lang::Interpreter i({}); lang_torch::TorchJob t(i); }) ;
  lang::Interpreter i({}); lang_torch::TorchJob t(i);
  Graph g = one_invoke(saves); Graph eg = one_invoke({});
  std::cout << " compile saves " << us([&] { (void)compile_graph(g, target, i); }) << " compile empty " << us([&] { (void)compile_graph(eg, target, i); }) << "\n";
}
TEST(Bench, Fake) {
  lang_torch::install_quota_allocator();
  EngineShared shared; shared.model = std::make_shared<interleaver::FakeModel>(); shared.order = *interleaver::ExecutionOrder::learn(*shared.model);
  bench(shared, "fake", {"embed", "layers.0", "layers.1", "layers.2"}, "head");
}
TEST(Bench, Gpt2) {
  EngineShared shared; models::LoadOptions lo; lo.name = "g";
  shared.model = *models::load_model(INTERLOOM_SOURCE_DIR "/build/models/tiny/gpt2_12", lo); shared.order = *interleaver::ExecutionOrder::learn(*shared.model);
  std::vector<std::string> l; for (int i = 0; i < 12; ++i) l.push_back("transformer.h." + std::to_string(i));
  bench(shared, "gpt2_12", l, "lm_head");
}
}
namespace interloom::engine {
TEST(Prof, Empty) {
  c10::InferenceMode inf;
  at::set_num_threads(1);
  lang_torch::install_quota_allocator();
  EngineShared shared; shared.model = std::make_shared<interleaver::FakeModel>(); shared.order = *interleaver::ExecutionOrder::learn(*shared.model);
  GraphTarget target(shared.model->info(), shared.order);
  ThreadResources stacks;
  JobRequest r; r.job_id = "x"; r.spec.graph = one_invoke({});
  if (getenv("SAVES")) { std::vector<GraphNode> n; for (std::string l : {"embed", "layers.0.inner", "layers.0", "layers.1.inner", "layers.1", "layers.2.inner", "layers.2", "head"}) { n.push_back(hook(l, l)); n.push_back(save(l, ref(l))); } r.spec.graph = one_invoke(n); }
  std::promise<Finished> p; r.sink = std::make_unique<RecordingSink>(std::move(p));
  int n = atoi(getenv("N"));
  auto a = std::chrono::steady_clock::now();
  for (int i = 0; i < n; ++i) { JobControl c; auto res = run_job(shared, target, stacks, r, c); }
  std::cout << std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - a).count() / n << " us\n";
}
}
