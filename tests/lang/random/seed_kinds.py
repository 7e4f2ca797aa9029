import random

for seed in [0, -1, 1, 2**40, 10**50, -(10**50), True, 0.5, -2.25, 1e300, "text", "", "é€", b"bytes", bytearray(b"ba")]:
    print(repr(seed), random.Random(seed).random())
r = random.Random()
r.seed("old", version=1)
print(r.random())
r.seed(b"old", 1)
print(r.random())
