"""Gigabytes pass through, and the gateway stays small."""

import numpy as np
import torch
import wire
from graphs import invoke, op, prompts, ref, save

GIB = 1 << 30
GATEWAY_GROWTH = 96 << 20


def fetch_sizes(client, job_id):
    """Decodes a result frame by frame without keeping it: raw bytes, and a sum over them."""
    raw, total = 0, 0
    for response in client.jobs.Fetch(wire.pb("FetchRequest")(job_id=job_id), timeout=600):
        for frame in response.frame:
            data = np.frombuffer(wire.decode_frame(frame), np.float32)
            raw += data.nbytes
            total += float(data.sum(dtype=np.float64))
    return raw, total


def test_a_2_gib_result_passes_with_bounded_gateway_memory(own_server, models):
    server = own_server({"gpt2": models["gpt2"]}, "--max-result-bytes", str(4 * GIB))
    client = server.client
    before = server.rss_bytes()
    n = 2 * GIB // 4
    graph = invoke(prompts("x"), op("z", "aten::arange", f"int: {n}", dtype="dtype: FLOAT32"), save("big", ref("z")))
    job_id = client.jobs.Submit(wire.pb("SubmitRequest")(spec=client.spec("gpt2", graph))).job_id
    events = list(client.jobs.Watch(wire.pb("WatchRequest")(job_id=job_id), timeout=600))
    last = events[-1].state
    assert wire.stubs()["status_pb2"].JobState.Name(last.state) == "COMPLETED", last.status.message
    raw, total = fetch_sizes(client, job_id)
    assert raw == 2 * GIB
    expected = float(torch.arange(n, dtype=torch.float32).sum(dtype=torch.float64))
    assert abs(total - expected) <= 1e-6 * expected
    growth = server.peak_rss_bytes() - before
    print(f"gateway grew by {growth >> 20} MiB for a 2 GiB result")
    assert growth < GATEWAY_GROWTH


def test_a_1_gib_constant_passes_with_bounded_gateway_memory(own_server, models):
    server = own_server({"gpt2": models["gpt2"]}, "--max-part-bytes", str(2 * GIB))
    client = server.client
    before = server.rss_bytes()
    data = np.arange(GIB // 4, dtype=np.int32)
    digest = client.put_part(memoryview(data).cast("B"))
    graph = client.spec("gpt2", invoke(prompts("x"), op("s", "aten::sum", "tensor: 0"), save("sum", ref("s")))).graph
    tensor = graph.tensor.add(part_hash=digest)
    tensor.meta.dtype, tensor.meta.shape[:] = wire.stubs()["tensor_pb2"].INT32, [GIB // 4]
    assert client.run("gpt2", graph)["sum"].item() == int(data.sum(dtype=np.int64))
    growth = server.peak_rss_bytes() - before
    print(f"gateway grew by {growth >> 20} MiB for a 1 GiB constant")
    assert growth < GATEWAY_GROWTH
