from operator import attrgetter
class P:
    def __init__(self, x, child=None):
        self.x = x
        self.child = child
p = P(1, P(2, P(3)))
print(attrgetter("x")(p), attrgetter("child.x")(p), attrgetter("child.child.x", "x")(p), attrgetter("x"), attrgetter("a.b", "c"))
print([q.x for q in sorted([P(3), P(1)], key=attrgetter("x"))])
for f in (lambda: attrgetter(), lambda: attrgetter(5), lambda: attrgetter("zz")(p), lambda: attrgetter("child.zz")(p), lambda: attrgetter("x")(), lambda: attrgetter("x", 5)):
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
