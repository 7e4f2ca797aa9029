from collections import OrderedDict
o = OrderedDict()
for i in range(300):
    o[i] = i
    if i % 2:
        o.move_to_end(i // 2, last=bool(i % 4 == 1)) if i // 2 in o else None
    if i % 5 == 0:
        o.popitem(last=bool(i % 10))
print(len(o), list(o)[:8], list(o)[-8:], sum(o))
