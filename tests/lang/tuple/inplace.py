t = (1,)
u = t
t += (2,)
t *= 2
print(t, u)
try:
    t += [3]
except TypeError as e:
    print(e)
v = ([1],)
try:
    v[0] += [2]
except TypeError as e:
    print(e, v)
