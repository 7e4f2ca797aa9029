for i in range(3):
    for j in range(i):
        print(i, j, end=";")
print()
it = iter(range(3))
print(next(it), it.__length_hint__(), list(it), next(it, "end"))
print(list(reversed(range(5))), list(reversed(range(0, 10, 3))), list(reversed(range(0))), sum(range(101)), max(range(5)), sorted(range(3), reverse=True))
