print(list(zip()), list(zip("ab")), list(zip("abc", [1, 2])), list(zip(*[(1, 2), (3, 4)])), dict(zip("ab", range(2))), list(zip([1], [2], [3])))
a = iter(range(5))
print(list(zip(a, a)))
for args in (("ab", "a"), ("a", "ab"), ("ab", "ab", "a"), ("ab", "ab", "abc")):
    try:
        print(list(zip(*args, strict=True)))
    except ValueError as e:
        print(e)
for f in (lambda: zip(5), lambda: zip("a", 5), lambda: zip(foo=1)):
    try:
        f()
    except TypeError as e:
        print(e)
