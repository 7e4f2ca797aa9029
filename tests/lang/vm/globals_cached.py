value = 1


def read():
    return value


print(read())
value = 2
print(read())
del value
try:
    read()
except NameError as error:
    print(error)
value = 3
print(read())


def use_len():
    return len("abc")


print(use_len())
len = lambda text: "mine"
print(use_len())
del len
print(use_len())
globals()["value"] = 4
print(read())
for name in ("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"):
    globals()[name] = name
print(read(), a, j)


def setter():
    global made
    made = 1


setter()
print(made)
