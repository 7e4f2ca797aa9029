from contextlib import AbstractContextManager, ContextDecorator

class Timer(ContextDecorator):
    def __enter__(self):
        print("start")
        return self

    def __exit__(self, *exc):
        print("stop")
        return False

@Timer()
def work(a, b=2):
    """docs"""
    print("work", a, b)
    return a * b

print(work(3), work(3, b=5), work.__name__, work.__doc__)

class M(AbstractContextManager):
    def __exit__(self, *args):
        print("exit")

with M() as m:
    print(isinstance(m, M))

class Duck:
    def __enter__(self):
        pass

    def __exit__(self, *a):
        pass

print(isinstance(Duck(), AbstractContextManager), isinstance(3, AbstractContextManager))
try:
    AbstractContextManager()
except TypeError as error:
    print(error)
