d = {}
d["self"] = d
d["list"] = [d]
print(d)
print({"k": d.keys() and 1})
