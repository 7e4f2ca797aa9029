a, b = {1, 2}, {1, 2, 3}
print(a < b, a <= b, a > b, a >= b, a == b, a != b)
print(b < a, a <= a, a < a, a >= a, a > a, a == {2, 1})
print({1, 2} < {2, 3}, {1, 2} > {2, 3}, {1, 2} == frozenset([1, 2]))
print(a == [1, 2], a != "x", a.issubset([1, 2, 5]), b.issuperset((1,)), a.isdisjoint([5]), a.isdisjoint({2}))
for op in ("<", "<=", ">", ">="):
    try:
        eval(f"a {op} [1]", {"a": a})
    except TypeError as e:
        print(e)
