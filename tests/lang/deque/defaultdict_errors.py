from collections import defaultdict
d = defaultdict(None)
try:
    d["a"]
except KeyError as e:
    print(repr(e))
for f in (lambda: defaultdict(5), lambda: defaultdict(list, 1), lambda: defaultdict(list, [], []), lambda: defaultdict(int)[[]]):
    try:
        f()
    except TypeError as e:
        print(e)
def boom():
    raise ValueError("factory")
d = defaultdict(boom)
try:
    d[1]
except ValueError as e:
    print(e, len(d))
d.default_factory = int
print(d[1], d)
