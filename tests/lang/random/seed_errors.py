import random

for bad in ([], (1,), {}, object, 1j):
    try:
        random.seed(bad)
    except TypeError as e:
        print(e)
