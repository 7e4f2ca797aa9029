// interloom jobs, watch, result, cancel: jobs that were submitted before.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "client/cli/commands.h"
#include "client/cli/interrupt.h"
#include "client/cli/progress.h"

namespace interloom::cli {

namespace {

using nlohmann::json;

constexpr JobState kStates[] = {JobState::kReceived,  JobState::kQueued,    JobState::kDispatched,
                                JobState::kRunning,   JobState::kCompleted, JobState::kFailed,
                                JobState::kCancelled, JobState::kTimedOut,  JobState::kWorkerLost};

StatusOr<JobState> parse_state(const std::string& name) {
  std::string upper = name;
  std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char c) { return std::toupper(c); });
  std::vector<std::string> names;
  for (const JobState state : kStates) {
    if (job_state_name(state) == upper) return state;
    names.emplace_back(job_state_name(state));
  }
  return invalid_argument("'", name, "' is not a job state", did_you_mean(upper, names));
}

json job_json(const client::JobInfo& job) {
  json out = {{"job_id", job.job_id},
              {"model", job.model},
              {"state", std::string(job_state_name(job.state))},
              {"attempt", job.attempt},
              {"position", job.position},
              {"received_unix_ms", job.received_unix_ms},
              {"started_unix_ms", job.started_unix_ms},
              {"finished_unix_ms", job.finished_unix_ms},
              {"result_bytes", job.result_bytes}};
  if (!job.status.ok()) out["error"] = error_json(job.status);
  return out;
}

std::string state_text(const Console& console, JobState state) {
  const std::string_view name = job_state_name(state);
  if (state == JobState::kCompleted) return console.out(Style::kGreen, name);
  if (is_final(state)) return console.out(Style::kRed, name);
  return console.out(state == JobState::kRunning ? Style::kCyan : Style::kYellow, name);
}

std::string took(const client::JobInfo& job) {
  if (job.finished_unix_ms == 0 || job.started_unix_ms == 0) return "";
  return human_duration(static_cast<uint64_t>(std::max<int64_t>(job.finished_unix_ms - job.started_unix_ms, 0)));
}

struct JobsArguments {
  std::string model;
  std::vector<std::string> states;
  uint32_t limit = 20;
};

int list_jobs(const Context& context, const JobsArguments& arguments) {
  const Console& console = context.console;
  client::JobFilter filter{arguments.model, {}, arguments.limit, ""};
  for (const std::string& name : arguments.states) {
    const auto state = parse_state(name);
    if (!state.ok()) return console.fail(state.status());
    filter.states.push_back(*state);
  }
  const auto client = context.connect();
  if (!client.ok()) return console.fail(client.status());
  const auto jobs = (*client)->list(filter);
  if (!jobs.ok()) return console.fail(jobs.status());
  if (console.json) {
    json document = json::array();
    for (const client::JobInfo& job : *jobs) document.push_back(job_json(job));
    print_json({{"jobs", std::move(document)}});
    return kExitOk;
  }
  if (jobs->empty()) {
    std::puts("no jobs");
    return kExitOk;
  }
  std::vector<std::vector<std::string>> rows = {{"JOB", "MODEL", "RECEIVED", "TOOK", "RESULT", "STATE"}};
  for (const client::JobInfo& job : *jobs) {
    std::string state = state_text(console, job.state);
    if (job.state == JobState::kQueued && job.position != 0) state += str_cat(" (position ", job.position, ")");
    rows.push_back({job.job_id, job.model, human_time(job.received_unix_ms), took(job),
                    job.result_bytes == 0 ? "" : human_bytes(job.result_bytes), state});
  }
  std::fputs(format_table(console, rows).c_str(), stdout);
  return kExitOk;
}

json event_json(const JobEvent& event) {
  json out = {{"seq", event.seq}};
  if (const auto* state = std::get_if<StateEvent>(&event.kind)) {
    out.update({{"event", "state"}, {"state", std::string(job_state_name(state->state))}});
    if (state->state == JobState::kQueued) out.update({{"position", state->position}, {"estimate_ms", state->estimate_ms}});
    if (!state->status.ok()) out["error"] = error_json(state->status);
  } else if (const auto* log = std::get_if<LogEvent>(&event.kind)) {
    out.update({{"event", "log"}, {"text", log->text}});
  } else if (const auto* tokens = std::get_if<TokensEvent>(&event.kind)) {
    out.update({{"event", "tokens"}, {"step", tokens->step}, {"ids", tokens->ids}, {"text", tokens->text}});
  } else {
    const ResultHead& head = std::get<ResultEvent>(event.kind).head;
    out.update({{"event", "result"}, {"tensors", head.tensors.size()}, {"frames", head.frame_count}});
  }
  return out;
}

