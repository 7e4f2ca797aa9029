print(hash(1), hash(1.0), hash(True), hash(2**61 - 1), hash(-1), hash(0.5), hash((1, 2)), hash("") == hash(""), hash(2**70), hash(float("inf")))
class H:
    def __hash__(self):
        return 42
class E:
    def __eq__(self, o):
        return True
class B:
    def __hash__(self):
        return "a"
print(hash(H()), hash(H) == hash(H), {H(): 1} != {})
for bad in ([], {}, set(), E(), B(), slice(1), ([],)):
    try:
        hash(bad)
    except TypeError as e:
        print(e)
