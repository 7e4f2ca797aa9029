def which():
    print('evaluated')
    return ZeroDivisionError
try:
    pass
except which():
    pass
try:
    1 / 0
except which():
    print('caught')
