s = format(0.1, ".200f")
print(len(s), s[:60], s[-5:], len(format(1e300, ".3f")), len(format(1.0, ".1500f")), format(1.0, ".1200e")[-10:])
