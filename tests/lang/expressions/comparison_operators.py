print(1 < 2, 1 <= 1, 1 > 2, 2 >= 3, 1 == 1.0, 1 != 1, 'a' < 'b', [1, 2] < [1, 3], (1,) == (1,), None == None)
try: 1 < 'a'
except TypeError as e: print(e)
