s = set(range(1000, 1050))
for x in (32, 160, 288, 416, 544):
    s.add(x)
s.discard(160)
s.discard(416)
s.add(672)
print([x for x in s if x < 1000])
s.add(800)
print([x for x in s if x < 1000])
