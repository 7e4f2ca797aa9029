"""What bad input gets: a status code and a message that names the culprit, and the server goes on."""

import grpc
import pytest
import wire
from graphs import get, hook, index, invoke, op, prompts, ref, save, set_output

A = "The capital of France is"
GOOD = invoke(prompts(A), hook("h", "transformer.h.1"), save("h", ref("h")))


@pytest.fixture(autouse=True)
def alive_afterwards(client):
    yield
    assert client.run("gpt2", GOOD)["h"].shape[0] == 1


def fails(client, graph, code="INVALID_ARGUMENT", state="FAILED", **fields):
    outcome = client.outcome("gpt2", graph, **fields)
    assert (outcome.state, outcome.code) == (state, code), outcome.message
    return outcome


def test_unknown_model_names_the_nearest(client):
    with pytest.raises(grpc.RpcError) as e:
        client.outcome("gpt3", GOOD)
    assert e.value.code() == grpc.StatusCode.NOT_FOUND
    assert "gpt3" in e.value.details() and "gpt2" in e.value.details()


def test_unknown_module_path_names_node_and_nearest(client):
    m = fails(client, invoke(prompts(A), hook("here", "transformer.h.1.mpl"), save("x", ref("here")))).message
    assert "'here'" in m and "transformer.h.1.mpl" in m and "transformer.h.1.mlp" in m


def test_unknown_op_names_the_nearest(client):
    m = fails(
        client, invoke(prompts(A), hook("h", "transformer.h.1"), op("s", "aten::sofmax.int", ref("h"), "int: -1"))
    ).message
    assert "'s'" in m and "aten::sofmax" in m and "aten::softmax" in m


def test_unknown_overload_lists_the_overloads(client):
    m = fails(
        client, invoke(prompts(A), hook("h", "transformer.h.1"), op("s", "aten::softmax.banana", ref("h"), "int: -1"))
    ).message
    assert "'s'" in m and "banana" in m and "int" in m


def test_wrong_argument_type_names_the_argument(client):
    m = fails(
        client, invoke(prompts(A), hook("h", "transformer.h.1"), op("s", "aten::softmax.int", ref("h"), 'str: "last"'))
    ).message
    assert "'s'" in m and "dim" in m


def test_wrong_argument_type_found_only_at_run_time(client):
    graph = invoke(prompts(A), hook("h", "transformer.h.1"), op("t", "aten::softmax.int", ref("h"), ref("h")))
    m = fails(client, graph).message
    assert "'t'" in m and "dim" in m


def test_too_few_arguments(client):
    m = fails(client, invoke(prompts(A), hook("h", "transformer.h.1"), op("s", "aten::softmax.int", ref("h")))).message
    assert "'s'" in m and "dim" in m


def test_a_cycle_names_its_nodes(client):
    m = fails(client, invoke(prompts(A), op("a", "aten::neg", ref("b")), op("b", "aten::neg", ref("a")))).message
    assert "cycle" in m and "'a'" in m and "'b'" in m


def test_undefined_name(client):
    m = fails(client, invoke(prompts(A), hook("hidden", "transformer.h.1"), save("x", ref("hiden")))).message
    assert "hiden" in m and "hidden" in m


def test_use_before_definition(client):
    m = fails(client, invoke(prompts(A), save("x", ref("h")), hook("h", "transformer.h.1"))).message
    assert "'h'" in m and "before" in m


def test_a_hook_that_has_passed_names_both_modules(client):
    m = fails(
        client,
        invoke(prompts(A), hook("late", "transformer.h.2"), hook("early", "transformer.h.0"), save("x", ref("early"))),
    ).message
    assert "transformer.h.0" in m and "transformer.h.2" in m


def test_a_hook_that_never_comes_is_named(client):
    m = fails(
        client, invoke(prompts(A), hook("never", "transformer.h.1.attn.attn_dropout"), save("x", ref("never")))
    ).message
    assert "transformer.h.1.attn.attn_dropout" in m


