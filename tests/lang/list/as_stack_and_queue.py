s = []
for c in "(a(b)c)":
    if c == "(":
        s.append(c)
    elif c == ")":
        s.pop()
print(s)
q = [1, 2, 3]
out = []
while q:
    x = q.pop(0)
    out.append(x)
    if x < 6:
        q.append(x * 3)
print(out)
