print(hash(1 + 0j) == hash(1), hash(1j), hash(-1j), hash(1 + 2j), {1 + 0j: "a"}[1], 1 + 0j == 1, 1j == 1, complex(2 ** 53) == 2 ** 53 + 1, (1 + 2j) in [1 + 2j])
try:
    1j > 0
except TypeError as e:
    print(e)
