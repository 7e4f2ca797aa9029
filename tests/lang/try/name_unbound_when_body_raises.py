def f():
    try:
        try:
            1 / 0
        except ZeroDivisionError as e:
            raise KeyError('x')
    except KeyError:
        try:
            return e
        except UnboundLocalError as err:
            return str(err)
print(f())
