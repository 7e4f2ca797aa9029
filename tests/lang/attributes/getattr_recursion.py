class A:
    def __getattr__(self, n): return getattr(self, n + 'x')
try:
    A().a
except RecursionError:
    print('recursion')
class B:
    def __getattribute__(self, n): return self.other
try:
    B().a
except RecursionError:
    print('recursion')
