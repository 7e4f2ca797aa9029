def f():
    "doc of f"
f.x = 1
for w in (classmethod(f), staticmethod(f)):
    print(w.__name__, w.__doc__, w.__qualname__, w.__module__, w.__wrapped__ is f, w.__isabstractmethod__)
f.__isabstractmethod__ = True
print(classmethod(f).__isabstractmethod__)
for bad in (classmethod, staticmethod):
    try:
        bad()
    except TypeError as e:
        print(e)
