o = object()
print(type(o), isinstance(o, object), o == o, o == object(), bool(o))
for f in (lambda: object(1), lambda: o.x, lambda: setattr(o, "x", 1)):
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
