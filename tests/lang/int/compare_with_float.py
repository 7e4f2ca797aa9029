big = 2 ** 53
for a, b in [(big, float(big)), (big + 1, float(big)), (10 ** 400, float("inf")), (-10 ** 400, float("-inf")), (1, 1.5), (3, float("nan")), (10 ** 30, 1e30), (10 ** 22, 1e22), (10 ** 23, 1e23)]:
    print(a == b, a < b, a > b, a <= b, a >= b, a != b, b == a, b < a)
