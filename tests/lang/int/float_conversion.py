for v in [2 ** 53, 2 ** 53 + 1, 2 ** 53 + 2, 2 ** 53 + 3, 10 ** 23, 2 ** 1023, -(2 ** 64), 2 ** 1024 - 2 ** 971]:
    print(float(v))
try:
    float(2 ** 1024)
except OverflowError as e:
    print(e)
