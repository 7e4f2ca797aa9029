def f():
    raise
try:
    try:
        1 / 0
    except ZeroDivisionError:
        f()
except ZeroDivisionError as e:
    print('again', e)
