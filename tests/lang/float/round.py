for v in [0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1.005, 1e16, 123.456, -0.04, 5e-324, 1.7976931348623157e308]:
    print(v, round(v), [round(v, n) for n in (0, 1, 2, -1, -2, 17, 400, -400, None)])
try:
    round(1.7976931348623157e308, -308)
except OverflowError as e:
    print(e)
try:
    round(1.5, "a")
except TypeError as e:
    print(e)
