#!/usr/bin/env python3
"""Make small random checkpoints with transformers, each with a tokenizer trained on the spot.

They have the shapes that a loader and a forward pass must tell apart: tied and untied heads, grouped
queries, biases, rotary scaling, sharded files, half precision. Seeds are fixed, so a rebuild is the same.

usage: make_tiny.py OUT [NAME...]      (needs torch, transformers, tokenizers; no network)
"""

import os
import pathlib
import sys
import time

os.environ["HF_HUB_OFFLINE"] = "1"

import torch  # noqa: E402
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers  # noqa: E402
from transformers import (  # noqa: E402
    AutoModelForCausalLM,
    AutoTokenizer,
    GPT2Config,
    GPT2LMHeadModel,
    LlamaConfig,
    LlamaForCausalLM,
    PreTrainedModel,
    PreTrainedTokenizerFast,
)
from transformers.utils import logging  # noqa: E402

VOCAB = 512
CONTEXT = 256
END = "<|endoftext|>"

# What the tokenizers are trained on. Names, numbers and code, so that prompts of tests split into few tokens.
CORPUS = [
    "The capital of France is Paris, the capital of Italy is Rome and the capital of Japan is Tokyo.",
    "The Eiffel Tower is in the city of Paris; the Colosseum is in the city of Rome.",
    "When Mary and John went to the store, John gave a book to Mary and Mary thanked him.",
    "A loom holds many threads at once and weaves each of them into one cloth without a knot.",
    "Every layer reads the hidden state, adds what it knows, and hands it on to the next layer.",
    "Hello, world! How are you today? I am well, and you? It's a fine day, isn't it?",
    "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday and Sunday make seven days.",
    "One two three four five six seven eight nine ten; 1 2 3 4 5 6 7 8 9 10, 1024, 3.14.",
    "def scale(x, factor=2):\n    return [factor * value for value in x]\n\nprint(scale([1, 2]))",
    "The old ship left the harbour in the morning and came back with the evening tide.",
    "She said that nobody had seen the small grey cat since it ran over the bridge.",
]


def make_tokenizer(bos: str | None) -> PreTrainedTokenizerFast:
    """Byte-level BPE; with `bos` each text begins with that token, as Llama's do."""
    bpe = Tokenizer(models.BPE())
    bpe.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    bpe.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCAB,
        special_tokens=[END, bos] if bos else [END],
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    bpe.train_from_iterator(CORPUS * 2, trainer)
    if bos:
        bpe.post_processor = processors.TemplateProcessing(
            single=f"{bos} $A", pair=f"{bos} $A {bos} $B:1", special_tokens=[(bos, bpe.token_to_id(bos))]
        )
    return PreTrainedTokenizerFast(
        tokenizer_object=bpe,
        bos_token=bos or END,
        eos_token=END,
        pad_token=END,
        unk_token=END,
        padding_side="left",
        model_max_length=CONTEXT,
        chat_template="{% for m in messages %}[{{ m['role'] }}] {{ m['content'] }}\n{% endfor %}",
    )


def vocabulary(tokenizer: PreTrainedTokenizerFast) -> dict:
    ids = {name: getattr(tokenizer, name) for name in ("bos_token_id", "eos_token_id", "pad_token_id")}
    return dict(vocab_size=len(tokenizer), **ids)


# The usual initializer_range, 0.02, makes a tiny model all but blind to its input.
def gpt2(tokenizer: PreTrainedTokenizerFast, layers: int = 4) -> PreTrainedModel:
    sizes = dict(n_positions=CONTEXT, n_embd=64, n_layer=layers, n_head=4)
    return GPT2LMHeadModel(GPT2Config(**vocabulary(tokenizer), initializer_range=0.1, **sizes))


