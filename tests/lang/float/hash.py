for v in [0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 0.1, 1e300, -1e-300, 5e-324, 2.0 ** 61, float("inf")]:
    print(v, hash(v))
print(hash(0.5) == hash(1 / 2), len({0.0, -0.0, 0, False}), {1.0: "a"}[1])
