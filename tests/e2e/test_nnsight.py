"""Graphs beside nnsight 0.8 run locally on the same weights: the same saved values."""

import pytest
import torch
from graphs import get, hook, index, invoke, op, prompts, put, ref, save, set_output
from nnsight import LanguageModel

A, B = "The capital of France is", "Madison Square Garden is located in the city of New"


@pytest.fixture(scope="module")
def gpt2(models):
    return LanguageModel(str(models["gpt2"]), dispatch=True, device_map="cpu", dtype=torch.float32)


def close(ours, theirs):
    torch.testing.assert_close(ours, theirs.detach(), rtol=1e-4, atol=1e-4)


def test_read_input_and_output(client, gpt2):
    with gpt2.trace(A):
        i = gpt2.transformer.h[1].mlp.input.save()
        o = gpt2.transformer.h[2].output.save()
    ours = client.run("gpt2", invoke(prompts(A), hook("i", "transformer.h.1.mlp", "INPUT"), hook("o", "transformer.h.2"),
                                     save("i", ref("i")), save("o", ref("o"))))  # fmt: skip
    close(ours["i"], i)
    close(ours["o"], o)


def test_inputs_are_args_and_kwargs(client, gpt2):
    with gpt2.trace(A):
        args, kwargs = gpt2.transformer.h[1].inputs
        first = args[0].save()
        names = list(kwargs).save()
    ours = client.run("gpt2", invoke(prompts(A), hook("i", "transformer.h.1", "INPUTS"), save("i", ref("i"))))["i"]
    close(ours[0][0], first)
    assert list(ours[1]) == names


def test_an_in_place_edit_acts_on_the_live_tensor_and_shows_in_an_earlier_save(client, gpt2):
    with gpt2.trace(A):
        h = gpt2.transformer.h[1].output.save()
        h[:, -1] = 0
        logits = gpt2.lm_head.output.save()
    ours = client.run("gpt2", invoke(prompts(A), hook("h", "transformer.h.1"), save("h", ref("h")), put(ref("h"), index(None, -1), "int: 0"),
                                     hook("l", "lm_head"), save("logits", ref("l"))))  # fmt: skip
    close(ours["h"], h)
    assert ours["h"][:, -1].abs().max() == 0
    close(ours["logits"], logits)


def test_replacement_of_an_output_and_of_an_input(client, gpt2):
    with gpt2.trace(A):
        gpt2.transformer.h[1].output = gpt2.transformer.h[1].output * 2
        gpt2.transformer.h[3].mlp.input = torch.zeros_like(gpt2.transformer.h[3].mlp.input)
        logits = gpt2.lm_head.output.save()
    ours = client.run("gpt2", invoke(
        prompts(A), hook("h", "transformer.h.1"), op("d", "aten::mul.Scalar", ref("h"), "int: 2"), set_output("transformer.h.1", ref("d")),
        hook("m", "transformer.h.3.mlp", "INPUT"), op("z", "aten::zeros_like", ref("m")), set_output("transformer.h.3.mlp", ref("z"), "INPUT"),
        hook("l", "lm_head"), save("logits", ref("l"))))  # fmt: skip
    close(ours["logits"], logits)


def test_skip(client, gpt2):
    with gpt2.trace(A):
        gpt2.transformer.h[2].skip(gpt2.transformer.h[1].output)
        logits = gpt2.lm_head.output.save()
    ours = client.run("gpt2", invoke(prompts(A), hook("h", "transformer.h.1"), 'node { skip { module: "transformer.h.2" value { ref: "h" } } }',
                                     hook("l", "lm_head"), save("logits", ref("l"))))  # fmt: skip
    close(ours["logits"], logits)


def test_stop_keeps_what_was_saved(client, gpt2):
    with gpt2.trace(A) as tracer:
        h = gpt2.transformer.h[0].output.save()
        tracer.stop()
    ours = client.run("gpt2", invoke(prompts(A), hook("h", "transformer.h.0"), save("h", ref("h")), "node { stop {} }"))
    close(ours["h"], h)


