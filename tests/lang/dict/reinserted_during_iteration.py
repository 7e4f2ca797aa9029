for view in (lambda d: d, lambda d: d.keys(), lambda d: d.values(), lambda d: d.items()):
    d = {0: 0}
    try:
        for x in view(d):
            del d[0]
            d[0] = 0
    except RuntimeError as e:
        print(e)
