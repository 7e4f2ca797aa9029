d = {1: "one"}
print(repr(d.keys()), str(d.items()), d.values())
for f in (lambda: d.keys()[0], lambda: hash(d.keys()), lambda: d.keys() + [1], lambda: d.items().foo):
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(e)
print(hash(d.values()) is not None)
