"""Cases for lang_torch's comparison test: what PyTorch in Python does with an index, an operator, a print.

Writes one case a line: KIND \t OPERANDS \t EXPECTED. Operands are tokens: `i:3` `f:0.5` `b:1` `n` (None) `e` (Ellipsis)
`s:1,_,2` (slice) `T:float32:2,3:0,1,2,3,4,5` (tensor), and `( ... )`, `[ ... ]` around tuples and lists. EXPECTED is
`ok dtype shape values`, `val repr`, or `err Type: message`. worker/lang/torch/python_compare_test.cpp runs the same and compares.
"""

import itertools
import math
import operator
import random

import torch

BINARY = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "//": operator.floordiv, "%": operator.mod,
    "**": operator.pow, "@": operator.matmul, "<<": operator.lshift, ">>": operator.rshift, "&": operator.and_, "|": operator.or_,
    "^": operator.xor, "<": operator.lt, "<=": operator.le, "==": operator.eq, "!=": operator.ne, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
DTYPES = [
    torch.float32,
    torch.float64,
    torch.float16,
    torch.bfloat16,
    torch.int64,
    torch.int32,
    torch.uint8,
    torch.bool,
    torch.complex64,
]


def name(dtype):
    return str(dtype).removeprefix("torch.")


def number(x):
    if isinstance(x, bool):
        return str(int(x))
    if isinstance(x, complex):
        return f"{x.real.hex()}~{x.imag.hex()}"
    return x.hex() if isinstance(x, float) else str(x)


def token(v):
    if isinstance(v, torch.Tensor):
        flat = v.reshape(-1).tolist()
        return f"T:{name(v.dtype)}:{','.join(map(str, v.shape))}:{','.join(map(number, flat))}"
    if v is None:
        return "n"
    if v is Ellipsis:
        return "e"
    if isinstance(v, bool):
        return f"b:{int(v)}"
    if isinstance(v, int):
        return f"i:{v}"
    if isinstance(v, float):
        return f"f:{v.hex()}"
    if isinstance(v, slice):
        return "s:" + ",".join("_" if x is None else str(x) for x in (v.start, v.stop, v.step))
    opening, closing = ("(", ")") if isinstance(v, tuple) else ("[", "]")
    return " ".join([opening, *map(token, v), closing])


def result(v):
    if isinstance(v, torch.Tensor):
        v = v.resolve_conj().resolve_neg()
        return f"ok {name(v.dtype)} [{','.join(map(str, v.shape))}] {','.join(map(number, v.reshape(-1).tolist()))}"
    return f"val {v!r}"


def case(kind, operands, run):
    try:
        expected = result(run(*operands))
    except Exception as error:
        expected = f"err {type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
    print(kind, " ".join(map(token, operands)), expected, sep="\t")


def index_pool(size):
    long = torch.tensor
    return [0, -1, size - 1, size, -size - 1, slice(None), slice(1, None), slice(None, -1), slice(None, None, 2), slice(1, 100, 3), slice(-2, None),
            slice(2, 1), None, Ellipsis, True, False, long([0, size - 1, 0]), long([[0], [-1]]), long(1), long([], dtype=torch.long), long([size]),
            torch.arange(size) % 2 == 0, torch.zeros(size, dtype=torch.bool), torch.ones(size + 1, dtype=torch.bool), [0, 1], [True] * size,
            [[0, 1], [1, 0]], [], (0, 1), slice(None, None, -1), slice(None, None, 0), 1.5, torch.tensor(True), long([0, 1], dtype=torch.uint8)]  # fmt: skip


def keys(rng):
    pool = index_pool(3)
    yield from pool
    for pair in itertools.product(pool, pool):
        if rng.random() < 0.5:
            yield tuple(pair)
    for _ in range(500):
        yield tuple(rng.choice(pool) for _ in range(rng.choice([3, 3, 4, 5])))
    for _ in range(100):
        yield [rng.choice(pool) for _ in range(rng.choice([1, 2, 3]))]


