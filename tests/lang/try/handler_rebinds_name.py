try:
    1 / 0
except ZeroDivisionError as e:
    e = 'other'
    print(e)
try:
    e
except NameError: print('gone')
