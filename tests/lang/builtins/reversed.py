print(list(reversed([1, 2])), list(reversed("ab")), list(reversed(range(3))), list(reversed({"a": 1, "b": 2})), list(reversed((1,))), "".join(reversed("abc")))
class S:
    def __len__(self):
        return 3
    def __getitem__(self, i):
        return i * 2
class R:
    def __reversed__(self):
        return iter("rev")
class N(list):
    __reversed__ = None
print(list(reversed(S())), list(reversed(R())))
for bad in ({1}, 5, iter([]), object, N()):
    try:
        reversed(bad)
    except TypeError as e:
        print(e)
a = [1, 2, 3]
r = reversed(a)
a.append(4)
print(list(r))
