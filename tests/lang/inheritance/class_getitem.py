class A:
    def __class_getitem__(cls, item):
        return (cls.__name__, item)
class B(A): pass
print(A[int], B[1, 2], B['x'])
class C: pass
try:
    C[0]
except TypeError as e:
    print(e)
try:
    C()[0]
except TypeError as e:
    print(e)
