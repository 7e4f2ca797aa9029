for f in [lambda: format(1, "99999999999999999999"), lambda: "%99999999999999999999d" % 1, lambda: format(1.5, ".99999999999f"), lambda: "%.9999999999f" % 1.5]:
    try:
        print(len(f()))
    except ValueError as e:
        print(e)
