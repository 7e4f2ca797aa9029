for name in ["foo", "push", "__nope__"]:
    try:
        getattr("a", name)
    except AttributeError as e:
        print(e, e.name, repr(e.obj))
try:
    "a".x = 1
except AttributeError as e:
    print(e)
