class A:
    c = 0
    def __init__(self): self.i = 1
print(vars(A()), [n for n in dir(A()) if n[0] != '_'])
for bad in (3, [], None):
    try:
        vars(bad)
    except TypeError as e:
        print(e)
