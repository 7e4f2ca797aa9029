from itertools import permutations
print(list(permutations([1, 2, 3])), list(permutations("abc", 2)), list(permutations("ab", 0)), list(permutations("ab", 3)), list(permutations([])), len(list(permutations(range(5)))), list(permutations("aa")))
for f in (lambda: permutations(), lambda: permutations("a", -1), lambda: permutations("a", "b"), lambda: permutations(5)):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
