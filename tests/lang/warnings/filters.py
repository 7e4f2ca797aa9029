import warnings

def count(action, n=3, **kw):
    with warnings.catch_warnings(record=True) as log:
        warnings.resetwarnings()
        warnings.simplefilter(action, **kw)
        for i in range(n):
            warnings.warn("same")
            warnings.warn(f"different {i}", DeprecationWarning)
        return [(str(m.message), m.category.__name__) for m in log]

print(count("always"))
print(count("ignore"))
print(count("default"))
print(count("once"))
print(count("ignore", category=DeprecationWarning))
with warnings.catch_warnings():
    warnings.simplefilter("error")
    for args in (("u",), ("d", DeprecationWarning), (RuntimeWarning("instance"),)):
        try:
            warnings.warn(*args)
        except Warning as error:
            print(repr(error))
for bad in (lambda: warnings.warn("x", int), lambda: warnings.warn("x", 3), lambda: warnings.simplefilter("bad"), lambda: warnings.filterwarnings("ignore", 3)):
    try:
        bad()
    except (TypeError, AssertionError) as error:
        print(type(error).__name__, error)
