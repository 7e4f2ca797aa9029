class A:
    def __getitem__(self, i):
        if i == 3: raise IndexError
        return i * 10
print(list(A()), 20 in A(), 25 in A(), [x for x in A()], type(iter(A())).__name__)
a, b, c = A()
print(a, b, c, hasattr(A, '__iter__'), max(A()), list(map(str, A())), list(reversed([*A()])))
class B:
    def __getitem__(self, i):
        if i == 2: raise StopIteration
        return i
print(list(B()))
class C:
    def __getitem__(self, i): raise KeyError(i)
try:
    list(C())
except KeyError as e:
    print('key', e)
