class P:
    def __init__(self, x):
        self.x = x
    def __format__(self, spec):
        return "P(%s|%s)" % (self.x, spec)
p = P(3)
print(f"{p}", f"{p:>10}", format(p), format(p, "abc"), "{:q}".format(p), "{0:{1}}".format(p, "w"), f"{p!r:.1}" [:1])
class Bad:
    def __format__(self, spec):
        return 5
try:
    format(Bad())
except TypeError as e:
    print(e)
class NoFormat:
    def __str__(self):
        return "nf"
print(f"{NoFormat()}")
try:
    f"{NoFormat():5}"
except TypeError as e:
    print(e)
