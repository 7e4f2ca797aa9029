from collections import deque
class S(list): pass
for v in ([1], (1,), S([1]), range(1, 2), 'a', b'a', bytearray(b'a'), {1}, {1: 1}, iter([1]), deque([1])):
    match v:
        case [x]: print(type(v).__name__, 'yes', x)
        case _: print(type(v).__name__, 'no')
