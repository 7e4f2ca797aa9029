#include "common/log.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <chrono>
#include <cmath>
#include <ctime>
#include <mutex>
#include <nlohmann/json.hpp>

namespace interloom {

namespace {

constexpr std::string_view kLevelNames[] = {"debug", "info", "warn", "error", "off"};

class FunctionSink final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  explicit FunctionSink(std::function<void(std::string_view)> function) : function_(std::move(function)) {}

 protected:
  void sink_it_(const spdlog::details::log_msg& message) override { function_({message.payload.data(), message.payload.size()}); }
  void flush_() override {}

 private:
  std::function<void(std::string_view)> function_;
};

std::shared_ptr<spdlog::logger> make_sink(spdlog::sink_ptr sink) {
  auto logger = std::make_shared<spdlog::logger>("", std::move(sink));
  logger->set_pattern("%v");
  logger->set_level(spdlog::level::trace);
  logger->flush_on(spdlog::level::warn);
  return logger;
}

std::string json_string(std::string_view text) {
  using nlohmann::json;
  return json(std::string(text)).dump(-1, ' ', false, json::error_handler_t::replace);
}

// Bare where a logfmt reader takes it so.
std::string logfmt_string(std::string_view text) {
  const auto plain = [](unsigned char c) { return c > ' ' && c < 0x7F && c != '"' && c != '=' && c != '\\'; };
  for (unsigned char c : text)
    if (!plain(c)) return json_string(text);
  return text.empty() ? "\"\"" : std::string(text);
}

struct ValueWriter {
  LogFormat format;

  std::string operator()(std::string_view text) const {
    return format == LogFormat::kJson ? json_string(text) : logfmt_string(text);
  }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(int64_t value) const { return std::to_string(value); }
  std::string operator()(uint64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const {
    return std::isfinite(value) || format == LogFormat::kLogfmt ? str_cat(value) : std::string("null");
  }
};

void append(std::string& line, LogFormat format, const LogField& field) {
  const bool json = format == LogFormat::kJson;
  if (!line.empty()) line += json ? ',' : ' ';
  line += json ? json_string(field.key) + ":" : std::string(field.key) + "=";
  line += std::visit(ValueWriter{format}, field.value);
}

std::string utc_now() {
  using namespace std::chrono;
  const auto now = duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
  const std::time_t seconds = now / 1000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[64];
  const size_t size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
  std::snprintf(text + size, sizeof text - size, ".%03dZ", static_cast<int>(now % 1000));
  return text;
}

}  // namespace

StatusOr<LogLevel> parse_log_level(std::string_view name) {
  for (size_t i = 0; i < std::size(kLevelNames); ++i)
    if (kLevelNames[i] == name) return static_cast<LogLevel>(i);
  return invalid_argument("log level '", name, "'; it is one of debug, info, warn, error, off");
}

Logger::Logger() = default;

Logger Logger::to_stderr(LogLevel level, LogFormat format) {
  Logger logger;
  logger.sink_ = make_sink(std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger.level_ = level;
  logger.format_ = format;
  return logger;
}

Logger Logger::to_function(LogLevel level, LogFormat format, std::function<void(std::string_view)> sink) {
  Logger logger;
  logger.sink_ = make_sink(std::make_shared<FunctionSink>(std::move(sink)));
  logger.level_ = level;
  logger.format_ = format;
  return logger;
}

Logger Logger::with(LogFields fields) const {
  Logger logger = *this;
  for (const LogField& field : fields) append(logger.bound_, format_, field);
  return logger;
}

void Logger::log(LogLevel level, std::string_view event, LogFields fields) const {
  if (!enabled(level) || sink_ == nullptr || level == LogLevel::kOff) return;
  const bool json = format_ == LogFormat::kJson;
  std::string line;
  append(line, format_, {"time", utc_now()});
  append(line, format_, {"level", kLevelNames[static_cast<size_t>(level)]});
  append(line, format_, {"event", event});
  if (!bound_.empty()) line += (json ? "," : " ") + bound_;
  for (const LogField& field : fields) append(line, format_, field);
  if (json) line = "{" + line + "}";
  const auto sink_level = level >= LogLevel::kWarn ? spdlog::level::warn : spdlog::level::info;
  sink_->log(sink_level, spdlog::string_view_t(line.data(), line.size()));
}

}  // namespace interloom
