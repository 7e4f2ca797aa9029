try:
    class A(3): pass
except TypeError as e:
    print(type(e).__name__)
try:
    class B(len): pass
except TypeError as e:
    print(type(e).__name__)
