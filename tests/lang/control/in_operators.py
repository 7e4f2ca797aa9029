print(1 in (1, 2), 3 not in {1: 2}, 'b' in 'abc', 2 in range(5), 'x' not in 'abc')
try:
    1 in 5
except TypeError as e: print(e)
