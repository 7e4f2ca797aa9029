import sys
try:
    1 / 0
except ZeroDivisionError:
    try:
        raise KeyError(1)
    except KeyError:
        pass
    print(repr(sys.exc_info()[1]))
print(sys.exc_info())
