inf, nan = float("inf"), float("nan")
print(inf + 1, inf - inf, inf * 0, -inf, inf == inf, nan == nan, nan != nan, nan < 1, inf > 10 ** 400, min(nan, 1), max(1, nan), [nan] == [nan], nan in [nan], inf // 1, inf % 2, 1 % inf, bool(nan), bool(-0.0), -0.0 == 0.0, hash(inf), hash(-inf), abs(-inf))
for f in [lambda: int(inf), lambda: int(nan), lambda: round(inf), lambda: round(nan), lambda: inf.as_integer_ratio(), lambda: nan.as_integer_ratio(), lambda: (inf).__trunc__()]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
