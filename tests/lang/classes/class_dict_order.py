class A:
    b = 1
    a = 2
    c = 3
print([k for k in vars(A) if len(k) == 1])
A.d = 4
print([k for k in vars(A) if len(k) == 1])
