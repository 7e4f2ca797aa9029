for a, b in [(12, 10), (-12, 10), (-12, -10), (2 ** 70, -1), (-2 ** 70, 2 ** 65 + 3), (0, -1)]:
    print(a & b, a | b, a ^ b, ~a, a.bit_count(), a.bit_length())
print(True & False, True | 2, True ^ True, ~True, 1 << 70 >> 70, -1 >> 100, -5 >> 1, 5 >> 100)
for f in [lambda: 1 << -1, lambda: 1 >> -1, lambda: 1 << 1.0, lambda: 1 & 1.0]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
