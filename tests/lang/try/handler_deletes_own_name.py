try:
    1 / 0
except ZeroDivisionError as e:
    del e
print('fine')
