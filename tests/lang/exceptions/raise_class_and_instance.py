for x in [ValueError, ValueError("v"), KeyError("k"), type("Dyn", (Exception,), {})]:
    try:
        raise x
    except Exception as e:
        print(repr(e))
for bad in [5, "text", None, int, object()]:
    try:
        raise bad
    except TypeError as e:
        print(e)
try:
    raise ValueError from 5
except TypeError as e:
    print(e)
