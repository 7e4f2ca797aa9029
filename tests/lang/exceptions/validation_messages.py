def check(shape, expected):
    if len(shape) != len(expected):
        raise ValueError(f"expected {len(expected)} dimensions, got {len(shape)}: {shape!r}")
    for i, (a, b) in enumerate(zip(shape, expected)):
        if b is not None and a != b:
            raise ValueError("dimension %d: %d != %d" % (i, a, b))
    return "fine"
for args in [((1, 2), (1, None)), ((1, 2), (1, 3)), ((1,), (1, 2))]:
    try:
        print(check(*args))
    except ValueError as e:
        print(e, e.args)
