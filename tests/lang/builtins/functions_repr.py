print(len, print, repr(abs), [max], len.__name__, type(len))
print(int, str, list, type, object, ValueError, range, property)
