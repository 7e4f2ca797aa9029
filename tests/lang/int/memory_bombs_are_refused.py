# raises: how large an int may be differs, that it ends quickly does not
def small(f):
    try:
        return f()
    except (MemoryError, OverflowError):
        return "refused"
print(small(lambda: (1 << 100) >> 90), small(lambda: 0 << 10 ** 30), small(lambda: 1 >> 10 ** 30))
