class O: pass
o = O()
for f in (lambda: o.__delattr__('x'),):
    try: f()
    except AttributeError as e: print(e)
try: del o.x
except AttributeError as e: print(e)
try: del {}[1]
except KeyError as e: print(repr(e))
try: del [][0]
except IndexError as e: print(e)
try: del (1, 2)[0]
except TypeError as e: print(e)
try: del 'abc'[0]
except TypeError as e: print(e)
