"""Jobs that outlive connections, workers and gateways."""

import os
import signal
import subprocess
import threading

import grpc
import pytest
import wire
from conftest import BIN, FINAL, Server, code_name, unique_key, wait_until
from graphs import hook, invoke, prompts, ref, save

A = "The capital of France is"
QUICK = invoke(prompts(A), hook("h", "transformer.h.1"), save("h", ref("h")))
LONG = f"generate {{ max_new_tokens: 6000 min_new_tokens: 6000 do_sample: false }} {invoke(prompts(A))}"


def state_of(client, job_id):
    return wire.stubs()["status_pb2"].JobState.Name(client.jobs.Get(wire.pb("GetRequest")(job_id=job_id)).state)


def submit(client, model, graph, **fields):
    return client.jobs.Submit(wire.pb("SubmitRequest")(spec=client.spec(model, graph, **fields))).job_id


def finished(client, job_id):
    return wait_until(lambda: (s := state_of(client, job_id)) in FINAL and s, what=f"job {job_id} ends")


def test_submit_watch_fetch(client):
    job_id = submit(client, "gpt2", QUICK)
    events = list(client.jobs.Watch(wire.pb("WatchRequest")(job_id=job_id), timeout=60))
    assert [e.seq for e in events] == list(range(1, len(events) + 1))
    head = next(e.result for e in events if e.WhichOneof("kind") == "result")
    frames = [f for r in client.jobs.Fetch(wire.pb("FetchRequest")(job_id=job_id)) for f in r.frame]
    assert len(frames) == head.frame_count
    again = list(client.jobs.Watch(wire.pb("WatchRequest")(job_id=job_id, from_seq=2), timeout=60))
    assert [e.seq for e in again] == list(range(2, len(events) + 1))


def test_the_same_idempotency_key_is_the_same_job(client):
    key = unique_key()
    assert submit(client, "gpt2", QUICK, idempotency_key=key) == submit(client, "gpt2", QUICK, idempotency_key=key)


def test_cancel_of_a_running_and_of_a_queued_job(client):
    running, queued = submit(client, "smollm2", LONG), submit(client, "smollm2", LONG)
    wait_until(lambda: state_of(client, running) == "RUNNING", what="first job runs")
    for job_id in (queued, running):
        client.jobs.Cancel(wire.pb("CancelRequest")(job_id=job_id))
        assert finished(client, job_id) == "CANCELLED"


def test_queue_timeout(client):
    running = submit(client, "smollm2", LONG)
    wait_until(lambda: state_of(client, running) == "RUNNING", what="first job runs")
    try:
        outcome = client.outcome("smollm2", LONG, queue_timeout_ms=300)
        assert (outcome.state, outcome.code) == ("TIMED_OUT", "DEADLINE_EXCEEDED")
    finally:
        client.jobs.Cancel(wire.pb("CancelRequest")(job_id=running))
    assert finished(client, running) == "CANCELLED"


def test_a_client_that_goes_away_cancels_its_run(own_server, models):
    client = own_server({"smollm2": models["smollm2"]}, "--reconnect-grace-ms", "200").client
    release = threading.Event()

    def requests():
        yield wire.pb("RunRequest")(spec=client.spec("smollm2", LONG))
        release.wait(60)

    call = client.jobs.Run(requests())
    job_id = next(call).job_id
    wait_until(lambda: state_of(client, job_id) == "RUNNING", what="job runs")
    call.cancel()
    release.set()
    assert finished(client, job_id) == "CANCELLED"


def test_a_worker_killed_in_the_middle_is_retried_and_then_lost(own_server, models):
    server = own_server({"smollm2": models["smollm2"]})
    client = server.client
    job_id = submit(client, "smollm2", LONG)
    for _ in range(2):
        wait_until(lambda: state_of(client, job_id) == "RUNNING", what="job runs")
        (pid,) = wait_until(server.worker_pids, what="a worker")
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: state_of(client, job_id) != "RUNNING", what="the loss is noticed")
    assert finished(client, job_id) == "WORKER_LOST"
    status = client.jobs.Get(wire.pb("GetRequest")(job_id=job_id)).status
    assert code_name(status.code) == "UNAVAILABLE" and "worker" in status.message
    # The gateway starts another worker, and the next job runs.
    short = LONG.replace("6000", "2")
    assert client.run("smollm2", short)["generated"][0].shape[0] == 2


@pytest.mark.parametrize("victim_state", ["RUNNING", "COMPLETED"])
def test_a_gateway_killed_at_any_point_loses_nothing(own_server, models, tmp_path, victim_state):
    first = own_server({"gpt2": models["gpt2"]})
    job_id = submit(first.client, "gpt2", QUICK if victim_state == "COMPLETED" else LONG.replace("6000", "200"))
    wait_until(lambda: state_of(first.client, job_id) in (victim_state, *FINAL), what=victim_state)
    first.process.kill()
    first.process.wait()
    second = Server(tmp_path / "data0", {"gpt2": models["gpt2"]})
    try:
        assert finished(second.client, job_id) in ("COMPLETED", "WORKER_LOST")
        if victim_state == "COMPLETED":
            assert state_of(second.client, job_id) == "COMPLETED"
            assert list(second.client.jobs.Fetch(wire.pb("FetchRequest")(job_id=job_id)))
    finally:
        assert second.stop() == 0


def test_gateway_and_worker_as_two_processes(own_server, models, tmp_path):
    server = own_server({}, "--worker-listen", f"unix:{tmp_path}/w.sock", command=("interloom-gateway",))
    worker = subprocess.Popen([str(BIN / "interloom-worker"), "--connect", f"unix:{tmp_path}/w.sock", "--model", f"gpt2={models['gpt2']}"],
                              stdout=subprocess.PIPE, text=True)  # fmt: skip
    try:
        assert worker.stdout.readline()
        wait_until(
            lambda: server.client.models.IsModelRunning(wire.pb("IsModelRunningRequest")(model="gpt2")).running,
            what="registered",
        )
        assert server.client.run("gpt2", QUICK)["h"].shape[0] == 1
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(30) == 0
    finally:
        worker.kill()
        worker.wait()
    with pytest.raises(grpc.RpcError):
        server.client.outcome("gpt2", QUICK, timeout=2)


def test_health_and_reflection(server):
    channel = grpc.insecure_channel(server.address)
    check = channel.unary_unary("/grpc.health.v1.Health/Check", request_serializer=bytes, response_deserializer=bytes)
    for service in (b"", b"interloom.v1.Jobs", b"interloom.v1.Models"):
        request = b"\x0a" + bytes([len(service)]) + service if service else b""
        assert check(request, timeout=10) == b"\x08\x01", service
    reflect = channel.stream_stream("/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", request_serializer=bytes,
                                    response_deserializer=bytes)  # fmt: skip
    (answer,) = list(reflect(iter([b"\x3a\x00"]), timeout=10))
    assert b"interloom.v1.Jobs" in answer and b"interloom.v1.Models" in answer
