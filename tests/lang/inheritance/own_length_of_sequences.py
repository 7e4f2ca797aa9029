class C(bytes):
    def __iter__(self): return iter([5])
    def __len__(self): return 3
print(list(C()), list(C(b'a')))
class D(list):
    def __len__(self): return 3
print(list(D([1])), sorted(D([2])), tuple(D([1])), [*D([3])])
class E(tuple):
    def __len__(self): return 3
print(list(E([1])), sum(E([2])), tuple(E([1])), [*E([3])])
class F(str):
    def __len__(self): return 3
print(list(F('a')), [x for x in F('b')], F('a') in 'abc')
class G(bytes):
    def __len__(self): return 3
print(list(G(b'a')))
