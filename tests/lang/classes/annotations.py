class A:
    x: int = 1
    y: 'str'
    def f(self, a: int) -> str: ...
print(A.__annotations__, A.f.__annotations__)
class B: pass
print(B.__annotations__)
B.__annotations__['z'] = 3
print(B.__annotations__)
class C(A): pass
print(C.__annotations__)
