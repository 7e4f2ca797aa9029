from collections import OrderedDict
o = OrderedDict()
for f in (lambda: o.popitem(), lambda: o.move_to_end("x"), lambda: o["q"], lambda: OrderedDict(5), lambda: OrderedDict([1]), lambda: OrderedDict([(1,)]), lambda: OrderedDict([(1, 2, 3)]), lambda: OrderedDict([], []), lambda: o.move_to_end(), lambda: o.pop("z"), lambda: o.update(1, 2)):
    try:
        f()
    except (KeyError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
