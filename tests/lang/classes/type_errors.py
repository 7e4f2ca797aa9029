for args in [(3, (), {}), ('X', 3, {}), ('X', (), 3), ('X', ()), (), (1, 2, 3, 4), ('X', (3,), {}), ('a\0b', (), {})]:
    try:
        type(*args)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