def test_two_invokes_of_different_length_see_their_own_rows(client, gpt2):
    with gpt2.trace() as tracer:
        with tracer.invoke(A):
            a = gpt2.transformer.h[2].output.save()
            la = gpt2.lm_head.output.save()
        with tracer.invoke([B, A]):
            b = gpt2.transformer.h[2].output.save()
    ours = client.run("gpt2", invoke(prompts(A), hook("a", "transformer.h.2"), save("a", ref("a")), hook("la", "lm_head"), save("la", ref("la")))
                      + invoke(prompts(B, A), hook("b", "transformer.h.2"), save("b", ref("b"))))  # fmt: skip
    assert ours["a"].shape == a.shape and ours["b"].shape == b.shape and a.shape[0] == 1 and b.shape[0] == 2
    n = len(gpt2.tokenizer(A).input_ids)  # what padded positions hold is nobody's business
    close(ours["a"][:, -n:], a[:, -n:])
    close(ours["la"][:, -n:], la[:, -n:])
    close(ours["b"][0], b[0])
    close(ours["b"][1, -n:], b[1, -n:])


def test_an_edit_of_one_invoke_does_not_touch_another(client, gpt2):
    plain = client.run("gpt2", invoke(prompts(A), hook("l", "lm_head"), save("l", ref("l"))))["l"]
    both = client.run("gpt2", invoke(prompts(A), hook("h", "transformer.h.1"), put(ref("h"), index(None), "float: 0.5"),
                                     hook("l1", "lm_head"), save("edited", ref("l1")))
                      + invoke(prompts(A), hook("l2", "lm_head"), save("plain", ref("l2"))))  # fmt: skip
    close(both["plain"], plain)
    assert (both["edited"] - plain).abs().max() > 1e-3


def test_an_invoke_without_input_sees_all_rows(client, gpt2):
    ours = client.run(
        "gpt2", invoke(prompts(A)) + invoke(prompts(B)) + invoke(hook("h", "transformer.h.1"), save("h", ref("h")))
    )
    assert ours["h"].shape[0] == 2


def test_a_hidden_state_of_one_invoke_patched_into_another(client, gpt2):
    with gpt2.trace() as tracer:
        barrier = tracer.barrier(2)
        with tracer.invoke(A):
            source = gpt2.transformer.h[1].output[:, -1].clone()
            barrier()
        with tracer.invoke(B):
            barrier()
            gpt2.transformer.h[1].output[:, -1] = source
            logits = gpt2.lm_head.output[:, -1].save()
    ours = client.run("gpt2", invoke(prompts(A), hook("h", "transformer.h.1"), get("last", ref("h"), index(None, -1)), op("src", "aten::clone", ref("last")))
                      + invoke(prompts(B), hook("g", "transformer.h.1"), put(ref("g"), index(None, -1), ref("src")),
                               hook("l", "lm_head"), get("last2", ref("l"), index(None, -1)), save("logits", ref("last2"))))  # fmt: skip
    close(ours["logits"], logits)


def test_logit_lens_by_side_calls(client, gpt2):
    with gpt2.trace(A):
        lens = gpt2.lm_head(gpt2.transformer.ln_f(gpt2.transformer.h[1].output)).save()
        final = gpt2.lm_head.output.save()
    ours = client.run("gpt2", invoke(
        prompts(A), hook("h", "transformer.h.1"),
        'node { name: "n" module_call { module: "transformer.ln_f" arg { ref: "h" } } }',
        'node { name: "lens" module_call { module: "lm_head" arg { ref: "n" } } }',
        hook("l", "lm_head"), save("lens", ref("lens")), save("final", ref("l"))))  # fmt: skip
    close(ours["lens"], lens)
    close(ours["final"], final)


def test_generation_with_a_save_a_step(client, gpt2):
    with gpt2.generate(A, max_new_tokens=4, min_new_tokens=4, do_sample=False) as tracer:
        hs = list().save()
        for _ in tracer.iter[:4]:
            hs.append(gpt2.transformer.h[1].output)
        out = tracer.result.save()
    ours = client.run("gpt2", "generate { max_new_tokens: 4 min_new_tokens: 4 do_sample: false }"
                      + invoke(prompts(A), f"node {{ steps {{ {hook('h', 'transformer.h.1')} {save('hs', ref('h'))} }} }}"))  # fmt: skip
    assert len(ours["hs"]) == len(hs) == 4
    for a, b in zip(ours["hs"], hs):
        close(a, b)
    assert ours["generated"][0].tolist() == out[0, -4:].tolist()
