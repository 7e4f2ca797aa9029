// The interloom program, spawned: arguments, output and exit codes, against the fake gateway where a command needs one.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "client/cpp/fake_gateway_test.h"
#include "client/cpp/tensor_access.h"

namespace interloom::client {

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

struct Finished {
  int code = -1;
  std::string out, err;
};

std::string slurp(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

class Cli : public testing::Test {
 protected:
  Cli() {
    std::string name = testing::TempDir() + "interloom-cli-XXXXXX";
    folder = mkdtemp(name.data());
  }
  ~Cli() override { std::filesystem::remove_all(folder); }

  pid_t spawn(std::vector<std::string> arguments, std::vector<std::string> environment = {}) {
    const std::string program = std::string(INTERLOOM_BIN_DIR) + "/interloom";
    EXPECT_TRUE(std::filesystem::exists(program)) << "build the target 'interloom' first";
    arguments.insert(arguments.begin(), program);
    std::vector<char*> argv, envp;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    for (std::string& variable : environment) envp.push_back(variable.data());
    argv.push_back(nullptr);
    envp.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    const std::string in = (folder / "in").string(), out = (folder / "out").string(), err = (folder / "err").string();
    std::ofstream(in, std::ios::binary) << input;
    posix_spawn_file_actions_addopen(&actions, 0, in.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    pid_t pid = -1;
    EXPECT_EQ(posix_spawn(&pid, program.c_str(), &actions, nullptr, argv.data(), envp.data()), 0);
    posix_spawn_file_actions_destroy(&actions);
    return pid;
  }
  Finished finish(pid_t pid) {
    int status = 0;
    waitpid(pid, &status, 0);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status), slurp(folder / "out"), slurp(folder / "err")};
  }
  Finished cli(std::vector<std::string> arguments, std::vector<std::string> environment = {}) {
    return finish(spawn(std::move(arguments), std::move(environment)));
  }
  // With the fake gateway as server.
  Finished online(std::vector<std::string> arguments) {
    return cli(std::move(arguments), {"INTERLOOM_SERVER=" + gateway.address()});
  }

  std::filesystem::path folder;
  std::string input;
  FakeGateway gateway;
};

constexpr const char* kGraph =
    R"(invoke { prompt: "Hi" node { name: "h" hook { module: "lm_head" } } node { save { as: "x" value { ref: "h" } } } })";

HostTensor two_by_two() {
  const std::vector<float> elements = {1, -2, 0.5, 4};
  return *tensor_of(elements, {2, 2});
}

TEST_F(Cli, VersionIsPrinted) {
  const Finished plain = cli({"version"});
  EXPECT_EQ(plain.code, 0);
  EXPECT_THAT(plain.out, StartsWith("interloom "));
  EXPECT_THAT(cli({"version", "--json"}).out, StartsWith("{\"version\":\""));
}

TEST_F(Cli, EveryCommandHasHelpWithAnExample) {
  for (const char* command :
       {"serve", "run", "generate", "status", "models", "tree", "compare", "jobs", "watch", "result", "cancel", "version"}) {
    const Finished help = cli({command, "--help"});
    EXPECT_EQ(help.code, 0) << command;
    EXPECT_THAT(help.out, AllOf(HasSubstr("Example"), HasSubstr(std::string("interloom ") + command))) << command;
    EXPECT_EQ(help.err, "") << command;
    EXPECT_THAT(cli({"--help"}).out, HasSubstr(std::string("\n  ") + command));
  }
}

TEST_F(Cli, UsageErrorsExitWith2AndSuggest) {
  const auto expect = [&](std::vector<std::string> arguments, const char* message) {
    const Finished got = cli(arguments);
    EXPECT_EQ(got.code, 2) << message;
    EXPECT_THAT(got.err, HasSubstr(message));
    EXPECT_EQ(got.out, "");
  };
  expect({}, "interloom --help");
  expect({"tre", "m"}, "did you mean 'tree'");
  expect({"--server", "a:1", "tre"}, "no command 'tre'");
  expect({"tree"}, "model is required");
  expect({"tree", "m", "--pats"}, "did you mean '--paths'");
  expect({"generate", "m", "p", "--max-new-tokens", "-3"}, "'-3' is not a number that is more than 0");
  expect({"generate", "m", "p", "--max-new-tokens", "many"}, "many");
  expect({"jobs", "--state", "runing"}, "did you mean 'RUNNING'");
  expect({"compare", "m", "torch"}, "PACKAGE=VERSION");
  expect({"status", "--server", "nowhere"}, "HOST:PORT");
  expect({"run", "graph.txt"}, "--model is required");
}

TEST_F(Cli, JsonErrorsAreOneDocumentOnStdout) {
  const Finished got = cli({"tree", "m", "--json", "--server", "nowhere"});
  EXPECT_EQ(got.code, 2);
  EXPECT_THAT(got.out, StartsWith("{\"error\":{\"code\":\"INVALID_ARGUMENT\",\"message\":\"'nowhere'"));
  EXPECT_THAT(got.err, HasSubstr("'nowhere'"));
}

TEST_F(Cli, MissingFileIsNotFoundAndBadGraphIsNamed) {
  EXPECT_EQ(cli({"run", (folder / "none").string(), "-m", "x"}).code, 3);
  input = "invoke {\n  prompt: 7\n}";
  const Finished got = cli({"run", "-", "-m", "x"});
  EXPECT_EQ(got.code, 2);
  EXPECT_THAT(got.err, HasSubstr("stdin:2:"));
}

TEST_F(Cli, NoServerIsUnavailable) {
  const Finished got = cli({"status", "--server", "127.0.0.1:1"});
  EXPECT_EQ(got.code, 4);
  EXPECT_THAT(got.err, AllOf(HasSubstr("127.0.0.1:1"), HasSubstr("interloom serve")));
}

TEST_F(Cli, ServeNeedsTheGatewayBesideIt) {
  // A copy that is alone in its folder.
  std::filesystem::copy_file(std::filesystem::canonical(std::string(INTERLOOM_BIN_DIR) + "/interloom"), folder / "interloom");
  std::ofstream(folder / "script") << "#!/bin/sh\necho \"$0|$*\"\n";
  const auto run = [&] {
    return std::system(
        str_cat((folder / "interloom").string(), " serve --model a=b --json > ", (folder / "o").string(), " 2>&1").c_str());
  };
  EXPECT_EQ(WEXITSTATUS(run()), 3);
  EXPECT_THAT(slurp(folder / "o"), HasSubstr("interloom-gateway"));
  std::filesystem::rename(folder / "script", folder / "interloom-gateway");
  std::filesystem::permissions(folder / "interloom-gateway", std::filesystem::perms::owner_all);
  EXPECT_EQ(WEXITSTATUS(run()), 0);
  EXPECT_EQ(slurp(folder / "o"), (folder / "interloom-gateway").string() + "|--model a=b --json\n");
}

TEST_F(Cli, RunShowsWhatWasSaved) {
  gateway.script_success(two_by_two(), true);
  input = kGraph;
  const Finished got = online({"run", "-", "--model", "tiny"});
  EXPECT_EQ(got.code, 0) << got.err;
  EXPECT_EQ(got.out, "x: float32[2, 2]  min -2  max 4  mean 0.875\n  [[1, -2],\n   [0.5, 4]]\n");
  EXPECT_THAT(got.err,
              AllOf(HasSubstr("job job-1: queued, position 2\n"), HasSubstr("job job-1: completed\n"), Not(HasSubstr("\033"))));
  const Finished json = online({"run", "-", "--model", "tiny", "--json"});
  EXPECT_EQ(json.code, 0);
  EXPECT_EQ(json.err, "");
  EXPECT_THAT(json.out,
              AllOf(HasSubstr(R"("saved":{"x":{"data":[[1.0,-2.0],[0.5,4.0]],"dtype":"float32","shape":[2,2],"type":"tensor"}})"),
                    HasSubstr(R"("state":"COMPLETED")")));
  EXPECT_EQ(std::count(json.out.begin(), json.out.end(), '\n'), 1);
}

TEST_F(Cli, OutWritesASafetensorsFile) {
  gateway.script_success(two_by_two(), true);
  input = kGraph;
  const std::string file = (folder / "x.safetensors").string();
  ASSERT_EQ(online({"run", "-", "--model", "tiny", "--out", file}).code, 0);
  const std::string bytes = slurp(file);
  uint64_t header_size = 0;
  std::memcpy(&header_size, bytes.data(), sizeof(header_size));
  ASSERT_EQ(bytes.size(), 8 + header_size + 16);
  EXPECT_EQ(header_size % 8, 0u);
  EXPECT_THAT(bytes.substr(8, header_size), StartsWith(R"({"x":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}})"));
  EXPECT_EQ(bytes.substr(8 + header_size), two_by_two().bytes());
  const Finished no_folder = online({"result", "job-1", "--out", (folder / "none" / "x").string()});
  EXPECT_EQ(no_folder.code, 3);
  EXPECT_THAT(no_folder.err, HasSubstr("none"));
}

TEST_F(Cli, FailedJobExitsWith1AndTellsWhy) {
  gateway.add_state(JobState::kRunning);
  gateway.add_state(JobState::kFailed, invalid_argument("node 'h': hook has passed"));
  input = kGraph;
  const Finished got = online({"run", "-", "--model", "tiny", "--json"});
  EXPECT_EQ(got.code, 1);
  EXPECT_THAT(got.out, HasSubstr(R"("error":{"code":"INVALID_ARGUMENT","message":"node 'h': hook has passed"})"));
  EXPECT_THAT(got.err, HasSubstr("hook has passed"));
  EXPECT_EQ(online({"watch", "job-1"}).code, 1);
  EXPECT_EQ(online({"result", "job-1"}).code, 1);
}

TEST_F(Cli, TimedOutJobExitsWith5AndLostWith4) {
  gateway.add_state(JobState::kTimedOut, make_status(StatusCode::kDeadlineExceeded, "600 s"));
  EXPECT_EQ(online({"result", "job-1"}).code, 5);
  gateway.events.clear();
  gateway.add_state(JobState::kWorkerLost, make_status(StatusCode::kUnavailable, "the worker went away"));
  EXPECT_EQ(online({"result", "job-1"}).code, 4);
}

TEST_F(Cli, InterruptCancelsTheJobAndExitsWith130) {
  gateway.add_state(JobState::kRunning);
  gateway.hold_until_cancel = true;
  input = kGraph;
  const pid_t pid = spawn({"run", "-", "--model", "tiny", "--server", gateway.address()});
  gateway.wait_until_held();
  kill(pid, SIGINT);
  const Finished got = finish(pid);
  EXPECT_EQ(got.code, 130);
  EXPECT_EQ(gateway.cancels, 1);
}

TEST_F(Cli, TimeoutCancelsTheJobAndExitsWith5) {
  gateway.add_state(JobState::kRunning);
  gateway.hold_until_cancel = true;
  input = kGraph;
  EXPECT_EQ(online({"run", "-", "--model", "tiny", "--timeout", "0.3"}).code, 5);
  EXPECT_EQ(gateway.cancels, 1);
}

TEST_F(Cli, GenerateStreamsTextAndEndsTheLine) {
  gateway.add_state(JobState::kRunning);
  gateway.add_event({0, TokensEvent{0, {7}, {" Paris"}}});
  gateway.add_event({0, TokensEvent{1, {8}, {"."}}});
  gateway.add_event({0, TokensEvent{2, {-1}, {""}}});
  gateway.add_state(JobState::kCompleted);
  const Finished got =
      online({"generate", "tiny", "The capital", "--max-new-tokens", "5", "--temperature", "0.5", "--seed", "3"});
  EXPECT_EQ(got.code, 0) << got.err;
  EXPECT_EQ(got.out, " Paris.\n");
  const auto& generate = gateway.last_spec.graph().generate();
  EXPECT_EQ(generate.max_new_tokens(), 5);
  EXPECT_EQ(generate.temperature(), 0.5);
  EXPECT_EQ(generate.seed(), 3u);
  EXPECT_TRUE(generate.do_sample());
  EXPECT_TRUE(gateway.last_spec.stream_tokens());
  EXPECT_EQ(gateway.last_spec.graph().invoke(0).prompt(0), "The capital");
  input = "from stdin";
  const Finished json = online({"generate", "tiny", "-", "-n", "2", "--greedy", "--json"});
  EXPECT_THAT(json.out,
              AllOf(HasSubstr(R"("text":" Paris.")"), HasSubstr(R"("token_ids":[7,8])"), HasSubstr(R"("finish_reason":"length")"),
                    HasSubstr(R"("prompt":"from stdin")"), HasSubstr(R"("model":"tiny")")));
  EXPECT_TRUE(gateway.last_spec.graph().generate().has_do_sample());
  EXPECT_FALSE(gateway.last_spec.graph().generate().do_sample());
  ASSERT_EQ(online({"generate", "tiny", "x"}).code, 0);
  EXPECT_FALSE(gateway.last_spec.graph().generate().has_do_sample());  // the model's own
}

TEST_F(Cli, DetachPrintsTheId) {
  input = kGraph;
  EXPECT_EQ(online({"run", "-", "--model", "tiny", "--detach"}).out, "job-1\n");
}

TEST_F(Cli, WatchPrintsOneJsonLineAnEvent) {
  gateway.script_success(two_by_two(), true);
  const Finished got = online({"watch", "job-1", "--json"});
  EXPECT_EQ(got.code, 0);
  EXPECT_EQ(std::count(got.out.begin(), got.out.end(), '\n'), 5);
  EXPECT_THAT(got.out, HasSubstr(R"({"estimate_ms":0,"event":"state","position":2,"seq":2,"state":"QUEUED"})"));
  EXPECT_EQ(online({"watch", "job-2"}).code, 3);
}

TEST_F(Cli, ModelCommandsShowWhatIsHosted) {
  EXPECT_THAT(online({"status"}).out, AllOf(HasSubstr("version 1.2.3"), HasSubstr("tiny"), HasSubstr("READY")));
  EXPECT_THAT(online({"models", "--json"}).out, StartsWith(R"({"models":[{)"));
  EXPECT_EQ(online({"tree", "tiny", "--paths"}).out, "lm_head\n");
  EXPECT_EQ(online({"tree", "tiny"}).out, "Tiny(\n  (lm_head): Linear(in_features=2, out_features=3, bias=False)\n)\n");
  const Finished unknown = online({"tree", "tyni"});
  EXPECT_EQ(unknown.code, 3);
  EXPECT_THAT(unknown.err, HasSubstr("did you mean 'tiny'"));
  EXPECT_THAT(online({"compare", "tiny", "torch=2.11.0"}).out,
              AllOf(HasSubstr("torch"), HasSubstr("2.11.0"), HasSubstr("ONE_SIDED")));
  EXPECT_EQ(online({"cancel", "job-1"}).out, "job job-1: cancelled\n");
}

}  // namespace

}  // namespace interloom::client
