import copy
from collections import OrderedDict, defaultdict, deque

class MyDict(dict):
    pass

class MyInt(int):
    pass

class State:
    def __init__(self):
        self.a = [1]
        self.cache = "big"

    def __getstate__(self):
        return {"a": self.a}

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.cache = "rebuilt"

d = MyDict(a=[1])
d.extra = [2]
e = copy.deepcopy(d)
e["a"].append(9)
e.extra.append(9)
print(d, e, d.extra, e.extra, type(e).__name__)
i = MyInt(5)
i.note = [1]
j = copy.deepcopy(i)
print(j, j.note, type(j).__name__)
s = copy.copy(State())
print(s.a, s.cache, copy.deepcopy(State()).cache)
q = copy.deepcopy(deque([[1]], maxlen=3))
q[0].append(2)
print(q, copy.deepcopy(defaultdict(list, {1: [2]})), copy.deepcopy(OrderedDict(a=[1])), copy.copy(deque([1])))
err = copy.copy(ValueError("x", 1))
print(repr(err), err.args)

class New:
    def __new__(cls, value):
        self = super().__new__(cls)
        self.value = value
        return self

    def __getnewargs__(self):
        return (self.value,)

print(copy.copy(New([1])).value, copy.deepcopy(New([1])).value)

class Reduce:
    def __reduce__(self):
        return (list, ((1, 2),))

print(copy.copy(Reduce()))
