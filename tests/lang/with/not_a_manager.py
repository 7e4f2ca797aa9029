for v in (5, object()):
    try:
        with v: pass
    except TypeError as e:
        print(e)
class Half:
    def __enter__(self): return 1
try:
    with Half(): pass
except TypeError as e:
    print(e)
