def f():
    global g
    def g():
        pass
    class H:
        global K
        class K:
            pass
f()
print(g.__qualname__, K.__qualname__)
