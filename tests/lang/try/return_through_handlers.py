import sys
def f():
    try:
        1 / 0
    except ZeroDivisionError:
        try:
            {}[1]
        except KeyError:
            try:
                return 'r'
            finally:
                print(repr(sys.exc_info()[1]))
print(f(), sys.exc_info()[1])
