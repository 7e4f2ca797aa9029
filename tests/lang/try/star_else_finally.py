try:
    pass
except* ValueError:
    print('no')
else:
    print('else')
finally:
    print('finally')
try:
    raise ExceptionGroup('g', [ValueError(1)])
except* ValueError as e:
    print('handled')
else:
    print('no')
finally:
    print('finally')
try:
    e
except NameError:
    print('gone')
