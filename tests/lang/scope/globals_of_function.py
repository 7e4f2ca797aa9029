x = 1
def f():
    return sorted(k for k in globals() if not k.startswith('__'))
print(f())
