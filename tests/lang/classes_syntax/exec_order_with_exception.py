try:
    class C:
        x = 1
        raise ValueError(x)
except ValueError as e:
    print(e)
try: C
except NameError: print('no class')
