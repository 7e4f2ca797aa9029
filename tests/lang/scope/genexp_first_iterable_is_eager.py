def f():
    try:
        g = (i for i in undefined)
    except NameError as e:
        print('eager', e)
    g = (j for i in [1] for j in undefined)
    try:
        next(g)
    except NameError as e:
        print('lazy', e)
f()
