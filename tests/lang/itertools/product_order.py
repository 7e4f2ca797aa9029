from itertools import combinations, permutations, product
print(["".join(p) for p in product("01", repeat=3)])
print([p for p in permutations(range(4), 2)][:6], ["".join(c) for c in combinations("abcde", 3)][-3:])
print(list(product([1, 2], "ab", [True]))[:3], sorted(permutations("cab", 2)) == list(permutations("abc", 2)))
