"""Fixtures of the end-to-end tests: a running `interloom serve`, and a client over the test's own wire code."""

import os
import pathlib
import re
import signal
import subprocess
import threading
import time
import uuid

import grpc
import pytest
import torch
import wire
from google.protobuf import text_format

ROOT = wire.ROOT
BIN = pathlib.Path(os.environ.get("INTERLOOM_BIN", ROOT / "build/bin"))
MODELS = ROOT / "build/models"
FINAL = {"COMPLETED", "FAILED", "CANCELLED", "TIMED_OUT", "WORKER_LOST"}


class JobFailed(Exception):
    def __init__(self, state, code, message, values):
        super().__init__(f"{state} {code}: {message}")
        self.state, self.code, self.message, self.values = state, code, message, values


class Outcome:
    """How a job ended: state, status code name, message, saved values, events."""

    def __init__(self, job_id, state, code, message, values, events):
        self.job_id, self.state, self.code, self.message = job_id, state, code, message
        self.values, self.events = values, events


def code_name(number):
    return next(c.name for c in grpc.StatusCode if c.value[0] == number)


class Client:
    def __init__(self, address):
        self.address = address
        self.channel = grpc.insecure_channel(address)
        self.jobs = wire.stubs()["jobs_pb2_grpc"].JobsStub(self.channel)
        self.models = wire.stubs()["models_pb2_grpc"].ModelsStub(self.channel)

    def spec(self, model, graph, **fields):
        if isinstance(graph, str):
            graph = text_format.Parse(graph, wire.pb("Graph")())
        return wire.pb("JobSpec")(model=model, graph=graph, **fields)

    def outcome(self, model, graph, timeout=300, **fields):
        """Runs to the end, whatever that is."""
        request = wire.pb("RunRequest")(spec=self.spec(model, graph, **fields))
        done = threading.Event()

        def requests():
            yield request
            done.wait(timeout)

        job_id, events, frames, head, last = None, [], [], None, None
        try:
            for response in self.jobs.Run(requests(), timeout=timeout):
                kind = response.WhichOneof("kind")
                if kind == "job_id":
                    job_id = response.job_id
                elif kind == "frame":
                    frames.append(response.frame)
                else:
                    events.append(response.event)
                    if response.event.WhichOneof("kind") == "result":
                        head = response.event.result
                    elif response.event.WhichOneof("kind") == "state":
                        last = response.event.state
        finally:
            done.set()
        values = {}
        if head is not None:
            tensors = wire.assemble(head.tensor, list(head.inline_frame) + frames)
            values = wire.to_python(head.value, tensors)
        state = wire.stubs()["status_pb2"].JobState.Name(last.state)
        return Outcome(job_id, state, code_name(last.status.code), last.status.message, values, events)

    def run(self, model, graph, **fields):
        """The saved values; JobFailed if the job did not complete."""
        outcome = self.outcome(model, graph, **fields)
        if outcome.state != "COMPLETED":
            raise JobFailed(outcome.state, outcome.code, outcome.message, outcome.values)
        return outcome.values

    def put_part(self, data):
        """Sends `data` as a part; its hash."""
        digest = wire.sha256(data)

        def requests():
            yield wire.pb("PutPartRequest")(head=wire.pb("PartHead")(hash=digest, size=len(data)))
            for frame in wire.raw_frames(data):
                yield wire.pb("PutPartRequest")(frame=[frame])

        self.jobs.PutPart(requests(), timeout=300)
        return digest


class Server:
    """A gateway with its worker(s), as `interloom serve` runs them."""

    def __init__(self, data, models, *extra, command=("interloom", "serve")):
        args = [str(BIN / command[0]), *command[1:], "--listen", "127.0.0.1:0", "--data", str(data)]
        for name, directory in models.items():
            args += ["--model", f"{name}={directory}"]
        self.log = open(pathlib.Path(str(data) + ".log"), "w+")
        self.process = subprocess.Popen([*args, *extra], stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.ready_line = self.process.stdout.readline()
        match = re.search(r"127\.0\.0\.1:\d+", self.ready_line)
        if not match:
            self.process.wait(20)
            self.log.seek(0)
            raise RuntimeError(f"serve did not get ready: {self.ready_line!r}\n{self.log.read()[-4000:]}")
        self.address = match.group(0)
        self.client = Client(self.address)

    @property
    def pid(self):
        return self.process.pid

    def worker_pids(self):
        children = [c for f in pathlib.Path(f"/proc/{self.pid}/task").glob("*/children") for c in f.read_text().split()]
        return [int(c) for c in children if "interloom-worke" in pathlib.Path(f"/proc/{c}/comm").read_text()]

    def rss_bytes(self, pid=None):
        status = pathlib.Path(f"/proc/{pid or self.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status).group(1)) * 1024

    def peak_rss_bytes(self, pid=None):
        status = pathlib.Path(f"/proc/{pid or self.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", status).group(1)) * 1024

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.close()
        return self.process.returncode


@pytest.fixture(scope="session")
def models():
    torch.set_num_threads(2)
    return {
        "smollm2": MODELS / "smollm2",
        "gpt2": MODELS / "tiny/gpt2",
        "llama": MODELS / "tiny/llama",
    }


@pytest.fixture(scope="session")
def server(tmp_path_factory, models):
    s = Server(tmp_path_factory.mktemp("serve") / "data", models)
    yield s
    assert s.stop() == 0


@pytest.fixture(scope="session")
def client(server):
    return server.client


@pytest.fixture
def own_server(tmp_path):
    """Makes servers that a test may break; all are ended with the test."""
    servers = []

    def make(models, *extra, **kwargs):
        servers.append(Server(tmp_path / f"data{len(servers)}", models, *extra, **kwargs))
        return servers[-1]

    yield make
    for s in servers:
        s.stop()


def cli(*args, server=None, check=True, stdin=None, timeout=300):
    """Runs `interloom`; the completed process with text output."""
    env = dict(os.environ, NO_COLOR="1")
    if server is not None:
        env["INTERLOOM_SERVER"] = server.address
    done = subprocess.run(
        [str(BIN / "interloom"), *map(str, args)], env=env, input=stdin, capture_output=True, text=True, timeout=timeout
    )
    if check and done.returncode != 0:
        raise AssertionError(
            f"interloom {' '.join(map(str, args))}: exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        )
    return done


def wait_until(condition, timeout=30.0, what="condition"):
    """Polls a condition of another process, within a bound."""
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        if value := condition():
            return value
        time.sleep(0.02)
    raise AssertionError(f"{what}: not within {timeout} s")


def unique_key():
    return uuid.uuid4().hex
