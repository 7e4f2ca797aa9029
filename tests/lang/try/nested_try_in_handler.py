try:
    1 / 0
except ZeroDivisionError as a:
    try:
        int('x')
    except ValueError as b:
        print(type(a).__name__, type(b).__name__)
    print(a)
