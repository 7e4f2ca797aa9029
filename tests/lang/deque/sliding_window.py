from collections import deque
def moving(xs, n):
    w = deque(maxlen=n)
    for x in xs:
        w.append(x)
        if len(w) == n:
            yield sum(w) / n
print(list(moving([1, 2, 3, 4, 5], 3)))
def bfs(graph, start):
    seen, queue, order = {start}, deque([start]), []
    while queue:
        n = queue.popleft()
        order.append(n)
        for m in graph[n]:
            if m not in seen:
                seen.add(m)
                queue.append(m)
    return order
print(bfs({1: [2, 3], 2: [4], 3: [4], 4: [1]}, 1))
