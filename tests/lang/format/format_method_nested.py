print("{:{}}".format("a", 5), "{0:{1}}".format(3.5, ".2f"), "{:{w}.{p}f}".format(2.5, w=8, p=2), "{:{a}{b}}".format(5, a=">", b=4), "{0:{0}}".format(5))
for t in ["{:{:{}}}", "{:{", "{:{}"]:
    try:
        print(t.format(1, 2, 3))
    except ValueError as e:
        print(t, e)
