from collections import deque
d = deque("abcdef")
for k in range(3):
    d.rotate(k)
    print("".join(d), d[0], d[-1], d[2])
d[2] = "Z"
d.extend("gh")
d.rotate(-3)
print("".join(d), d.index("Z"), list(d)[1:3])
