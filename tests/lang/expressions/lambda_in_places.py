print(sorted([3, 1, 2], key=lambda v: -v), (lambda *a: a)(*(lambda: 'ab')()), [*map(lambda a, b=1: a + b, [1])])
