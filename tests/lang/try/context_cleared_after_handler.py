try:
    1 / 0
except ZeroDivisionError:
    pass
try:
    raise ValueError
except ValueError as e:
    print(e.__context__)
