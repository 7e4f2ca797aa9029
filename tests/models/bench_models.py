"""Forward and decode times beside transformers in the same run: medians in ms and ratios, one JSON object a line.

usage: bench_models.py [MODEL[:DTYPE]...]     (default: SmolLM2 in every dtype and the 12-layer tiny GPT-2)
"""

import json
import statistics
import sys
import time

import torch
from reference import MODELS, Ours, load

LENGTHS, STEPS, REPEAT = [8, 64, 512], 32, 5


def median_ms(repeat, body):
    times = []
    for i in range(repeat + 1):
        start = time.perf_counter()
        body()
        if i:
            times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


@torch.no_grad()
def theirs(model, lengths):
    vocab = model.config.vocab_size
    out = {}
    for length in lengths:
        ids = (torch.arange(length) % vocab).view(1, length)
        out[str(length)] = median_ms(REPEAT, lambda ids=ids: model(input_ids=ids))
    prompt = torch.arange(16).view(1, 16)

    def generate(tokens):
        model.generate(
            prompt,
            attention_mask=torch.ones_like(prompt),
            max_new_tokens=tokens,
            min_new_tokens=tokens,
            do_sample=False,
        )

    # One more token is the prefill's.
    out["decode"] = (median_ms(3, lambda: generate(STEPS + 1)) - median_ms(3, lambda: generate(1))) / STEPS
    return out


def main():
    for argument in sys.argv[1:] or ["smollm2:float32", "smollm2:bfloat16", "smollm2:float16", "tiny/gpt2_12:float32"]:
        name, _, dtype = argument.partition(":")
        model = load(MODELS / name, getattr(torch, dtype or "float32"))
        lengths = [n for n in LENGTHS if n <= model.config.max_position_embeddings]
        peer = theirs(model, lengths)
        ours = Ours(MODELS / name, dtype=dtype or "float32", time={"lengths": lengths, "decode": STEPS, "repeat": REPEAT}).json[
            "times_ms"
        ]
        for key, value in peer.items():
            row = dict(
                name=f"{argument} {key}",
                ours=ours[key],
                peer=value,
                peer_name="transformers",
                ratio=ours[key] / value,
                unit="ms",
            )
            print(json.dumps({k: round(v, 3) if isinstance(v, float) else v for k, v in row.items()}), flush=True)


if __name__ == "__main__":
    main()
