out = []
for x in range(3):
    out.append([x for x in range(x)])
    out.append(x)
print(out)
