class A:
    def __eq__(self, o): return self is o
    __hash__ = object.__hash__
class B(A): pass
class C(A):
    def __eq__(self, o): return False
print(hash(B()) is not None, isinstance(hash(A()), int))
for cls in (C, list, dict):
    try:
        hash(cls())
    except TypeError as e:
        print(e)
class L(list):
    def __hash__(self): return 5
print(hash(L()), {L(): 1})
class Lt:
    def __lt__(self, o): return True
print(isinstance(hash(Lt()), int))
