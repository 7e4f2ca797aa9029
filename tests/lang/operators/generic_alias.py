print(list[int], dict[str, int], tuple[int, ...], set['x'], type[int], list[list[int]], tuple[()])
a = list[int]
print(a.__origin__, a.__args__, a([1, 2]), a == list[int], a != list[str], hash(a) == hash(list[int]), a.__parameters__, a.append)
try:
    a[str]
except TypeError as e:
    print(e)
try:
    isinstance([], a)
except TypeError as e:
    print(e)
try:
    int[str]
except TypeError as e:
    print(e)
