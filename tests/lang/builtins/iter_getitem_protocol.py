class S:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i * 10
print(list(S()), 20 in S(), [*S()], max(S()), list(zip(S(), "ab")))
class T:
    def __getitem__(self, i):
        if i == 2:
            raise StopIteration
        return i
print(list(T()))