def test_what_was_saved_before_the_error_comes_back(client):
    graph = invoke(
        prompts(A),
        hook("h", "transformer.h.0"),
        save("kept", ref("h")),
        get("bad", ref("h"), index(99)),
        save("y", ref("bad")),
    )
    outcome = fails(client, graph)
    assert "'bad'" in outcome.message
    assert outcome.values["kept"].shape[0] == 1


def test_a_replacement_of_the_wrong_shape_names_node_and_module(client):
    graph = invoke(prompts(A), hook("h", "transformer.h.1"), get("cut", ref("h"), index(None, None, "slice { stop { int: 3 } }")),
                   set_output("transformer.h.1", ref("cut")), hook("l", "lm_head"), save("l", ref("l")))  # fmt: skip
    m = fails(client, graph).message
    assert "transformer.h.1" in m or "transformer.h.2" in m


def test_an_op_that_reads_files_is_refused(client):
    m = fails(
        client, invoke(prompts(A), op("f", "aten::from_file", 'str: "/etc/passwd"', "bool: false", "int: 10"))
    ).message
    assert "aten::from_file" in m


@pytest.mark.parametrize("size", ["1000000000000", "8000000000"])
def test_a_huge_allocation_is_refused(client, size):
    graph = invoke(prompts(A), op("z", "aten::zeros", f"list {{ item {{ int: {size} }} }}"), save("z", ref("z")))
    m = fails(client, graph, "RESOURCE_EXHAUSTED").message
    assert "bytes" in m


def test_a_prompt_longer_than_the_model(client):
    rows = "token_ids { %s }" % " ".join(["id: 5"] * 5000)
    m = fails(client, invoke(rows, hook("h", "transformer.h.1"), save("h", ref("h")))).message
    assert "5000" in m and "256" in m


def test_token_ids_outside_the_vocabulary(client):
    for bad in ("-1", "1000000"):
        m = fails(
            client, invoke(f"token_ids {{ id: 3 id: {bad} }}", hook("h", "transformer.h.1"), save("h", ref("h")))
        ).message
        assert bad in m


def test_an_unknown_function_names_the_nearest(client):
    m = fails(client, invoke(prompts(A), 'node { name: "p" call { function: "prinnt" arg { int: 1 } } }')).message
    assert "prinnt" in m and "print" in m


def test_deadline_passed_while_running(client):
    graph = f"generate {{ max_new_tokens: 8000 min_new_tokens: 8000 do_sample: false }} {invoke(prompts(A))}"
    outcome = client.outcome("smollm2", graph, run_timeout_ms=700)
    assert (outcome.state, outcome.code) == ("TIMED_OUT", "DEADLINE_EXCEEDED"), outcome.message
    assert "700" in outcome.message


def test_a_message_over_the_limit_is_refused(client):
    graph = client.spec("gpt2", GOOD).graph
    graph.tensor.add(raw=bytes(5 << 20)).meta.dtype = 1
    with pytest.raises(grpc.RpcError) as e:
        client.outcome("gpt2", graph)
    assert e.value.code() == grpc.StatusCode.RESOURCE_EXHAUSTED


def test_an_inline_constant_over_its_limit_is_refused(client):
    graph = client.spec("gpt2", GOOD).graph
    tensor = graph.tensor.add(raw=bytes(1 << 20))
    tensor.meta.dtype, tensor.meta.shape[:] = 1, [1 << 20]
    with pytest.raises(grpc.RpcError) as e:
        client.outcome("gpt2", graph)
    assert e.value.code() in (grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.RESOURCE_EXHAUSTED)
    assert "tensor[0]" in e.value.details()


def test_a_constant_whose_bytes_do_not_fit_its_shape(client):
    graph = client.spec("gpt2", GOOD).graph
    tensor = graph.tensor.add(raw=bytes(12))
    tensor.meta.dtype, tensor.meta.shape[:] = wire.stubs()["tensor_pb2"].FLOAT32, [4]
    with pytest.raises(grpc.RpcError) as e:
        client.outcome("gpt2", graph)
    assert e.value.code() == grpc.StatusCode.INVALID_ARGUMENT and "tensor[0]" in e.value.details()


