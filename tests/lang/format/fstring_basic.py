name, n, x = "Ann", 7, 3.14159
print(f"{name} {n} {x}", f"{name!r} {n:>4} {x:.2f}", f"{n + 1} {x * 2:.1f}", f"{'nested'} {{}}", f"{n=} {x=:.1f} {name=!s}")
width, prec = 10, 3
print(f"[{x:{width}.{prec}f}]", f"[{name:*^{width}}]", f"[{n:0{width // 2}d}]", f"{n!r:>{width}}", f"{[1, 2]}", f"{ {'a': 1} }")