def assign(target, key, value):
    target = target.clone()
    target[key] = value
    return target


def indexing(rng):
    shapes = [(3,), (3, 3), (3, 4, 3), (1, 3, 3, 2), (), (0, 3)]
    for key in keys(rng):
        for shape in rng.sample(shapes, 2):
            base = torch.arange(math.prod(shape), dtype=torch.float32).reshape(shape)
            case("get", [base, key], operator.getitem)
            value = rng.choice(
                [
                    0,
                    2.5,
                    True,
                    torch.tensor(7.0),
                    torch.tensor([1, 2, 3]),
                    torch.full((1, 3), 9.0),
                    [1, 2, 3],
                    torch.ones(2, 2),
                    None,
                ]
            )
            case("set", [base, key, value], assign)
    for dtype in DTYPES:
        for value in (1, 2.5, True):
            case("set", [torch.zeros(3, dtype=dtype), 1, value], assign)


def sample(dtype, shape, rng):
    if dtype == torch.bool:
        return torch.tensor([rng.random() < 0.5 for _ in range(math.prod(shape))]).reshape(shape)
    if dtype.is_floating_point or dtype.is_complex:
        return torch.tensor([rng.choice([0.5, -1.5, 2.0, 3.25, 1.0]) for _ in range(math.prod(shape))]).reshape(shape).to(dtype)
    return torch.tensor([rng.choice([1, 2, 3, 5]) for _ in range(math.prod(shape))]).reshape(shape).to(dtype)


def operators(rng):
    numbers = [2, -3, 0.5, True, 0]
    for symbol, run in BINARY.items():
        for dtype in DTYPES:
            a = sample(dtype, (2, 2), rng)
            for b in numbers:
                case("bin " + symbol, [a, b], run)
                case("bin " + symbol, [b, a], run)
            for other in DTYPES:
                b = sample(other, rng.choice([(2, 2), (2,), (), (2, 1)]), rng)
                case("bin " + symbol, [a, b], run)
        a = torch.ones(2, 3)
        case("bin " + symbol, [a, torch.ones(4)], run)
        case("bin " + symbol, [a, None], run)
        case("bin " + symbol, [a, [1, 2, 3]], run)
    for dtype in DTYPES:
        a = sample(dtype, (3,), rng)
        case("neg", [a], operator.neg)
        case("pos", [a], operator.pos)
        case("invert", [a], operator.invert)
        case("tolist", [a], torch.Tensor.tolist)
        for value in (a, a[:1], a[0], a[:0]):
            case("bool", [value], bool)
            case("item", [value], torch.Tensor.item)
            case("len", [value], len)
            case("list", [value], list)


def printing(rng):
    def show(t):
        case("repr", [t], lambda t: repr(t).encode().hex())

    values = [0.0, 1.0, -2.0, 0.5, 1e-5, 123456.0, 1e9, 3.14159, float("nan"), float("inf"), -float("inf"), 1e-10, 99.99995]
    for _ in range(150):
        shape = rng.choice([(), (1,), (3,), (7,), (2, 3), (2, 2, 2), (0,), (0, 3), (30,), (2, 25)])
        show(torch.tensor([rng.choice(values) for _ in range(math.prod(shape))]).reshape(shape))
        show(
            torch.tensor([rng.choice([0, 1, -5, 1000, 10**12]) for _ in range(math.prod(shape))], dtype=torch.int64).reshape(
                shape
            )
        )
    for dtype in DTYPES:
        for shape in ((), (4,), (2, 3), (0,)):
            show(sample(dtype, shape, rng))
    for shape in ((1001,), (40, 40), (11, 10, 10), (1000,), (7, 200)):
        show(torch.arange(math.prod(shape)).reshape(shape))
        show(torch.arange(math.prod(shape), dtype=torch.float32).reshape(shape) / 7)


if __name__ == "__main__":
    generator = random.Random(0)
    indexing(generator)
    operators(generator)
    printing(generator)
