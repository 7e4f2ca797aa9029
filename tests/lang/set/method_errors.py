s = {1}
for f in (lambda: s.add(), lambda: s.add(1, 2), lambda: s.pop(1), lambda: s.discard(), lambda: s.issubset(), lambda: s.issubset(1), lambda: s.clear(1), lambda: s.remove({}), lambda: s.foo):
    try:
        print(f())
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
