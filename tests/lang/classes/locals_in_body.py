class A:
    a = 1
    names = sorted(k for k in locals() if not k.startswith('__'))
print(A.names)
