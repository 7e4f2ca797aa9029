r = range(10)
print(r[2:8:2], r[::-1], r[8:2:-3], r[20:], r[:-3], r[-3:], r[5:5], r[::-1][::2])
print(range(0, 100, 7)[3:10:2], range(10, 0, -1)[2:5], range(0)[::2])
try:
    r[::0]
except ValueError as e:
    print(e)
