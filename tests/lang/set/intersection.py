a, b = {1, 2, 3, 4}, {2, 4, 6}
print(a & b, a.intersection(b), a.intersection([1, 2, 2], {2: 0}), a.intersection())
a &= b
print(a)
a.intersection_update([2], (2, 3))
print(a)
print({1} & set(), set().intersection("abc"))
