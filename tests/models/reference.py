"""What transformers does at every module, and what ours does there, in one form to compare.

A value becomes: a tensor, ("value", x),
("opaque", class), ("tuple"|"list", [...]) or ("record", class, [(name, value)…]).
"""

import json
import os
import pathlib
import subprocess
import tempfile

os.environ["HF_HUB_OFFLINE"] = "1"

import torch
from transformers import AutoModelForCausalLM
from transformers.utils import logging

logging.disable_progress_bar()
torch.set_num_threads(2)

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODELS = ROOT / "build" / "models"
DUMP = ROOT / "build" / "bin" / "model-dump"
DTYPES = {
    "Float": torch.float32,
    "BFloat16": torch.bfloat16,
    "Half": torch.float16,
    "Long": torch.int64,
    "Bool": torch.bool,
}


def load(folder, dtype=None):
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=dtype or "auto", attn_implementation="sdpa")
    return model.eval()


def simplify(value):
    if isinstance(value, torch.Tensor):
        return value.detach().clone()
    if value is None or isinstance(value, bool | int | float | str):
        return ("value", value)
    if hasattr(value, "keys"):
        return ("record", type(value).__name__, [(k, simplify(v)) for k, v in value.items()])
    if isinstance(value, tuple | list):
        return ("tuple" if isinstance(value, tuple) else "list", [simplify(v) for v in value])
    return ("opaque", type(value).__name__)


def watch(model, events):
    """Every module's inputs as they come in and outputs as they go out, in the order in which modules finish."""
    handles, pending = [], {}
    for path, module in model.named_modules():

        def before(_, args, kwargs, path=path):
            pending[path] = ([simplify(a) for a in args], [(k, simplify(v)) for k, v in kwargs.items()])

        def after(_, args, kwargs, output, path=path):
            events.append((path, *pending.pop(path), simplify(output)))

        handles.append(module.register_forward_pre_hook(before, with_kwargs=True))
        handles.append(module.register_forward_hook(after, with_kwargs=True))
    return handles


class Ours:
    """One run of model-dump."""

    def __init__(self, folder, **request):
        with tempfile.TemporaryDirectory() as temp:
            out = pathlib.Path(temp)
            (out / "request.json").write_text(json.dumps(request))
            run = subprocess.run(
                [DUMP, folder, out / "request.json", out], capture_output=True, text=True, timeout=600, check=False
            )
            assert run.returncode == 0, run.stderr
            self.json = json.loads((out / "dump.json").read_text())
            self.bytes = bytearray((out / "tensors.bin").read_bytes())

    def value(self, node):
        if "tensor" in node:
            meta = node["tensor"]
            dtype, shape = DTYPES[meta["dtype"]], meta["shape"]
            count = int(torch.tensor(shape).prod()) if shape else 1
            if count == 0:
                return torch.empty(shape, dtype=dtype)
            return torch.frombuffer(self.bytes, dtype=dtype, count=count, offset=meta["offset"]).view(shape)
        if "class" in node:
            return ("record", node["class"], [(k, self.value(v)) for k, v in node["fields"]])
        for kind in ("tuple", "list"):
            if kind in node:
                return (kind, [self.value(v) for v in node[kind]])
        return ("opaque", node["opaque"]) if "opaque" in node else ("value", node["value"])

    def events(self, index):
        for event in self.json["passes"][index]["events"]:
            args = [self.value(v) for v in event["inputs"]["args"]]
            kwargs = [(k, self.value(v)) for k, v in event["inputs"]["kwargs"]]
            yield (event["module"], args, kwargs, self.value(event["output"]))

    def logits(self, index):
        return self.value(self.json["passes"][index]["result"])[2][0][1]


def compare(ours, theirs, where, tolerance):
    """Same structure, and tensors equal to `tolerance` of their largest entry."""
    if isinstance(theirs, torch.Tensor):
        assert isinstance(ours, torch.Tensor), f"{where}: {ours} for a tensor"
        assert ours.dtype == theirs.dtype, f"{where}: {ours.dtype} for {theirs.dtype}"
        assert ours.shape == theirs.shape, f"{where}: {list(ours.shape)} for {list(theirs.shape)}"
        if not theirs.is_floating_point():
            assert torch.equal(ours, theirs), f"{where}: {ours} for {theirs}"
            return
        difference = (ours.double() - theirs.double()).abs().max().item()
        largest = theirs.double().abs().max().item()
        assert difference <= tolerance * max(largest, 1e-3), f"{where}: off by {difference:.3g} of {largest:.3g}"
    elif isinstance(theirs, list | tuple):
        assert type(ours) is type(theirs) and len(ours) == len(theirs), f"{where}: {ours} for {theirs}"
        for i, (a, b) in enumerate(zip(ours, theirs, strict=True)):
            compare(a, b, f"{where}[{i}]", tolerance)
    else:
        assert ours == theirs, f"{where}: {ours!r} for {theirs!r}"
