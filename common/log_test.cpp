#include "common/log.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "common/metrics.h"

namespace interloom {
namespace {

using testing::HasSubstr;

struct Capture {
  std::vector<std::string> lines;
  Logger logger(LogLevel level, LogFormat format) {
    return Logger::to_function(level, format, [this](std::string_view line) { lines.emplace_back(line); });
  }
};

TEST(Logger, LogfmtQuotesWhereNeeded) {
  Capture capture;
  capture.logger(LogLevel::kInfo, LogFormat::kLogfmt)
      .info("job_finished", {{"job", std::string("j1")}, {"text", "two words"}, {"ms", 12},
                             {"rate", 1.5}, {"ok", true}, {"none", ""}});
  ASSERT_EQ(capture.lines.size(), 1u);
  EXPECT_THAT(capture.lines[0], testing::MatchesRegex("time=20[^ ]+Z level=info event=job_finished .*"));
  EXPECT_THAT(capture.lines[0], HasSubstr("job=j1 text=\"two words\" ms=12 rate=1.5 ok=true none=\"\""));
}

TEST(Logger, JsonParsesWhateverTheText) {
  Capture capture;
  capture.logger(LogLevel::kDebug, LogFormat::kJson)
      .with({{"worker", "w"}})
      .warn("odd", {{"text", "line\nbreak \"quote\" \xFF"},
                    {"n", uint64_t{1} << 63}, {"bad", std::numeric_limits<double>::infinity()}});
  const auto line = nlohmann::json::parse(capture.lines.at(0));
  EXPECT_EQ(line["level"], "warn");
  EXPECT_EQ(line["worker"], "w");
  EXPECT_EQ(line["n"], uint64_t{1} << 63);
  EXPECT_EQ(line["text"], "line\nbreak \"quote\" \xEF\xBF\xBD");
  EXPECT_TRUE(line["bad"].is_null());
}

TEST(Logger, ALineStaysALine) {
  Capture capture;
  capture.logger(LogLevel::kInfo, LogFormat::kLogfmt).info("x", {{"text", "a\nb"}});
  EXPECT_EQ(capture.lines[0].find('\n'), std::string::npos);
}

TEST(Logger, LevelsFilterAndDefaultIsSilent) {
  Capture capture;
  const Logger logger = capture.logger(LogLevel::kWarn, LogFormat::kLogfmt);
  logger.debug("a");
  logger.info("b");
  logger.error("c");
  EXPECT_EQ(capture.lines.size(), 1u);
  Logger().error("nothing");
  EXPECT_FALSE(Logger().enabled(LogLevel::kError));
}

TEST(Logger, ParsesLevelNames) {
  EXPECT_EQ(*parse_log_level("warn"), LogLevel::kWarn);
  EXPECT_THAT(message_of(parse_log_level("loud").status()), HasSubstr("debug, info, warn, error, off"));
}

TEST(Metrics, SameNameAndLabelsAreOneInstrument) {
  Metrics metrics;
  metrics.counter("jobs_total", "Jobs.", {{"state", "ok"}}).add();
  metrics.counter("jobs_total", "Jobs.", {{"state", "ok"}}).add(2);
  metrics.counter("jobs_total", "Jobs.", {{"state", "bad"}}).add();
  EXPECT_EQ(metrics.counter("jobs_total", "Jobs.", {{"state", "ok"}}).value(), 3);
  metrics.gauge("depth", "Depth.").set(4);
  metrics.gauge("depth", "Depth.").add(-1);
  EXPECT_EQ(metrics.gauge("depth", "Depth.").value(), 3);
  metrics.histogram("seconds", "Time.", Metrics::latency_buckets()).observe(0.002);
  EXPECT_THAT(metrics.text(), testing::AllOf(HasSubstr("jobs_total{state=\"ok\"} 3"), HasSubstr("depth 3"),
                                             HasSubstr("seconds_bucket{le=\"0.0025\"} 1"), HasSubstr("# HELP jobs_total Jobs.")));
}

}  // namespace
}  // namespace interloom
