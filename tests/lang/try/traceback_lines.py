import traceback
def f():
    x = [
        1,
        1 / 0,
    ]
try:
    f()
except ZeroDivisionError as e:
    tb = e.__traceback__
    while tb:
        print(tb.tb_lineno)
        tb = tb.tb_next
