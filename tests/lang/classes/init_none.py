class A:
    def __init__(self):
        return 3
try:
    A()
except TypeError as e:
    print(e)
