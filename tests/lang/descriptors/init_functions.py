l = [1]
print(l.__init__([2, 3]), l, list.__init__(l), l)
d = {'a': 1}
d.__init__(b=2)
print(d)
e = ValueError(1)
e.__init__(5, 6)
print(e.args)
print(int.__init__, list.__init__, object.__init__, (5).__init__())
