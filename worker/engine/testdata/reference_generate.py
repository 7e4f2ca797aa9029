"""What transformers generates, for generation_test.cpp: one JSON line a case on standard output.

Usage: reference_generate.py MODEL_DIR... < cases.json
A case: {"ids": [[...], ...], "options": {...}, "seed": int or null}. Rows of different lengths are padded on the left.
"""

import json
import sys

import torch
from transformers import AutoModelForCausalLM


def generate(model, case):
    rows = case["ids"]
    width = max(len(row) for row in rows)
    pad = model.generation_config.pad_token_id
    if pad is None:
        pad = model.generation_config.eos_token_id or 0
    ids = torch.tensor([[pad] * (width - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (width - len(row)) + [1] * len(row) for row in rows])
    if case["seed"] is not None:
        torch.manual_seed(case["seed"])
    out = model.generate(ids, attention_mask=mask, pad_token_id=pad, **case["options"])
    return out[:, width:].tolist()


def main():
    torch.set_num_threads(2)
    cases = json.load(sys.stdin)
    for directory in sys.argv[1:]:
        model = AutoModelForCausalLM.from_pretrained(directory, dtype=torch.float32).eval()
        with torch.no_grad():
            for case in cases:
                print(json.dumps(generate(model, case)), flush=True)


main()
