print({k: v for k, v in zip('abc', range(3))}, sorted({c for c in 'hello'}), {a: b for a in (1, 2) for b in (3, 4)})
