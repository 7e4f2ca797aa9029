"""Small helpers that write graphs as text."""

import json


def q(text):
    """A string literal of text protobuf."""
    return json.dumps(text)


def ids(rows):
    return " ".join("token_ids { %s }" % " ".join(f"id: {i}" for i in row) for row in rows)


def prompts(*texts):
    return " ".join(f"prompt: {q(t)}" for t in texts)


def hook(name, module, side="OUTPUT"):
    return f"node {{ name: {q(name)} hook {{ module: {q(module)} side: {side} }} }}"


def save(key, arg):
    return f"node {{ save {{ as: {q(key)} value {{ {arg} }} }} }}"


def ref(name):
    return f"ref: {q(name)}"


def op(name, aten, *args, **kwargs):
    words = [f"arg {{ {a} }}" for a in args] + [f"kwarg {{ name: {q(k)} value {{ {v} }} }}" for k, v in kwargs.items()]
    return f"node {{ name: {q(name)} op {{ name: {q(aten)} {' '.join(words)} }} }}"


def set_output(module, arg, side="OUTPUT"):
    return f"node {{ set {{ module: {q(module)} side: {side} value {{ {arg} }} }} }}"


def get(name, value, index):
    return f"node {{ name: {q(name)} get {{ value {{ {value} }} index {{ {index} }} }} }}"


def put(target, index, value):
    return f"node {{ put {{ target {{ {target} }} index {{ {index} }} value {{ {value} }} }} }}"


def index(*parts):
    """A tuple index: ints, None for a full slice, or text of an Arg."""
    out = []
    for p in parts:
        out.append("slice {}" if p is None else f"int: {p}" if isinstance(p, int) else p)
    return "tuple { %s }" % " ".join(f"item {{ {p} }}" for p in out)


def invoke(*words):
    return "invoke { %s }" % "\n".join(words)
