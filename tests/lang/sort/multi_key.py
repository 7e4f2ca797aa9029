rows = [dict(n="x", a=3), dict(n="y", a=1), dict(n="a", a=3)]
print(sorted(rows, key=lambda r: (-r["a"], r["n"])))
from operator import itemgetter
print(sorted(rows, key=itemgetter("n")), max(rows, key=itemgetter("a"))["n"])
