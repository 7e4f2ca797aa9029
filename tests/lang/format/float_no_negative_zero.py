for v in [-0.0, -0.001, -0.04, -0.05, -0.06, 0.001, -1.0]:
    print(v, [format(v, s) for s in ("z", "z.1f", "z.2f", "z.0e", "z.1g", "+z.1f", "z.1%", " z.0f")])
