from __future__ import annotations
def f(a: int, b: List[undefined] = 1, *c: x.y[1:2, ...], k: lambda q: q = 3, **kw: 'quoted') -> a if b else c: ...
print(f.__annotations__)
class C:
    x: not_defined
    y: int = 3
print(C.__annotations__)
z: Dict[str, int] = {}
print(__annotations__)
