out = []
for a in range(3):
    for b in range(3):
        if b == 1:
            continue
        if a == 2:
            break
        out.append((a, b))
    else:
        out.append('else')
print(out)
