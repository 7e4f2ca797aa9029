class D(dict):
    def __missing__(self, key):
        return f"<{key}>"
d = D(a=1)
print(d["a"], d["b"], d.get("b"), "b" in d, len(d))
class Counting(dict):
    def __missing__(self, key):
        self[key] = value = len(self)
        return value
c = Counting()
print([c[x] for x in "hello"], c)
class Raises(dict):
    def __missing__(self, key):
        raise LookupError("missing " + key)
try:
    Raises()["q"]
except LookupError as e:
    print(repr(e))
