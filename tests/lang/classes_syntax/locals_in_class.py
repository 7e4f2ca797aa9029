class C:
    a = 1
    names = sorted(n for n in locals() if not n.startswith('__'))
print(C.names)
