d = {"a": 1, "b": 2}
e = {"b": 2, "c": 3}
print(sorted(d.keys() ^ e.keys()), sorted(d.items() & e.items()), sorted(d.keys() | "xy"), d.keys() - e, {"a"} <= d.keys(), d.keys() > {"a"})
