def f():
    x += 1
try: f()
except UnboundLocalError as e: print(e)
