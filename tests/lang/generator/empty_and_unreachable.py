def g():
    return
    yield
print(list(g()))
def h():
    if False: yield
print(list(h()))
