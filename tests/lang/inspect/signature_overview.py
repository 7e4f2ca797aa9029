import inspect, functools, dataclasses
def f(a, b: int, /, c=1, *args: str, d, e: float = 2.0, **kw) -> None: ...
print(inspect.signature(f), repr(inspect.signature(f)))
for p in inspect.signature(f).parameters.values(): print(repr(p), p.kind, p.kind.description, p.default is p.empty)
b = inspect.signature(f).bind(1, 2, 3, 4, d=5, z=6); print(b, b.args, b.kwargs); b.apply_defaults(); print(b)
for a, k in (((), {}), ((1,2), {}), ((1,2,3),{'d':1,'c':2}), ((1,),{'b':2,'d':1})):
    try: print(inspect.signature(f).bind(*a, **k))
    except TypeError as e: print(e)
class C:
    "doc"
    def __init__(self, x, y=2): "init"
    def m(self, q): ...
    @classmethod
    def cm(cls, w): ...
    @staticmethod
    def sm(w): ...
    def __call__(self, z): ...
print(inspect.signature(C), inspect.signature(C.m), inspect.signature(C(1).m), inspect.signature(C.cm), inspect.signature(C.sm), inspect.signature(C(1)))
print(inspect.signature(functools.partial(f, 1, 2)), inspect.signature(functools.partial(f, 1, 2, c=5)), inspect.signature(functools.partial(f,1,2,d=3)))
@dataclasses.dataclass
class D:
    x: int
    y: str = "a"
    z: list = dataclasses.field(default_factory=list)
    w: int = dataclasses.field(default=3, kw_only=True)
print(inspect.signature(D), inspect.signature(D.__init__), D.__doc__)
@functools.wraps(f)
def g(*a): ...
print(inspect.signature(g), inspect.signature(g, follow_wrapped=False))
print(inspect.getfullargspec(f))
print(inspect.cleandoc("  a\n    b\n      c\n\n"), inspect.getdoc(C.m), inspect.getdoc(C))
print([n for n,_ in inspect.getmembers(C, inspect.isfunction)], inspect.isgeneratorfunction(f), inspect.isclass(C), inspect.ismethod(C(1).m))
try: inspect.signature(5)
except TypeError as e: print(e)
try: inspect.Parameter("a b", inspect.Parameter.KEYWORD_ONLY)
except ValueError as e: print(e)
try: inspect.Signature([inspect.Parameter("a", inspect.Parameter.KEYWORD_ONLY), inspect.Parameter("b", inspect.Parameter.POSITIONAL_ONLY)])
except ValueError as e: print(e)
import collections
P = collections.namedtuple("P", "x y", defaults=[1])
print(inspect.signature(P), inspect.signature(P.__new__))
print(inspect.get_annotations(D), inspect.get_annotations(f))
