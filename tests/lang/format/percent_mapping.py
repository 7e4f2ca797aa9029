d = {"name": "Ann", "n": 5, "x": 1.5}
print("%(name)s has %(n)03d at %(x).2f" % d, "%(name)r %(n)x" % d, "%(n)d%%" % d, "no keys" % d)
class M:
    def __getitem__(self, k):
        return k * 2
print("%(ab)s" % M())
for t, a in [("%(a)s", {}), ("%(a)s", 5), ("%(a", d), ("%(n)d %s", d), ("%(name)d", d)]:
    try:
        print(t % a)
    except Exception as e:
        print(type(e).__name__, e)
