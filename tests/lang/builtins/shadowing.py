def f():
    len = lambda x: "mine"
    return len([])
print(f(), len([]))
print = print
list_, list = list, tuple
print(list([1]))
del list
print(list([1]))
sum = 5
print(sum)
del sum
print(sum([1]))
try:
    del max
except NameError as e:
    print(e)
