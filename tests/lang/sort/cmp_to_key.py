from functools import cmp_to_key
def compare(a, b):
    return (a % 10 > b % 10) - (a % 10 < b % 10)
print(sorted([31, 22, 13, 41, 50], key=cmp_to_key(compare)))
print(sorted(["3", "30", "34", "5", "9"], key=cmp_to_key(lambda a, b: int(b + a) - int(a + b))))
k = cmp_to_key(compare)
print(k(1) < k(12), k(1) == k(21), k(1) >= k(0), k(5).obj)
