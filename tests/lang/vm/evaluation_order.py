log = []


def n(name, value=None):
    log.append(name)
    return value if value is not None else name


class Target:
    def __setattr__(self, name, value):
        log.append(f"set {name}")
        object.__setattr__(self, name, value)

    def __setitem__(self, key, value):
        log.append(f"setitem {key}")

    def __getitem__(self, key):
        log.append(f"getitem {key}")
        return 1


def show():
    print(log)
    log.clear()


t = Target()
n("t", t)[n("k")] = n("v")
show()
n("a", t).x = n("b", t).y = n("value")
show()
{n("k1"): n("v1"), n("k2"): n("v2")}
show()
n("f", lambda *a, **k: None)(n("x"), *[n("y")], k=n("z"), **{"w": n("u")})
show()
n("left", 1) < n("middle", 2) < n("right", 0) < n("never")
show()
n("obj", t)[n("i")] += n("d", 1)
show()
x, n("s", t)[0] = n("p"), n("q")
show()
n("yes", 1) if n("cond", True) else n("no")
show()
n("o", 0) or n("p2", 5) and n("r", 7)
show()


@n("deco1", lambda f: f)
@n("deco2", lambda f: f)
def decorated(a=n("default"), *, b=n("kwdefault")) -> n("annotation"):
    pass


show()


class C(n("base", object), metaclass=n("meta", type)):
    n("body")


show()
del n("d1", {"zero": 1})[n("zero")]
show()
print(f"{n('f1')} {n('f2')!r:>{n('width', 5)}}")
show()
