from itertools import product
print(list(product("ab", [1, 2])), list(product()), list(product("ab", [])), list(product(range(2), repeat=2)), list(product("a", "b", repeat=2)), len(list(product(range(3), repeat=4))), list(product([1], repeat=0)))
for f in (lambda: product("a", repeat=-1), lambda: product(5), lambda: product("a", foo=1), lambda: product("a", repeat="x")):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
