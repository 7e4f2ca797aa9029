"""Generation through the CLI and the wire, beside transformers' generate."""

import json

import pytest
import torch
from conftest import cli
from graphs import hook, invoke, prompts, q, ref, save
from transformers import AutoModelForCausalLM, AutoTokenizer

PROMPTS = [
    "The capital of France is",
    "Once upon a time there was a",
    "def fibonacci(n):",
    "Water boils at 100 degrees",
    "The three laws of robotics are",
    "Dear Sir or Madam,",
    "1, 2, 3, 4,",
    "In the beginning",
    "Photosynthesis is the process by which",
    "My favourite colour is",
]


@pytest.fixture(scope="module")
def smollm2(models):
    return AutoModelForCausalLM.from_pretrained(models["smollm2"]).eval(), AutoTokenizer.from_pretrained(
        models["smollm2"]
    )


def theirs(smollm2, prompt, **options):
    model, tokenizer = smollm2
    inputs = tokenizer(prompt, return_tensors="pt")
    with torch.no_grad():
        out = model.generate(**inputs, **options)
    new = out[0, inputs.input_ids.shape[1] :]
    return new.tolist(), tokenizer.decode(new, skip_special_tokens=True)


def test_greedy_text_of_64_tokens_is_identical_on_ten_prompts(server, smollm2):
    for prompt in PROMPTS:
        done = json.loads(cli("generate", "smollm2", prompt, "--max-new-tokens", 64, "--json", server=server).stdout)
        ids, text = theirs(smollm2, prompt, max_new_tokens=64, do_sample=False)
        assert done["token_ids"] == ids, prompt
        assert done["text"] == text, prompt


@pytest.mark.parametrize("seed", [0, 7])
def test_sampled_tokens_are_those_of_the_same_seed_in_pytorch(server, smollm2, seed):
    options = dict(temperature=0.8, top_k=40, top_p=0.9)
    flags = [w for k, v in options.items() for w in (f"--{k.replace('_', '-')}", v)]
    done = json.loads(cli("generate", "smollm2", PROMPTS[1], "--max-new-tokens", 24, "--do-sample", "--seed", seed, *flags, "--json",
                          server=server).stdout)  # fmt: skip
    torch.manual_seed(seed)
    ids, _ = theirs(smollm2, PROMPTS[1], max_new_tokens=24, do_sample=True, **options)
    assert done["token_ids"] == ids


def test_repetition_penalty_and_min_new_tokens(client, smollm2):
    graph = "generate { max_new_tokens: 20 min_new_tokens: 20 repetition_penalty: 1.3 do_sample: false }" + invoke(
        prompts(PROMPTS[6])
    )
    ids, _ = theirs(smollm2, PROMPTS[6], max_new_tokens=20, min_new_tokens=20, repetition_penalty=1.3, do_sample=False)
    assert client.run("smollm2", graph)["generated"][0].tolist() == ids


def test_a_left_padded_batch_generates_what_each_row_does_alone(client, smollm2):
    graph = "generate { max_new_tokens: 12 do_sample: false }" + invoke(prompts(*PROMPTS[:3]))
    rows = client.run("smollm2", graph)["generated"]
    for prompt, row in zip(PROMPTS[:3], rows):
        ids, _ = theirs(smollm2, prompt, max_new_tokens=12, do_sample=False)
        assert row.tolist()[: len(ids)] == ids, prompt


def test_a_save_in_steps_delivers_one_entry_a_step(client, models):
    graph = "generate { max_new_tokens: 5 min_new_tokens: 5 do_sample: false }" + invoke(
        prompts("The capital"), f"node {{ steps {{ {hook('h', 'transformer.h.1')} {save('h', ref('h'))} }} }}"
    )
    h = client.run("gpt2", graph)["h"]
    assert len(h) == 5
    assert h[0].shape[1] > 1 and all(step.shape[1] == 1 for step in h[1:])


def test_bounded_and_strided_steps(client):
    body = f"{hook('h', 'transformer.h.1')} {save('h', ref('h'))}"
    for window, expected in (("first: 1 last: 3", 2), ("first: 0 last: 6 stride: 2", 3), ("first: 4", 2)):
        graph = f"generate {{ max_new_tokens: 6 min_new_tokens: 6 do_sample: false }} {invoke(prompts('The capital'), f'node {{ steps {{ {window} {body} }} }}')}"
        assert len(client.run("gpt2", graph)["h"]) == expected, window


def test_tokens_stream_while_generation_runs(client):
    graph = "generate { max_new_tokens: 6 min_new_tokens: 6 do_sample: false }" + invoke(prompts("The capital"))
    outcome = client.outcome("gpt2", graph, stream_tokens=True)
    steps = [e.tokens for e in outcome.events if e.WhichOneof("kind") == "tokens"]
    assert [s.step for s in steps] == list(range(6))
    assert [s.id[0] for s in steps] == outcome.values["generated"][0].tolist()
    assert "".join(s.text[0] for s in steps) == outcome.values["text"][0]


def test_an_edit_at_every_step_changes_the_text(client, smollm2):
    def graph(body):
        return f"generate {{ max_new_tokens: 8 do_sample: false }} {invoke(prompts(PROMPTS[0]), body)}"

    module = q("model.layers.20")
    body = (
        f"node {{ steps {{ node {{ name: 'h' hook {{ module: {module} }} }}"
        f" node {{ name: 'z' op {{ name: 'aten::neg' arg {{ ref: 'h' }} }} }}"
        f" node {{ set {{ module: {module} value {{ ref: 'z' }} }} }} }} }}"
    )
    plain, edited = client.run("smollm2", graph(""))["text"], client.run("smollm2", graph(body))["text"]
    assert plain != edited
    model, tokenizer = smollm2
    handle = model.model.layers[20].register_forward_hook(lambda m, a, o: -o)
    try:
        ids, text = theirs(smollm2, PROMPTS[0], max_new_tokens=8, do_sample=False)
    finally:
        handle.remove()
    assert edited == [text]
