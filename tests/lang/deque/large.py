from collections import deque
d = deque()
for i in range(10000):
    d.append(i)
    if i % 3 == 0:
        d.popleft()
print(len(d), d[0], d[-1], sum(d))
d.rotate(1234)
print(d[0], d[-1])
while len(d) > 3:
    d.pop()
    d.popleft()
print(d)
