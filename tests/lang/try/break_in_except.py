import sys
def f():
    while True:
        try:
            1 / 0
        except ZeroDivisionError as e:
            break
    return sys.exc_info()[1]
print(f())
