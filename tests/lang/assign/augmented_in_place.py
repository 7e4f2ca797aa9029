a = b = [1]
a += [2]
print(b, a is b)
t = u = (1,)
t += (2,)
print(u, t)
s = 'x'
s += 'y'
s *= 2
print(s)
