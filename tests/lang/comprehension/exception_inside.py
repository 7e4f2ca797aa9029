try:
    [1 // x for x in (1, 0)]
except ZeroDivisionError as e:
    print(e)
try:
    [x for x in 5]
except TypeError as e: print(e)
try:
    [x for y in (1,) for x in y]
except TypeError as e: print(e)
