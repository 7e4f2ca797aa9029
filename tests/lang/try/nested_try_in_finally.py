try:
    pass
finally:
    try:
        1 / 0
    except ZeroDivisionError:
        print('in finally')
    finally:
        print('deep')
