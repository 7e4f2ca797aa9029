for w in range(1, 14):
    print(w, format(1234, "0%d," % w), format(-12, "0%d," % w), format(3.5, "0%d,.1f" % w), format(255, "0%d_x" % w), format(5, "#0%d_b" % w))
