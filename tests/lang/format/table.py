rows = [("alpha", 1, 0.5), ("beta", 22, 12.345), ("gamma", 333, 1234.5678)]
for name, n, x in rows:
    print(f"{name:<8}|{n:>5d}|{x:>10.2f}|{x:>10.2e}|{n:#06x}|{name!r:>10}")
print("-" * 40)
print("\n".join("{:>3}: {:^9} {:+.1f}".format(i, *r[:1], r[2]) for i, r in enumerate(rows)))
