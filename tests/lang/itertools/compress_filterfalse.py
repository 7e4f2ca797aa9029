from itertools import compress, filterfalse
print(list(compress("abcdef", [1, 0, 1, 0, 1, 1])), list(compress("abc", [1])), list(compress("ab", [0, 1, 1])), list(compress(data=[1], selectors=[True])))
print(list(filterfalse(lambda x: x % 2, range(6))), list(filterfalse(None, [0, 1, "", "a"])), list(filterfalse(str.isupper, "aBc")))
for f in (lambda: compress("a"), lambda: filterfalse(None), lambda: filterfalse(None, 5)):
    try:
        f()
    except TypeError as e:
        print(e)
