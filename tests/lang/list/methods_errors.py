a = [1]
for f in (lambda: a.append(), lambda: a.append(1, 2), lambda: a.insert(1), lambda: a.insert("x", 1), lambda: a.sort(1), lambda: a.reverse(1), lambda: a.copy(1), lambda: a.count(), lambda: a.foo, lambda: a.append(x=1), lambda: a.extend(), lambda: a.clear(0)):
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
