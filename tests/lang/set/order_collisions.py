s = {0, 8, 16, 24, 32, 40}
print(s)
s = set(range(0, 640, 64))
print(s)
s.remove(128)
s.add(3200)
print(s)
print({64, 0, 128, 1, 65, 129})
