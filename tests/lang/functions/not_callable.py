for v in (5, 'x', None, [], {}):
    try:
        v()
    except TypeError as e:
        print(e)
