#include "common/config.h"

#include <gmock/gmock.h>

#include <cstdio>
#include <fstream>

namespace interloom {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Config sample() {
  return Config({{"listen", ConfigKind::kString, "127.0.0.1:7070"},
                 {"threads", ConfigKind::kInt, "0", 0, 256},
                 {"metrics", ConfigKind::kBool, "true"},
                 {"model", ConfigKind::kList, ""}});
}

TEST(Config, DefaultsHold) {
  const Config config = sample();
  EXPECT_EQ(config.get_string("listen"), "127.0.0.1:7070");
  EXPECT_EQ(config.get_int("threads"), 0);
  EXPECT_TRUE(config.get_bool("metrics"));
  EXPECT_THAT(config.get_list("model"), IsEmpty());
}

TEST(Config, FlagsBeatEnvironmentBeatsFileInAnyOrder) {
  Config config = sample();
  ASSERT_TRUE(config.set_flag("--threads", "3").ok());
  const char* environment[] = {"INTERLOOM_THREADS=2", "INTERLOOM_LISTEN=e:2", "INTERLOOM_CACHE=x", "PATH=y", nullptr};
  ASSERT_TRUE(config.load_environment(environment).ok());
  ASSERT_TRUE(config.load_text("threads = 1\nlisten = f:1\nmetrics = off", "f").ok());
  EXPECT_EQ(config.get_int("threads"), 3);
  EXPECT_EQ(config.get_string("listen"), "e:2");
  EXPECT_FALSE(config.get_bool("metrics"));
}

TEST(Config, ListsRepeatWithinALayerAndReplaceBelow) {
  Config config = sample();
  ASSERT_TRUE(config.load_text("model = a=x\nmodel = b=y # two\n", "f").ok());
  EXPECT_THAT(config.get_list("model"), ElementsAre("a=x", "b=y"));
  ASSERT_TRUE(config.set_flag("model", "c=z").ok());
  EXPECT_THAT(config.get_list("model"), ElementsAre("c=z"));
}

TEST(Config, FileHasCommentsQuotesAndBlankLines) {
  Config config = sample();
  ASSERT_TRUE(config.load_text("# head\r\n\r\n listen = \"a # b\"  # tail\r\n", "f").ok());
  EXPECT_EQ(config.get_string("listen"), "a # b");
}

TEST(Config, ErrorsNameKeyAndPlace) {
  const auto message = [](std::string_view text) { return std::string(message_of(sample().load_text(text, "g.conf"))); };
  EXPECT_EQ(message("\nlistn = x"), "g.conf:2: unknown key 'listn' (did you mean 'listen'?)");
  EXPECT_EQ(message("threads = many"), "g.conf:1: threads: 'many' is not an integer");
  EXPECT_EQ(message("threads = 257"), "g.conf:1: threads: 257 is above 256");
  EXPECT_EQ(message("threads = -1"), "g.conf:1: threads: -1 is below 0");
  EXPECT_EQ(message("metrics = maybe"), "g.conf:1: metrics: 'maybe' is not true or false");
  EXPECT_EQ(message("[section]"), "g.conf:1: '[section]' is not key = value");
  EXPECT_EQ(message("listen = \"x"), "g.conf:1: listen: the quote is not closed");
  EXPECT_EQ(message("listen = \"x\" y"), "g.conf:1: listen: 'y' after the closing quote");
  EXPECT_EQ(message("threads = 1\nthreads = 2"), "g.conf:2: key 'threads' is set twice");
}

TEST(Config, EnvironmentAndFlagErrorsNameTheirSource) {
  Config config = sample();
  const char* environment[] = {"INTERLOOM_THREADS=x", nullptr};
  EXPECT_EQ(message_of(config.load_environment(environment)), "INTERLOOM_THREADS: threads: 'x' is not an integer");
  EXPECT_THAT(message_of(config.set_flag("--thread", "1")), HasSubstr("did you mean 'threads'?"));
}

TEST(Config, ReadsAFileAndMissesAMissingOne) {
  const std::string path = testing::TempDir() + "interloom_config_test.conf";
  std::ofstream(path) << "listen = here:1\n";
  Config config = sample();
  EXPECT_TRUE(config.load_file(path).ok());
  EXPECT_EQ(config.get_string("listen"), "here:1");
  std::ofstream(path, std::ios::trunc).flush();
  EXPECT_TRUE(sample().load_file(path).ok());
  std::remove(path.c_str());
  EXPECT_EQ(sample().load_file(path).code(), StatusCode::kNotFound);
}

}  // namespace
}  // namespace interloom
