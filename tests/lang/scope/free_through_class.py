def f(v):
    class A:
        class B:
            def get(self):
                return v
    return A.B().get()
print(f('deep'))
