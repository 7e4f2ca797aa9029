class my(classmethod):
    def __get__(self, o, t=None):
        return ('my', t.__name__)
class A:
    @my
    def f(cls): pass
print(A.f, A().f)
class st(staticmethod): tag = 't'
s = st(lambda: 5)
print(s(), s.tag, isinstance(s, staticmethod))
