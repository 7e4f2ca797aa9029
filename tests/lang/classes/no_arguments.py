class A: pass
for args in [(1,), (1, 2)]:
    try:
        A(*args)
    except TypeError as e:
        print(e)
try:
    A(x=1)
except TypeError as e:
    print(e)
try:
    object(1)
except TypeError as e:
    print(e)
