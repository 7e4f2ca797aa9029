// Structured logging: one line an event, as logfmt or JSON, with a name and fields. Passed around, never global.
//
//   logger.info("job_finished", {{"job", id}, {"state", "COMPLETED"}, {"ms", 12}});
//   time=2026-01-02T03:04:05.678Z level=info event=job_finished job=j1 state=COMPLETED ms=12
//
// Copies share the sink. Any thread. Keys of users, prompts and secrets are never logged: that is the caller's duty.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "common/status.h"

namespace spdlog { class logger; }

namespace interloom {

enum class LogLevel : uint8_t { kDebug, kInfo, kWarn, kError, kOff };
enum class LogFormat : uint8_t { kLogfmt, kJson };

// "debug", "info", "warn", "error", "off"; kInvalidArgument lists them.
StatusOr<LogLevel> parse_log_level(std::string_view name);

// A key and a value; the value is borrowed for the call.
struct LogField {
  using Value = std::variant<std::string_view, bool, int64_t, uint64_t, double>;
  std::string_view key;
  Value value;

  template <class T>
  LogField(std::string_view key, const T& value) : key(key), value(convert(value)) {}

 private:
  template <class T>
  static Value convert(const T& value) {
    if constexpr (std::is_same_v<T, bool>) return value;
    else if constexpr (std::is_floating_point_v<T>) return static_cast<double>(value);
    else if constexpr (std::is_integral_v<T> && std::is_signed_v<T>) return static_cast<int64_t>(value);
    else if constexpr (std::is_integral_v<T>) return static_cast<uint64_t>(value);
    else return std::string_view(value);
  }
};

using LogFields = std::initializer_list<LogField>;

class Logger {
 public:
  // Says nothing.
  Logger();
  static Logger to_stderr(LogLevel level, LogFormat format);
  // Each line without its end, as a test or another sink wants it. `sink` is called by one thread at a time.
  static Logger to_function(LogLevel level, LogFormat format, std::function<void(std::string_view)> sink);

  // With fields that go into every line.
  Logger with(LogFields fields) const;

  bool enabled(LogLevel level) const { return level >= level_; }
  void log(LogLevel level, std::string_view event, LogFields fields) const;
  void debug(std::string_view event, LogFields fields = {}) const { log(LogLevel::kDebug, event, fields); }
  void info(std::string_view event, LogFields fields = {}) const { log(LogLevel::kInfo, event, fields); }
  void warn(std::string_view event, LogFields fields = {}) const { log(LogLevel::kWarn, event, fields); }
  void error(std::string_view event, LogFields fields = {}) const { log(LogLevel::kError, event, fields); }

 private:
  std::shared_ptr<spdlog::logger> sink_;
  LogLevel level_ = LogLevel::kOff;
  LogFormat format_ = LogFormat::kLogfmt;
  std::string bound_;  // fields of with(), written already
};

}  // namespace interloom
