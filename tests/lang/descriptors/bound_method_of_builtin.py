append = [].append
print(append.__name__, append.__self__, append.__qualname__)
up = 'abc'.upper
print(up(), up.__self__, up.__name__)
l = [1]
l.append.__call__(2)
print(l, list(map('a{}'.format, l)))
