a, b = {1, 2, 3, 4}, {2, 4, 6}
print(a ^ b, b ^ a, a.symmetric_difference([1, 1, 9]))
a ^= b
print(a)
a.symmetric_difference_update({1: 2, 50: 3})
print(a)
a ^= a
print(a)
try:
    a.symmetric_difference()
except TypeError as e:
    print(e)
