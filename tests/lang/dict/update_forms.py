d = {}
d.update({"a": 1})
d.update([("b", 2), ["c", 3]])
d.update(d=4)
d.update({"e": 5}, f=6)
d.update()
d.update([])
d.update("xy" for _ in range(1))
print(d)
class M:
    def keys(self):
        return ["k1", "k2"]
    def __getitem__(self, k):
        return k * 2
d.update(M())
print(d, dict(M()))
