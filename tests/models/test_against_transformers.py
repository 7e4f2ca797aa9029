"""Every module of every small checkpoint, and SmolLM2, against transformers: inputs, outputs, logits, tree."""

import pytest
import torch
from reference import MODELS, Ours, compare, load, watch

TINY = sorted(p.name for p in (MODELS / "tiny").iterdir() if (p / "config.json").exists())
FP32 = [name for name in TINY if not name.endswith(("bf16", "fp16"))]
# Of the largest entry. Half precision rounds at every step, so two right orders of summation differ by a few ulp.
TOLERANCE = {torch.float32: 1e-4, torch.bfloat16: 6e-2, torch.float16: 8e-3}

IDS = [[5, 17, 3, 250, 499, 42, 7, 88, 123], [9, 1, 300, 2, 2, 77, 410, 11, 64]]
PADDED = [[0, 0, 0, 1, 1, 1, 1, 1, 1], [1] * 9]


def positions(mask):
    mask = torch.tensor(mask)
    return (mask.cumsum(-1) - 1).masked_fill(mask == 0, 0)


def run_theirs(model, passes, cache=None):
    """The passes as a trace (no cache) or as generate makes them; events and outputs of each."""
    results = []
    for kwargs in passes:
        events = []
        handles = watch(model, events)
        with torch.no_grad():
            output = model(**kwargs)
        for handle in handles:
            handle.remove()
        results.append((events, output))
    return results


def check(folder, model, request, passes):
    ours = Ours(folder, **request)
    tolerance = TOLERANCE[model.dtype]
    for index, (events, output) in enumerate(run_theirs(model, passes)):
        mine = list(ours.events(index))
        assert [e[0] for e in mine] == [e[0] for e in events], "modules fire in another order"
        for got, want in zip(mine, events, strict=True):
            name = want[0] or "(root)"
            compare(got[1], want[1], f"pass {index} {name} args", tolerance)
            compare(got[2], want[2], f"pass {index} {name} kwargs", tolerance)
            compare(got[3], want[3], f"pass {index} {name} output", tolerance)
        compare(ours.logits(index), output.logits, f"pass {index} logits", tolerance)
    return ours


@pytest.mark.parametrize("name", TINY)
def test_every_module_of_a_trace(name):
    folder = MODELS / "tiny" / name
    model = load(folder)
    mask = [[1] * 9] * 2
    check(
        folder,
        model,
        {"passes": [{"input_ids": IDS, "attention_mask": mask}]},
        [{"input_ids": torch.tensor(IDS), "attention_mask": torch.tensor(mask)}],
    )


@pytest.mark.parametrize("name", FP32)
def test_every_module_of_a_left_padded_batch(name):
    folder = MODELS / "tiny" / name
    mask = torch.tensor(PADDED)
    check(
        folder,
        load(folder),
        {"passes": [{"input_ids": IDS, "attention_mask": PADDED}]},
        [{"input_ids": torch.tensor(IDS), "attention_mask": mask, "position_ids": positions(PADDED)}],
    )


@pytest.mark.parametrize("padded", [False, True])
@pytest.mark.parametrize("name", TINY)
def test_generation_steps_with_a_cache(name, padded):
    """Prefill, two single steps and a step of two tokens, in generate's own arguments."""
    from transformers import DynamicCache

    folder = MODELS / "tiny" / name
    model = load(folder)
    cache = DynamicCache(config=model.config)
    lengths, past, request, passes = [9, 1, 1, 2], 0, [], []
    for length in lengths:
        ids = [[(7 * (past + i) + 11 * row) % 500 for i in range(length)] for row in range(2)] if past else IDS
        mask = [row + [1] * (past + length - 9) for row in (PADDED if padded else [[1] * 9] * 2)]
        keep = 1 if length == 1 or past == 0 else 2
        request.append({"input_ids": ids, "attention_mask": mask, "logits_to_keep": keep})
        kwargs = {"input_ids": torch.tensor(ids), "cache": cache, "position_ids": positions(mask)[:, past:]}
        if padded:
            kwargs["attention_mask"] = torch.tensor(mask)
        passes.append(kwargs | {"logits_to_keep": keep, "use_cache": True, "return_dict": True})
        past += length
    check(folder, model, {"cache": True, "passes": request}, passes)


@pytest.mark.parametrize("name", ["gpt2", "llama", "llama_bias"])
def test_plain_torch_ops_under_grad_mode(name):
    folder = MODELS / "tiny" / name
    check(folder, load(folder), {"grad": True, "passes": [{"input_ids": IDS}]}, [{"input_ids": torch.tensor(IDS)}])


