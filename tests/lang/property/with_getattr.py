class A:
    def __getattr__(self, n): return 'attr:' + n
    @property
    def x(self): return 'prop'
print(A().x, A().y)
