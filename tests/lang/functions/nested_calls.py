def inc(x): return x + 1
print(inc(inc(inc(inc(0)))), max(min(1, 2), min(3, inc(4))))
