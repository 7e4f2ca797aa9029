def f(*a): print('never')
try:
    f(1, undefined, print('never'))
except NameError as e:
    print(e)
