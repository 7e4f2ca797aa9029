from itertools import dropwhile, takewhile
a = [1, 4, 6, 3, 8]
print(list(dropwhile(lambda x: x < 5, a)), list(takewhile(lambda x: x < 5, a)), list(dropwhile(bool, [])), list(takewhile(lambda x: True, a)))
it = iter(a)
print(list(takewhile(lambda x: x < 5, it)), list(it))
t = takewhile(lambda x: x < 5, a)
print(list(t), list(t))
try:
    list(dropwhile(5, [1]))
except TypeError as e:
    print(e)
