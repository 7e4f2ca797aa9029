class I(int):
    pass
class F(float):
    def __str__(self):
        return "F!"
print(f"{I(5):03d}", f"{I(5)}", "%d" % I(7), "{:x}".format(I(255)), f"{F(1.5):.2f}", f"{F(1.5)}", "%s" % F(2), "%.1f" % F(2))
