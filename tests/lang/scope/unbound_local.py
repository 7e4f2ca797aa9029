def f():
    print(x)
    x = 1
x = 2
try:
    f()
except UnboundLocalError as e:
    print(type(e).__name__, e)
