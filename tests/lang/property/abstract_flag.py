def f(self): pass
print(property(f).__isabstractmethod__)
f.__isabstractmethod__ = True
print(property(f).__isabstractmethod__, property(None, f).__isabstractmethod__)
