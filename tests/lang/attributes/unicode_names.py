class A: pass
a = A()
a.é = 1
setattr(a, 'naïve name', 2)
print(a.é, getattr(a, 'naïve name'), sorted(a.__dict__))
class Ünï: pass
print(Ünï, Ünï.__name__)
try:
    a.ß
except AttributeError as e:
    print(e)
