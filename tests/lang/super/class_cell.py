class A:
    def who(self): return __class__
    @staticmethod
    def s(): return __class__.__name__
class B(A): pass
print(A().who(), B().who(), B.s())
