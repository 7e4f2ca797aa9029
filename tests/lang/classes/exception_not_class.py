class A: pass
try:
    raise A
except TypeError as e:
    print(e)
try:
    raise A()
except TypeError as e:
    print(e)
try:
    try:
        raise ValueError
    except A:
        pass
except TypeError as e:
    print(e)
