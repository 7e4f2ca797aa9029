def f(self): super()
try: f(1)
except RuntimeError as e: print(e)
class C:
    def g(): super()
    def h(self):
        del self
        super()
try: C.g()
except RuntimeError as e: print(e)
try: C().h()
except RuntimeError as e: print(e)
