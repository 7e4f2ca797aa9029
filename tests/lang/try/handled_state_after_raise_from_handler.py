import sys
try:
    try:
        raise KeyError(1)
    except KeyError:
        raise ValueError(2)
except ValueError:
    print(repr(sys.exc_info()[1]))
print(sys.exc_info()[1])
