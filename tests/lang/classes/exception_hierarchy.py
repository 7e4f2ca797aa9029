class Base(Exception): pass
class A(Base): pass
class B(Base, ValueError): pass
for cls in (A, B):
    try:
        raise cls('m')
    except ValueError as e:
        print('value', e)
    except Base as e:
        print('base', e)
print(B.__mro__)
try:
    try:
        raise A(1)
    except (KeyError, B):
        print('no')
except A as e:
    print(e.args)
