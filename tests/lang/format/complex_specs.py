for v in [1 + 2j, -1.5 - 0.5j, 2j, -2j, 0j, complex(-0.0, 1), complex(1e20, 1e-7), complex("nan+infj")]:
    print(v, [format(v, s) for s in ("", "f", ".1f", ".2e", "g", ".3", "+", " .1f", ">20", "<20.1f", "^20", ",", "G")])
