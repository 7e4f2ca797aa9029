try:
    class C:
        def f(): return __class__
        f()
except NameError as e:
    print(e)
