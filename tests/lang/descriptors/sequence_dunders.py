print([1, 2].__add__([3]), [1].__mul__(2), [1].__rmul__(2), [1].__contains__(1), (1, 2).__getitem__(0), 'ab'.__contains__('a'), [3].__eq__([3]), [1].__lt__([2]), 'a'.__ne__('b'), {1: 2}.__len__(), {1}.__or__({2}))
l = [1]
print(l.__iadd__([2]) is l, l, l.__setitem__(0, 9), l, l.__delitem__(0), l)
it = iter([1])
print(it.__next__(), it.__iter__() is it)
try:
    it.__next__()
except StopIteration as e:
    print('stop', e.args)
try:
    [1].__add__(3)
except TypeError as e:
    print(e)
