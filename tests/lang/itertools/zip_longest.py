from itertools import zip_longest
print(list(zip_longest("abc", [1])), list(zip_longest("ab", "c", fillvalue="-")), list(zip_longest()), list(zip_longest([], [1, 2])), list(zip_longest("a", "bc", "def", fillvalue=0)))
for f in (lambda: zip_longest(5), lambda: zip_longest("a", foo=1)):
    try:
        f()
    except TypeError as e:
        print(e)
