print()
print(1, "a", None, sep="-", end="!\n")
print("x", end="")
print("y", sep=None, end=None)
print(*[1, 2, 3], sep=", ")
print("a\tb", "é日\U0001f600", b"bytes", [1, "q"])
for f in (lambda: print(1, sep=5), lambda: print(1, end=5), lambda: print(1, foo=2)):
    try:
        f()
    except TypeError as e:
        print(e)
