class A:
    __match_args__ = ('v',)
    v = 1
class B(A): pass
match B():
    case A(n): print('A', n)
