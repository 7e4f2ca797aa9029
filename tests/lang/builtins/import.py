m = __import__("math")
print(m.floor(2.5), __import__("collections.abc").__name__, __import__("collections.abc", fromlist=["x"]).__name__)
for f in (lambda: __import__("nope_nope"), lambda: __import__(5), lambda: __import__(""), lambda: __import__()):
    try:
        f()
    except (ImportError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
