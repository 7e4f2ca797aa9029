import random

r = random.Random(5)
print([r.getrandbits(k) for k in (0, 1, 8, 31, 32, 33, 63, 64, 65, 128, 200)])
for bad in (-1, 1.5, "a"):
    try:
        r.getrandbits(bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
