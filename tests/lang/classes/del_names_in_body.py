class A:
    x = 1
    y = 2
    del x
print(hasattr(A, 'x'), A.y)
try:
    class B:
        del q
except NameError as e:
    print(e)