@pytest.mark.parametrize("name", TINY)
def test_hooks_do_not_change_the_logits(name):
    folder = MODELS / "tiny" / name
    request = {"passes": [{"input_ids": IDS, "attention_mask": PADDED}]}
    watched, bare = Ours(folder, **request), Ours(folder, hooks=False, **request)
    assert torch.equal(watched.logits(0), bare.logits(0))


@pytest.mark.parametrize("name", [*(f"tiny/{name}" for name in TINY), "smollm2"])
def test_tree_prints_as_in_python(name):
    model = load(MODELS / name)
    ours = Ours(MODELS / name)
    assert ours.json["tree"] == str(model)
    assert [m["path"] for m in ours.json["modules"]] == [path for path, _ in model.named_modules()]
    assert ours.json["parameters"] == sum(p.numel() for p in model.parameters())
    events = []
    watch(model, events)
    with torch.no_grad():
        model(input_ids=torch.tensor(IDS))
    called = {e[0] for e in events}
    assert [m["path"] for m in ours.json["modules"] if m["called"]] == [p for p, _ in model.named_modules() if p in called]


GPT2 = dict(vocab_size=500, n_positions=64, n_embd=48, n_layer=2, n_head=3)
LLAMA = dict(vocab_size=500, hidden_size=48, intermediate_size=80, num_hidden_layers=2, num_attention_heads=6)
VARIANTS = {
    "gpt2 scaled by layer": GPT2 | dict(scale_attn_by_inverse_layer_idx=True),
    "gpt2 unscaled": GPT2 | dict(scale_attn_weights=False),
    "gpt2 inner size, untied, no dropout": GPT2 | dict(n_inner=72, tie_word_embeddings=False, resid_pdrop=0, attn_pdrop=0.0),
    "llama one kv head, padding": LLAMA | dict(num_key_value_heads=1, pad_token_id=3, rms_norm_eps=1e-5),
    "llama without cache": LLAMA | dict(use_cache=False),
}
VARIANTS |= {
    f"gpt2 {act}": GPT2 | dict(activation_function=act)
    for act in (
        "gelu",
        "gelu_new",
        "gelu_fast",
        "gelu_accurate",
        "gelu_python",
        "gelu_pytorch_tanh",
        "quick_gelu",
        "relu",
        "relu2",
        "relu6",
        "silu",
        "swish",
        "tanh",
        "sigmoid",
        "mish",
        "linear",
    )
}
VARIANTS |= {f"llama {act}": LLAMA | dict(hidden_act=act) for act in ("gelu", "relu", "gelu_pytorch_tanh")}


@pytest.mark.parametrize("variant", VARIANTS)
def test_variants_of_the_configuration(variant, tmp_path):
    from transformers import GPT2Config, GPT2LMHeadModel, LlamaConfig, LlamaForCausalLM

    torch.manual_seed(3)
    settings = VARIANTS[variant] | dict(initializer_range=0.2, bos_token_id=0, eos_token_id=0)
    gpt2 = variant.startswith("gpt2")
    model = GPT2LMHeadModel(GPT2Config(**settings)) if gpt2 else LlamaForCausalLM(LlamaConfig(**settings))
    model.eval().save_pretrained(tmp_path)
    ours = check(tmp_path, load(tmp_path), {"passes": [{"input_ids": IDS}]}, [{"input_ids": torch.tensor(IDS)}])
    assert ours.json["tree"] == str(load(tmp_path))


@pytest.mark.parametrize("dtype", ["float32", "bfloat16", "float16"])
def test_smollm2(dtype):
    folder = MODELS / "smollm2"
    model = load(folder, getattr(torch, dtype))
    ids = [504, 3575, 282, 4649, 314]
    request = {"dtype": dtype, "passes": [{"input_ids": [ids]}, {"input_ids": [list(range(1000, 1300))]}]}
    passes = [{"input_ids": torch.tensor(p["input_ids"])} for p in request["passes"]]
    if dtype == "float32":
        check(folder, model, request, passes)
        return
    # Thirty layers of half precision drift apart at single modules; the logits are what must agree.
    ours = Ours(folder, hooks=False, **request)
    for index, (_, output) in enumerate(run_theirs(model, passes)):
        compare(ours.logits(index), output.logits, f"logits {index}", TOLERANCE[model.dtype])