def test_a_missing_part_is_named(client):
    graph = client.spec("gpt2", GOOD).graph
    tensor = graph.tensor.add(part_hash="ab" * 32)
    tensor.meta.dtype, tensor.meta.shape[:] = 1, [4]
    with pytest.raises(grpc.RpcError) as e:
        client.outcome("gpt2", graph)
    assert e.value.code() == grpc.StatusCode.FAILED_PRECONDITION and "abab" in e.value.details()


def put_part(client, head, frames):
    def requests():
        yield wire.pb("PutPartRequest")(head=head)
        for frame in frames:
            yield wire.pb("PutPartRequest")(frame=[frame])

    return client.jobs.PutPart(requests(), timeout=30)


@pytest.mark.parametrize("damage", ["truncated", "checksum", "hash", "order", "excess"])
def test_a_damaged_part_is_refused(client, damage):
    data = bytes(range(256)) * 8192  # two frames
    digest = wire.sha256(data)
    frames = list(wire.raw_frames(data))
    if damage == "truncated":
        frames[1].data = frames[1].data[:-7]
    elif damage == "checksum":
        frames[1].checksum ^= 1
    elif damage == "hash":
        digest = "cd" * 32
    elif damage == "order":
        frames.reverse()
    else:
        frames.append(frames[1])
    with pytest.raises(grpc.RpcError) as e:
        put_part(client, wire.pb("PartHead")(hash=digest, size=len(data)), frames)
    assert e.value.code() in (grpc.StatusCode.DATA_LOSS, grpc.StatusCode.INVALID_ARGUMENT), e.value
    assert client.jobs.HasParts(wire.pb("HasPartsRequest")(hash=[digest])).missing == [digest]


def test_an_unfinished_part_leaves_nothing(client):
    data = b"x" * (3 << 20)
    with pytest.raises(grpc.RpcError):
        put_part(client, wire.pb("PartHead")(hash=wire.sha256(data), size=len(data)), list(wire.raw_frames(data))[:2])
    assert client.jobs.HasParts(wire.pb("HasPartsRequest")(hash=[wire.sha256(data)])).missing


def test_unknown_job(client):
    for call, request in ((client.jobs.Get, "GetRequest"), (client.jobs.Cancel, "CancelRequest")):
        with pytest.raises(grpc.RpcError) as e:
            call(wire.pb(request)(job_id="nobody"))
        assert e.value.code() == grpc.StatusCode.NOT_FOUND and "nobody" in e.value.details()
    with pytest.raises(grpc.RpcError) as e:
        list(client.jobs.Watch(wire.pb("WatchRequest")(job_id="nobody")))
    assert e.value.code() == grpc.StatusCode.NOT_FOUND


def test_garbage_bytes_instead_of_a_message(server):
    channel = grpc.insecure_channel(server.address)
    call = channel.unary_unary("/interloom.v1.Jobs/Get", request_serializer=bytes, response_deserializer=bytes)
    with pytest.raises(grpc.RpcError) as e:
        call(b"\xff\xff\xff\xff\xff", timeout=10)
    # gRPC's callback API answers UNIMPLEMENTED to what it cannot parse.
    assert e.value.code() in (grpc.StatusCode.INTERNAL, grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.UNIMPLEMENTED)


def test_a_graph_of_200_000_nodes_is_refused_in_bounded_time(client):
    graph = client.spec("gpt2", GOOD).graph
    for _ in range(200_000):
        graph.invoke[0].node.add().stop.SetInParent()
    try:
        outcome = client.outcome("gpt2", graph)
    except grpc.RpcError:
        return  # refused at the door
    assert outcome.code in ("INVALID_ARGUMENT", "RESOURCE_EXHAUSTED"), outcome.message
