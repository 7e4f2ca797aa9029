a = list(range(10))
print(a[2:5], a[:3], a[7:], a[-3:], a[:-3], a[::2], a[1::3], a[::-2], a[8:2:-2], a[5:2], a[100:], a[-100:2], a[:])
print(a[None:None:None], a[slice(1, 4)], a[slice(3)], a[True:5])
try:
    a[::0]
except ValueError as e:
    print(e)
try:
    a["a":]
except TypeError as e:
    print(e)
