x = 1
def f(a=x):
    x = 3
    return a, x
x = 2
print(f())
