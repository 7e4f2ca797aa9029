from functools import partial
p = partial(pow, 2)
print(p(5), partial(int, base=2)("101"), partial(max, 5)(1, 9), partial(print, "a", sep="-")("b", "c"))
print(p.func is pow, p.args, p.keywords, partial(dict, a=1)(b=2), partial(dict, a=1)(a=5))
