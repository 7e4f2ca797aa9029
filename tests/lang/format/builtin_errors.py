for args in [(1, 2), (1, None), (1, b"d"), (), (1, "d", 2)]:
    try:
        print(format(*args))
    except TypeError as e:
        print(e)
print(format(5), format("a"), format(1.5))
