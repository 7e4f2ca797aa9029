class C:
    'doc'
    a = 1
print(C.__doc__, '__module__' in C.__dict__, '__qualname__' in C.__dict__, C.__dict__['a'])
