class A: pass
a = A()
a.x = 1
match a:
    case A(y=_): print('y')
    case A(x=v): print('x', v)
