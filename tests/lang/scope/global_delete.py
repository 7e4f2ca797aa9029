gone = 1
def f():
    global gone
    del gone
f()
try:
    gone
except NameError as e:
    print(e)
