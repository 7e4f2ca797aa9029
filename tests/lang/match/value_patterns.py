class Color:
    RED = 1
    class Deep:
        BLUE = 2
def f(x):
    match x:
        case Color.RED: return 'red'
        case Color.Deep.BLUE: return 'blue'
    return 'unknown'
print(f(1), f(2), f(3), f(1.0))