std::string event_line(const Console& console, const JobEvent& event) {
  if (const auto* state = std::get_if<StateEvent>(&event.kind)) {
    std::string line = state_text(console, state->state);
    if (state->state == JobState::kQueued && state->position != 0) line += str_cat("  position ", state->position);
    if (state->estimate_ms != 0) line += str_cat("  about ", human_duration(state->estimate_ms));
    if (!state->status.ok()) line += str_cat("  ", code_name(state->status), ": ", message_of(state->status));
    return line;
  }
  if (const auto* log = std::get_if<LogEvent>(&event.kind))
    return str_cat("log     ", log->text.substr(0, log->text.find_last_not_of('\n') + 1));
  if (const auto* tokens = std::get_if<TokensEvent>(&event.kind)) {
    std::string line = str_cat("step ", tokens->step, " ");
    for (const std::string& text : tokens->text) line += " " + client::leaf_text(WireValue{text});
    return line;
  }
  const ResultHead& head = std::get<ResultEvent>(event.kind).head;
  return str_cat("result  ", head.tensors.size(), head.tensors.size() == 1 ? " tensor, " : " tensors, ", head.frame_count,
                 head.frame_count == 1 ? " frame" : " frames");
}

int watch(const Context& context, const std::string& job_id, uint64_t from_seq) {
  const Console& console = context.console;
  const auto client = context.connect();
  if (!client.ok()) return console.fail(client.status());
  Interrupt interrupt;
  int code = kExitFailed;
  const Status status = (*client)->watch(
      job_id, from_seq,
      [&](const JobEvent& event) {
        if (const auto* state = std::get_if<StateEvent>(&event.kind)) code = exit_code_of(state->state);
        if (console.json)
          print_json(event_json(event));
        else
          std::puts(event_line(console, event).c_str());
        std::fflush(stdout);
        return OkStatus();
      },
      interrupt.token());
  if (interrupt.happened()) return kExitInterrupted;
  return status.ok() ? code : console.fail(status);
}

int result(const Context& context, const std::string& job_id, const std::string& out) {
  const auto client = context.connect();
  if (!client.ok()) return context.console.fail(client.status());
  Interrupt interrupt;
  Progress progress(context.console);
  client::RunOptions options = progress.options();
  options.stop = interrupt.token();
  options.on_log = nullptr;  // they were shown, or are seen with watch
  progress.job(job_id);
  const auto found = (*client)->wait(job_id, options);
  progress.stop();
  if (!found.ok()) return fail_call(context.console, found.status(), interrupt.happened());
  return finish_job(context.console, *found, out, json::object());
}

int cancel(const Context& context, const std::string& job_id) {
  const Console& console = context.console;
  const auto client = context.connect();
  if (!client.ok()) return console.fail(client.status());
  const auto state = (*client)->cancel(job_id);
  if (!state.ok()) return console.fail(state.status());
  const bool too_late = is_final(*state) && *state != JobState::kCancelled;
  if (console.json)
    print_json({{"job_id", job_id}, {"state", std::string(job_state_name(*state))}, {"too_late", too_late}});
  else if (too_late)
    std::printf("job %s had ended: %s\n", job_id.c_str(), state_text(console, *state).c_str());
  else
    std::printf("job %s: %s\n", job_id.c_str(), *state == JobState::kCancelled ? "cancelled" : "asked to end");
  return kExitOk;
}

}  // namespace

void add_jobs(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<JobsArguments>();
  CLI::App* command =
      add_command(app, "jobs", "List jobs", "Example:\n  interloom jobs --model smollm2 --state running --state queued");
  command->add_option("-m,--model", arguments->model, "Of this model only");
  command->add_option("--state", arguments->states, "In this state only; may be given several times");
  command->add_option("--limit", arguments->limit, "At most this many")->check(positive())->capture_default_str();
  command->callback([&context, arguments] { context.chosen = [&context, arguments] { return list_jobs(context, *arguments); }; });
}

void add_watch(CLI::App& app, Context& context) {
  struct Arguments {
    std::string job_id;
    uint64_t from_seq = 1;
  };
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = add_command(app, "watch", "Print a job's events until it ends; exits as the job did",
                                  "Examples:\n  interloom watch JOB\n  interloom watch JOB --json    # one line an event");
  command->add_option("job", arguments->job_id, "The job's id")->required();
  command->add_option("--from-seq", arguments->from_seq, "Start with this event")->check(positive());
  command->callback([&context, arguments] {
    context.chosen = [&context, arguments] { return watch(context, arguments->job_id, arguments->from_seq); };
  });
}

void add_result(CLI::App& app, Context& context) {
  struct Arguments {
    std::string job_id, out;
  };
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = add_command(app, "result", "Wait for a job to end and show what it saved",
                                  "Example:\n  interloom result JOB --out hidden.safetensors");
  command->add_option("job", arguments->job_id, "The job's id")->required();
  command->add_option("-o,--out", arguments->out, "Write the saved tensors to this safetensors file");
  command->callback([&context, arguments] {
    context.chosen = [&context, arguments] { return result(context, arguments->job_id, arguments->out); };
  });
}

void add_cancel(CLI::App& app, Context& context) {
  auto job_id = std::make_shared<std::string>();
  CLI::App* command = add_command(app, "cancel", "End a job", "Example:\n  interloom cancel JOB");
  command->add_option("job", *job_id, "The job's id")->required();
  command->callback([&context, job_id] { context.chosen = [&context, job_id] { return cancel(context, *job_id); }; });
}

}  // namespace interloom::cli
