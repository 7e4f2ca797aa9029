print_ = print
max = 3
del max
print(max(1, 2))
try:
    del max
except NameError as e:
    print(e)
