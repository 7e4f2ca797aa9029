#include <google/protobuf/descriptor.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include "proto/translate.h"

namespace interloom::proto {

namespace {

// protobuf's message with the nearest field names where it is about an unknown one.
std::string with_hint(const std::string& message) {
  static constexpr std::string_view kType = "Message type \"", kField = "\" has no field named \"";
  const size_t middle = message.find(kField);
  if (message.substr(0, kType.size()) != kType || middle == std::string::npos) return message;
  const std::string type = message.substr(kType.size(), middle - kType.size());
  const std::string field = message.substr(middle + kField.size(), message.rfind('"') - middle - kField.size());
  std::vector<std::string> names;
  const auto* descriptor = google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(type);
  for (int i = 0; descriptor != nullptr && i < descriptor->field_count(); ++i) names.push_back(descriptor->field(i)->name());
  return str_cat(type.substr(type.rfind('.') + 1), " has no field '", field, "'", did_you_mean(field, names));
}

// Mistakes as "file:line:column: message", one a line, the first few.
class Mistakes final : public google::protobuf::io::ErrorCollector {
 public:
  explicit Mistakes(std::string_view filename) : filename_(filename) {}

  void AddError(int line, google::protobuf::io::ColumnNumber column, const std::string& message) override {
    constexpr int kMaxShown = 10;
    if (count_++ >= kMaxShown) return;
    // protobuf counts from 0, and says -1 for the whole text.
    const std::string place = line < 0 ? "" : str_cat(":", line + 1, ":", column + 1);
    text_ += str_cat(text_.empty() ? "" : "\n", filename_, place, ": ", with_hint(message));
  }

  const std::string& text() const { return text_; }

 private:
  std::string filename_;
  std::string text_;
  int count_ = 0;
};

}  // namespace

StatusOr<Graph> parse_graph_text(std::string_view text, std::string_view filename) {
  constexpr size_t kMaxTextBytes = 64 << 20;
  constexpr int kTextRecursion = 100;  // as the binary form
  if (text.size() > kMaxTextBytes)
    return invalid_argument(filename, ": ", text.size(), " bytes; a graph's text has at most ", kMaxTextBytes);
  Mistakes mistakes(filename);
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&mistakes);
  parser.SetRecursionLimit(kTextRecursion);
  pb::Graph message;
  if (!parser.ParseFromString(std::string(text), &message))
    return invalid_argument(mistakes.text().empty() ? str_cat(filename, ": not a graph") : mistakes.text());
  StatusOr<Graph> graph = from_proto(message);
  if (!graph.ok()) return annotate(graph.status(), filename);
  return graph;
}

std::string graph_to_text(const Graph& graph) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(to_proto(graph), &text);
  return text;
}

}  // namespace interloom::proto