def llama(tokenizer: PreTrainedTokenizerFast, **changes) -> PreTrainedModel:
    sizes = dict(hidden_size=64, intermediate_size=160, num_hidden_layers=4, num_attention_heads=4)
    sizes |= dict(num_key_value_heads=2, max_position_embeddings=CONTEXT, tie_word_embeddings=False)
    return LlamaForCausalLM(LlamaConfig(**vocabulary(tokenizer), initializer_range=0.1, **(sizes | changes)))


def llama3_rope() -> dict:
    bands = dict(low_freq_factor=1.0, high_freq_factor=4.0, original_max_position_embeddings=64)
    return dict(rope_type="llama3", rope_theta=10000.0, factor=8.0, **bands)


def linear_rope() -> dict:
    return dict(rope_type="linear", rope_theta=10000.0, factor=4.0)


# name: (builder, its keywords, how it is saved)
CHECKPOINTS = {
    "gpt2": (gpt2, {}, {}),
    "gpt2_12": (gpt2, dict(layers=12), {}),
    "gpt2_bf16": (gpt2, {}, dict(dtype=torch.bfloat16)),
    "gpt2_fp16": (gpt2, {}, dict(dtype=torch.float16)),
    "llama": (llama, {}, {}),
    "llama_tied": (llama, dict(tie_word_embeddings=True), {}),
    "llama_mha": (llama, dict(num_key_value_heads=4), {}),
    "llama_head_dim": (llama, dict(head_dim=24), {}),
    "llama_sharded": (llama, {}, dict(max_shard_size="150KB")),
    "llama_rope_llama3": (llama, dict(rope_parameters=llama3_rope()), {}),
    "llama_rope_linear": (llama, dict(rope_parameters=linear_rope()), {}),
    "llama_bias": (llama, dict(attention_bias=True, mlp_bias=True), {}),
    "llama_bf16": (llama, {}, dict(dtype=torch.bfloat16)),
    "llama_fp16": (llama, {}, dict(dtype=torch.float16)),
}


def unsettle(model: PreTrainedModel) -> None:
    """Fresh biases are all 0 and norms all 1: a forward pass that forgot one would not be seen."""
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.dim() == 1:
                parameter.add_(torch.randn_like(parameter) * 0.1)


def check(folder: pathlib.Path) -> PreTrainedModel:
    """The checkpoint loads from disk and generates."""
    model = AutoModelForCausalLM.from_pretrained(folder)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    assert tokenizer.padding_side == "left"
    batch = tokenizer(["The capital of France is", "Hello"], return_tensors="pt", padding=True)
    tokens = model.generate(**batch, max_new_tokens=4, min_new_tokens=4, do_sample=False)
    assert tokens.shape[1] == batch.input_ids.shape[1] + 4
    assert torch.isfinite(model(**batch).logits).all()
    return model


def make(name: str, folder: pathlib.Path) -> PreTrainedModel:
    builder, keywords, how = CHECKPOINTS[name]
    torch.manual_seed(20)
    tokenizer = make_tokenizer("<s>" if builder is llama else None)
    model = builder(tokenizer, **keywords).eval()
    unsettle(model)
    if dtype := how.get("dtype"):
        model.to(dtype)
        model.config.dtype = dtype
    model.save_pretrained(folder, max_shard_size=how.get("max_shard_size", "1GB"))
    tokenizer.save_pretrained(folder)
    return check(folder)


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(f"{__doc__}\nnames: {' '.join(CHECKPOINTS)}")
    logging.disable_progress_bar()
    out = pathlib.Path(sys.argv[1])
    names = sys.argv[2:] or list(CHECKPOINTS)
    if unknown := sorted(set(names) - set(CHECKPOINTS)):
        sys.exit(f"unknown: {' '.join(unknown)}; names: {' '.join(CHECKPOINTS)}")
    for name in names:
        start = time.monotonic()
        model = make(name, out / name)
        size = sum(p.numel() for p in model.parameters())
        print(f"{name}: {size:,} parameters, {model.dtype}, {time.monotonic() - start:.1f} s", flush=True)


if __name__ == "__main__":
    main()
