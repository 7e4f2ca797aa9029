a, b = {1: 1, 2: 2, 3: 3}, {2: 2, 3: 4, 5: 5}
print(a.keys() & b.keys(), a.keys() | b.keys(), a.keys() - b.keys(), a.keys() ^ b.keys())
print(a.items() & b.items(), a.items() - b.items())
print(a.keys() & [1, 9], a.keys() | [9], a.keys() - {1}, {1, 9} - a.keys(), [1, 9] & a.keys() if False else {1, 9} & a.keys())
print(a.keys() == {1, 2, 3}, a.keys() < {1, 2, 3, 4}, a.keys() >= {1}, a.keys().isdisjoint([7]), a.items() == a.items())
print(a.values() == a.values(), a.keys() == [1, 2, 3])
try:
    a.values() & b.values()
except TypeError as e:
    print(e)
