s = "é\n"
print(f"{s!r} {s!a}", f"{s!r:>10}|", f"{None!s:>6}|", f"{1.5!r}", f"{'a' 'b'}")
