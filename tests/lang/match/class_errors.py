class P:
    __match_args__ = ('x',)
    x = 1
for v in range(3):
    try:
        match P():
            case P(1, 2) if v == 0: pass
        print('no')
    except TypeError as e:
        print(e)
class Q: pass
try:
    match Q():
        case Q(1): pass
except TypeError as e: print(e)
try:
    match 5:
        case P.x(): pass
except TypeError as e: print(e)
class R:
    __match_args__ = ['x']
try:
    match R():
        case R(1): pass
except TypeError as e: print(e)
class S:
    __match_args__ = ('a', 'a')
    a = 1
try:
    match S():
        case S(1, 1): pass
except TypeError as e: print(e)
