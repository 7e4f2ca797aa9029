"""What hook points show over the wire, beside forward hooks of transformers on the same weights."""

import json

import pytest
import torch
from graphs import hook, ids, invoke, ref, save
from transformers import AutoModelForCausalLM

PROMPT = "The capital of France is"


def reference(directory, input_ids, attention_mask=None):
    """Outputs of every module by path, and the module order."""
    model = AutoModelForCausalLM.from_pretrained(directory, dtype=torch.float32).eval()
    seen, hooks = {}, []
    for path, module in model.named_modules():
        hooks.append(module.register_forward_hook(lambda m, a, o, path=path: seen.setdefault(path, o)))
    with torch.no_grad():
        model(input_ids=input_ids, attention_mask=attention_mask)
    for h in hooks:
        h.remove()
    return seen


def assert_same(path, ours, theirs, tolerance=1e-4):
    """The same structure, and values within `tolerance` of the largest."""
    if isinstance(theirs, torch.Tensor):
        assert isinstance(ours, torch.Tensor), f"{path}: {type(ours)} for a tensor"
        assert ours.shape == theirs.shape and ours.dtype == theirs.dtype, (
            f"{path}: {ours.shape} {ours.dtype} {theirs.shape}"
        )
        scale = max(theirs.abs().max().item(), 1e-6) if theirs.is_floating_point() else 1
        worst = (ours.double() - theirs.double()).abs().max().item()
        assert worst <= tolerance * scale, f"{path}: differs by {worst} at scale {scale}"
    elif theirs is None:
        assert ours is None, path
    elif hasattr(theirs, "keys"):
        assert ours["__class__"] == type(theirs).__name__, path
        assert [k for k in ours if k != "__class__"] == list(theirs.keys()), path
        for key, value in theirs.items():
            assert_same(f"{path}.{key}", ours[key], value, tolerance)
    elif isinstance(theirs, (tuple, list)):
        assert type(ours) is type(theirs) and len(ours) == len(theirs), path
        for i, (a, b) in enumerate(zip(ours, theirs)):
            assert_same(f"{path}[{i}]", a, b, tolerance)
    else:
        assert ours == f"<{type(theirs).__name__}>", path


@pytest.mark.parametrize("name", ["gpt2", "llama", "smollm2"])
def test_every_module_of_transformers_is_a_hook_point(client, models, name):
    input_ids = torch.tensor([[5, 17, 3, 250, 41, 99, 7]])
    theirs = reference(models[name], input_ids)
    # Leaves complete before their parents: forward order is the order in which hooks fired.
    nodes = [line for i, path in enumerate(theirs) for line in (hook(f"n{i}", path), save(path, ref(f"n{i}")))]
    ours = client.run(name, invoke(ids(input_ids.tolist()), *nodes))
    assert set(ours) == set(theirs)
    for path in theirs:
        assert_same(path or "(root)", ours[path], theirs[path])


@pytest.mark.parametrize("name", ["gpt2", "llama", "smollm2"])
def test_logits_are_within_1e4_of_the_largest(client, models, name):
    generator = torch.Generator().manual_seed(1)
    input_ids = torch.randint(5, 400, (1, 64), generator=generator)
    theirs = reference(models[name], input_ids)["lm_head"]
    ours = client.run(name, invoke(ids(input_ids.tolist()), hook("l", "lm_head"), save("logits", ref("l"))))["logits"]
    assert (ours - theirs).abs().max() <= 1e-4 * theirs.abs().max()


def test_a_text_prompt_is_tokenized_as_transformers_does(client, models):
    from transformers import AutoTokenizer

    for name in ("gpt2", "llama", "smollm2"):
        text = "Hello, wörld! 12345 🙂\n  tabs\tand <|endoftext|> specials"
        expected = AutoTokenizer.from_pretrained(models[name])(text).input_ids
        embedding = "transformer.wte" if name == "gpt2" else "model.embed_tokens"
        graph = invoke(
            f"prompt: {json.dumps(text, ensure_ascii=False)}",
            hook("i", embedding, "INPUT"),
            save("ids", ref("i")),
        )
        assert client.run(name, graph)["ids"].tolist() == [expected], name
