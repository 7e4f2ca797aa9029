for v in [0, 5, 15, 25, -15, -25, 149, 150, 151, 12345, 2 ** 70]:
    print(v, [round(v, -n) for n in (0, 1, 2, 3)], round(v), round(v, 5), round(v, None))
print(round(5, -10 ** 6), round(10 ** 30 + 5 * 10 ** 9, -10), type(round(True)).__name__)
try:
    round(5, 1.5)
except TypeError as e:
    print(e)
