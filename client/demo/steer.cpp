#include <algorithm>
#include <cstdio>

#include "client/demo/demo.h"

namespace interloom::demo {

namespace {

using client::GraphBuilder;
using client::JobResult;
using client::Scope;
using client::Value;

constexpr const char* kPrompt = "My weekend was";
constexpr const char* kTowards = "wonderful";
constexpr const char* kAway = "terrible";
constexpr double kStrength = 0.7;
constexpr int64_t kNewTokens = 32;

// One generation of the batch: how strongly it is steered, and its text so far.
struct Column {
  std::string title;
  double strength = 0;
  std::string text;
};

// The difference between what the model thinks of two words, after one layer: [hidden].
StatusOr<HostTensor> find_direction(Demo& demo, const std::string& layer) {
  GraphBuilder graph;
  const Scope towards = graph.invoke(kTowards), away = graph.invoke(kAway);
  const Value a = towards.output(layer)[{0, -1}];
  const Value b = away.output(layer)[{0, -1}];
  away.save("direction", away.op("aten::sub.Tensor", {a, b}));
  ASSIGN_OR_RETURN(const JobResult result, run_job(demo, graph));
  return result["direction"].tensor();
}

GraphBuilder steered_graph(const std::string& layer, const HostTensor& direction, const std::vector<Column*>& columns) {
  GraphBuilder graph;
  graph.generate({.max_new_tokens = kNewTokens, .do_sample = false});
  const client::Arg vector = graph.tensor(direction);
  for (const Column* column : columns) {
    const Scope invoke = graph.invoke(kPrompt);
    if (column->strength == 0) continue;
    const Value push = invoke.op("aten::mul.Scalar", {vector, column->strength});
    invoke.every_step([&](Scope& step) { step.set_output(layer, step.output(layer) + push); });
  }
  return graph;
}

// Columns beside each other, redrawn in place as tokens come.
class LiveColumns {
 public:
  LiveColumns(const Terminal& terminal, std::vector<Column*> columns) : terminal_(terminal), columns_(std::move(columns)) {}

  void draw() {
    const int cells = std::min(44, terminal_.columns() / static_cast<int>(columns_.size()) - 3);
    std::vector<std::vector<std::string>> texts;
    size_t height = height_;
    for (const Column* column : columns_) {
      texts.push_back(wrap(column->text, cells));
      height = std::max(height, texts.back().size());
    }
    std::string out;
    if (drawn_) out = str_cat("\033[", height_ + 1, "A\r");
    height_ = height;
    for (const Column* column : columns_) out += terminal_.bold(fit(column->title, cells)) + "   ";
    out += "\033[K\n";
    for (size_t line = 0; line < height; ++line) {
      for (size_t i = 0; i < texts.size(); ++i) out += color(i, fit(line < texts[i].size() ? texts[i][line] : "", cells)) + "   ";
      out += "\033[K\n";
    }
    std::fputs(out.c_str(), stdout);
    std::fflush(stdout);
    drawn_ = true;
  }

 private:
  std::string color(size_t column, const std::string& text) const {
    const double strength = columns_[column]->strength;
    return strength == 0 ? text : strength > 0 ? terminal_.good(text) : terminal_.hot(text);
  }

  const Terminal& terminal_;
  std::vector<Column*> columns_;
  size_t height_ = 1;
  bool drawn_ = false;
};

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

// One job for all columns; `appear` sees every new piece of text.
Status generate(Demo& demo, const GraphBuilder& graph, const std::vector<Column*>& columns,
                const std::function<void(const std::string& piece)>& appear) {
  client::RunOptions options;
  options.on_tokens = [&](const TokensEvent& event) {
    for (size_t row = 0; row < std::min(event.text.size(), columns.size()); ++row) {
      if (event.ids[row] < 0) continue;
      const std::string piece = one_line(event.text[row]);
      columns[row]->text += piece;
      appear(piece);
    }
  };
  return run_job(demo, graph, options, true).status();
}

}  // namespace

Status show_steer(Demo& demo) {
  const Terminal& terminal = demo.terminal;
  const size_t layer = demo.paths.layers.size() * 8 / 15;
  const std::string& path = demo.paths.layers[layer];
  std::printf("%s\n%s\n\n", terminal.bold(str_cat("Steered generation: \"", kPrompt, "\"")).c_str(),
              terminal
                  .dim(str_cat("At every step, the direction from \"", kAway, "\" to \"", kTowards,
                               "\" is added to the output of layer ", layer, "."))
                  .c_str());
  ASSIGN_OR_RETURN(const HostTensor direction, find_direction(demo, path));
  Column plain{"as it is", 0, kPrompt}, towards{str_cat("towards \"", kTowards, "\""), kStrength, kPrompt},
      away{str_cat("towards \"", kAway, "\""), -kStrength, kPrompt};
  const std::vector<Column*> columns = {&plain, &towards, &away};
  if (terminal.live()) {
    // Three rows of one batch, each steered by itself.
    LiveColumns live(terminal, columns);
    live.draw();
    return generate(demo, steered_graph(path, direction, columns), columns, [&](const std::string&) { live.draw(); });
  }
  for (Column* column : columns) {
    std::printf("%s\n  %s", column->title.c_str(), kPrompt);
    std::fflush(stdout);
    const auto appear = [](const std::string& piece) {
      std::fputs(piece.c_str(), stdout);
      std::fflush(stdout);
    };
    RETURN_IF_ERROR(generate(demo, steered_graph(path, direction, {column}), {column}, appear));
    std::printf("\n");
  }
  return OkStatus();
}

}  // namespace interloom::demo
