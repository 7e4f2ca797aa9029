import sys
class M:
    def __enter__(self): return self
    def __exit__(self, *a):
        print(repr(sys.exc_info()[1]))
        return True
with M():
    raise ValueError(1)
print(sys.exc_info()[1])
with M(): pass
