class A: pass
class B:
    def __enter__(self): pass
for c in (A, B):
    try:
        with c(): pass
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
