for src in ('a, b = 1', 'a, b = [1]', 'a, b = 1, 2, 3', 'a, *b, c = [1]', 'a, b = {}', 'a, = ()', '*a, b = []', 'a, b = None'):
    try:
        exec(src)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
