d = {}
for f in (lambda: d.get(), lambda: d.get(1, 2, 3), lambda: d.keys(1), lambda: d.items(1), lambda: d.pop(), lambda: d.setdefault(), lambda: d.popitem(1), lambda: d.copy(1), lambda: d.foo, lambda: d.clear(1), lambda: d.get(k=1)):
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
