from itertools import combinations, combinations_with_replacement as cwr
print(list(combinations("abcd", 2)), list(combinations([1, 2, 3], 3)), list(combinations("ab", 0)), list(combinations("ab", 3)), len(list(combinations(range(10), 5))))
print(list(cwr("abc", 2)), list(cwr([], 2)), list(cwr("a", 3)), list(cwr([], 0)))
print(list(combinations(iterable="ab", r=1)), sum(a * b for a, b in combinations([1, 2, 3], 2)))
for f in (lambda: combinations("a"), lambda: combinations("a", -1), lambda: cwr("a", "b"), lambda: combinations(5, 1), lambda: cwr("a", -1)):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
