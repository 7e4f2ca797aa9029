"""Cases for random_test.cpp: seeds and the numbers that CPython draws from them. Usage: random_cases.py SEED COUNT"""
import random
import sys

from case_values import emit


sys.set_int_max_str_digits(0)


def drawn(generator):
    out = [generator.random() for _ in range(3)]
    out += [generator.getrandbits(bits) for bits in (0, 1, 7, 32, 33, 63, 64, 65, 200, 1000)]
    out += [generator.random() for _ in range(700)][-2:]
    state = generator.getstate()[1]
    return repr(out + [state[0], state[623], state[624]])


def main(seed, count):
    rng = random.Random(seed)
    for _ in range(count):
        kind = rng.random()
        if kind < 0.3:
            value = rng.randint(-100, 100)
        elif kind < 0.5:
            value = rng.getrandbits(rng.choice([31, 32, 33, 64, 65, 96, 1000, 25000])) * rng.choice([1, -1])
        elif kind < 0.6:
            value = rng.choice([0.0, -0.0, 0.5, 1.0, -2.75, 1e300, float("inf"), True, rng.random()])
        else:
            value = "".join(rng.choice("abc é€𝄞\0") for _ in range(rng.choice([0, 1, 5, 60, 111, 112, 127, 128, 300])))
            if kind < 0.75:
                value = value.encode()
        version = rng.choice([1, 2, 2])
        generator = random.Random()
        generator.seed(value, version)
        emit("seed", [value, version], drawn(generator))


main(int(sys.argv[1]), int(sys.argv[2]))
