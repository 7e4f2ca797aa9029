"""Cases for json_test.cpp with CPython's answers. Usage: json_cases.py SEED COUNT"""
import json
import random
import sys

from case_values import emit

STRINGS = ["", "a", "key", "é", "\u2028", "𝄞x", "\ud834", '"', "\\", "/", "\n\t\b\f\r", "\x00\x1f\x7f", "long " * 30, "\ud834\udd1e"[:1] + "z"]


def value(rng, depth=3):
    kind = rng.random()
    if depth > 0 and kind < 0.3:
        return {key(rng): value(rng, depth - 1) for _ in range(rng.randint(0, 4))}
    if depth > 0 and kind < 0.55:
        items = [value(rng, depth - 1) for _ in range(rng.randint(0, 4))]
        return items if rng.random() < 0.8 else tuple(items)
    return rng.choice([None, True, False, 0, -1, 10**30, rng.randint(-(10**6), 10**6), 0.5, -0.0, 1e100, 1e-7, rng.uniform(-9, 9), *STRINGS])


def key(rng):
    return rng.choice(STRINGS) if rng.random() < 0.85 else rng.choice([1, -7, 2.5, True, None, 10**20, float("inf")])


def mutate(rng, text):
    out = list(text)
    for _ in range(rng.randint(1, 2)):
        at = rng.randint(0, len(out))
        if out and rng.random() < 0.4:
            del out[min(at, len(out) - 1)]
        else:
            out.insert(at, rng.choice([*'[]{},:"\\ 0159.eE+-\n\x01é', "\\u", "\\ud834", "\\udd1e", "\\uD83", "\\x", "NaN", "-Infinity", "Infinity", "nul", "true", "//", "\ufeff", "01"]))
    return "".join(out)


def loads(text, strict):
    try:
        return repr(json.loads(text, strict=strict)) if not text.startswith("\ufeff") else None
    except json.JSONDecodeError as e:
        return f"!ValueError: {e.msg} @ {e.pos}"
    except Exception as e:
        return f"!{type(e).__name__}: {e}"


def dumps(obj, skipkeys, ascii, circular, nan, indent, item, colon, sort):
    try:
        return repr(json.dumps(obj, skipkeys=skipkeys, ensure_ascii=ascii, check_circular=circular, allow_nan=nan, indent=indent,
                               separators=(item, colon), sort_keys=sort))
    except Exception as e:
        return f"!{type(e).__name__}: {e}"


def main(seed, count):
    rng = random.Random(seed)
    for _ in range(count):
        if rng.random() < 0.6:
            text = json.dumps(value(rng), ensure_ascii=rng.random() < 0.5, indent=rng.choice([None, None, 1]))
            if rng.random() < 0.7:
                text = mutate(rng, text)
            strict = rng.random() < 0.8
            expected = loads(text, strict)
            if expected is not None:
                emit("loads", [text, strict], expected)
        else:
            obj = value(rng)
            if rng.random() < 0.2:
                obj = [obj, rng.choice([float("nan"), float("-inf"), 1j, b"x", {(1, 2): 3}, {b"k": 1, "x": 2}])]
            options = [rng.random() < 0.3, rng.random() < 0.6, rng.random() < 0.9, rng.random() < 0.7, rng.choice([None, None, 0, 2, -1, "\t", True]),
                       rng.choice([", ", ",", ""]), rng.choice([": ", ":"]), rng.random() < 0.3]
            if options[0] and options[4] is None and "{(1" in repr(obj):
                continue
            emit("dumps", [obj, *options], dumps(obj, *options))


main(int(sys.argv[1]), int(sys.argv[2]))
